using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>What the OpenAPI document says of an endpoint.</summary>
internal static class EndpointDescriptions
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder builder, string summary, string description) =>
        builder.WithSummary(summary).WithDescription(description);

    /// <summary>A collection that is answered in pages, and what filters it.</summary>
    public static RouteHandlerBuilder Pages(this RouteHandlerBuilder builder, params QueryParameter[] filters) => builder.TakesQuery([.. Paging.Parameters, .. filters]);

    /// <summary>A change that can be made to depend on the present version.</summary>
    public static RouteHandlerBuilder Conditional(this RouteHandlerBuilder builder) => builder.WithMetadata(new ConditionalChange());

    /// <summary>The body is read by hand, for its error messages: declare it for the document.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder builder)
        where T : notnull =>
        builder.Accepts<T>(RequestDocument.Json, RequestDocument.MediaTypes[1..]).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
}

/// <summary>Marks an endpoint that honours <c>If-Match</c> and <c>If-None-Match</c> (RFC 9110, section 13.1).</summary>
internal sealed class ConditionalChange;
