using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Health, graph and history of one service instance or subservice.</summary>
internal static class NodeEndpoints
{
    private const string Subservices = "/api/v1/subservices/";
    private const string History = "/api/v1/history/subservices/";

    public static void MapNodes(this IEndpointRouteBuilder routes)
    {
        var service = routes.MapGroup("/api/v1/services/{type}/{name}").WithTags("Health");
        Describe<NodeHealth>(service.MapGet("/health", ServiceHealth), "getServiceHealth", "Health of a service instance, with its symptoms and causes");
        Describe<HealthGraph>(service.MapGet("/graph", ServiceGraphAsync), "getServiceGraph", "The assurance graph of a service instance with the health of every node");
        Describe<HealthHistory>(service.MapGet("/history", ServiceHistoryAsync), "getServiceHistory", "Scores, symptoms and graph versions of a service instance over time");

        var nodes = routes.MapGroup("").WithTags("Health");
        Describe<NodeHealth>(nodes.MapGet(Subservices + "{type}/{**id}", Subservice), "getSubservice", "Health of a node, and the service instances that depend on it");
        Describe<HealthHistory>(nodes.MapGet(History + "{type}/{**id}", SubserviceHistoryAsync), "getSubserviceHistory", "Scores, symptoms and graph versions of a node over time");
    }

    private static void Describe<T>(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .WithName(name)
        .TakesDeclaredQuery()
        .WithSummary(summary)
        .Produces<T>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static IResult ServiceHealth(
        HttpContext context,
        CurrentState current,
        [FromRoute, Description("Service type, such as tunnel")] string type,
        [FromRoute, Description("Instance name")] string name) => Health(context, current, NodeInPath.Service(context));

    private static IResult Subservice(
        HttpContext context,
        CurrentState current,
        [FromRoute, Description("Subservice type, such as interface")] string type,
        [FromRoute, Description("Identifier; percent-encoded as one segment, or with plain slashes between its values")] string id) =>
        Health(context, current, NodeInPath.Node(context, Subservices));

    private static Task<IResult> ServiceGraphAsync(
        HttpContext context,
        GraphQueries queries,
        [FromRoute, Description("Service type")] string type,
        [FromRoute, Description("Instance name")] string name,
        [FromQuery, Description(TimeParameter.Description)] string? at = null) =>
        queries.GraphAsync(context, NodeInPath.Service(context), at);

    private static Task<IResult> ServiceHistoryAsync(
        HttpContext context,
        HistoryQueries queries,
        [FromRoute, Description("Service type")] string type,
        [FromRoute, Description("Instance name")] string name,
        [FromQuery, Description("Begin; -1h by default. " + TimeParameter.Description)] string? from = null,
        [FromQuery, Description("End; now by default. " + TimeParameter.Description)] string? to = null) =>
        queries.HistoryAsync(context, NodeInPath.Service(context), from, to);

    private static Task<IResult> SubserviceHistoryAsync(
        HttpContext context,
        HistoryQueries queries,
        [FromRoute, Description("Subservice type")] string type,
        [FromRoute, Description("Identifier; percent-encoded as one segment, or with plain slashes between its values")] string id,
        [FromQuery, Description("Begin; -1h by default. " + TimeParameter.Description)] string? from = null,
        [FromQuery, Description("End; now by default. " + TimeParameter.Description)] string? to = null) =>
        queries.HistoryAsync(context, NodeInPath.Node(context, History), from, to);

    private static IResult Health(HttpContext context, CurrentState current, SubserviceId? id) =>
        current.State is not { } state ? Problems.NotLoaded(context)
        : id is { } node && state.Views.TryGetValue(node, out var view) ? Results.Json(NodeDocuments.Of(state, view), ContractsJson.Default.NodeHealth)
        : Problem.NotFound($"{(id is { } missing ? missing : "It")} is not in the assurance graph");
}
