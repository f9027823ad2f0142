using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Hosting.Access;

/// <summary>Lets a request through to its endpoint when its caller may use it.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, ICallerIdentification identification)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var caller = await identification.IdentifyAsync(context, context.RequestAborted);
        context.Features.Set(caller);
        var required = context.GetEndpoint()?.Metadata.GetMetadata<AccessRequirement>()?.Level ?? AccessLevel.Viewer;
        if (required == AccessLevel.Anyone || caller?.Has(required) == true)
        {
            await next(context);
            return;
        }

        // 403 also for the unknown: a 401 must offer a way to sign in (RFC 9110, section 11.6.1), and there is none yet.
        await ProblemResult.WriteAsync(context, Problem.Document(
            StatusCodes.Status403Forbidden,
            caller is null ? "Only callers on this machine are let in until sign-in exists" : $"{caller.Name} is not allowed to do this"));
    }
}
