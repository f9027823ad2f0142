using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Hosting.Access;

/// <summary>What a caller must be allowed to do to use an endpoint.</summary>
/// <param name="Level">The level asked for.</param>
internal sealed record AccessRequirement(AccessLevel Level);

/// <summary>Declares who may use an endpoint, and tells an endpoint who does.</summary>
public static class AccessExtensions
{
    /// <summary>Asks for a level. An endpoint that asks for none asks for <see cref="AccessLevel.Viewer"/>; the last call counts.</summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder builder, AccessLevel level)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new AccessRequirement(level)));
        return builder;
    }

    /// <summary>Who sent the request; null before access was checked or when the endpoint is open to anyone and the caller unknown.</summary>
    public static ICallerIdentity? Caller(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<ICallerIdentity>();
    }
}
