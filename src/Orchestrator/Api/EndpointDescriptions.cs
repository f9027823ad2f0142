using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>What the OpenAPI document says of an endpoint.</summary>
internal static class EndpointDescriptions
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder builder, string summary, string description) =>
        builder.WithSummary(summary).WithDescription(description);

    /// <summary>The body is read by hand, for its error messages: declare it for the document.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder builder)
        where T : notnull =>
        builder.Accepts<T>(RequestDocument.Json, RequestDocument.MediaTypes[1..]).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
}
