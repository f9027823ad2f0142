using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Collector.Queries;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Collector.Explanations;

/// <summary><c>GET /api/v1/explanations/{type}/{id}</c>: why a score is, or was, what it is.</summary>
internal static class ExplanationEndpoint
{
    private const string Prefix = "/api/v1/explanations/";

    public static void MapExplanations(this IEndpointRouteBuilder routes) => routes.MapGet(Prefix + "{type}/{**id}", ExplainAsync)
        .WithName("explain")
        .TakesDeclaredQuery()
        .WithSummary("The account of a score: from the node over what lowers it to the conditions, their values and the samples that were read")
        .WithTags("Health")
        .Produces<HealthAccount>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ExplainAsync(
        HttpContext context,
        GraphQueries graphs,
        HealthReader health,
        TimeProvider time,
        [FromRoute, Description("Subservice type; service-instance for services")] string type,
        [FromRoute, Description("Identifier; percent-encoded as one segment, or with plain slashes between its values")] string id,
        [FromQuery, Description(TimeParameter.Description)] string? at = null)
    {
        if (NodeInPath.Node(context, Prefix) is not { } root)
        {
            return Problem.NotFound("The path names no node");
        }

        var (graph, refusal) = await graphs.ReadAsync(context, root, at);
        if (graph is null)
        {
            return refusal!;
        }

        var now = time.GetUtcNow();
        var moment = TimeOf(at, now);
        var nodes = AccountBuilder.Nodes(graph, SubserviceReference.From(root), isPast: at is not null && moment < now);
        return Results.Json(
            new HealthAccount { Time = moment, GraphVersion = graph.Version, Nodes = await WithEvidenceAsync(nodes, health, moment, context.RequestAborted) },
            ContractsJson.Default.HealthAccount);
    }

    private static DateTimeOffset TimeOf(string? at, DateTimeOffset now) => new QueryErrors().Time(at, "at", now) is { } moment && moment < now ? moment : now;

    private static async Task<List<NodeAccount>> WithEvidenceAsync(
        IReadOnlyList<NodeAccount> nodes, HealthReader health, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var ill = nodes.Where(node => node.Symptoms.Count > 0).Select(node => node.Subservice.ToModel()).ToList();
        var episodes = ill.Count == 0 ? [] : await health.EpisodesAsync(ill, time, time, cancellationToken);
        var evidence = episodes.Where(episode => episode.Evidence is not null)
            .ToLookup(episode => (episode.Subservice, episode.Symptom.AgentId, episode.Symptom.Id), episode => episode.Evidence);
        return
        [
            .. nodes.Select(node => node with
            {
                Symptoms = [.. node.Symptoms.Select(symptom =>
                    symptom with { Evidence = evidence[(node.Subservice, symptom.Symptom.AgentId, symptom.Symptom.Id)].FirstOrDefault() })],
            }),
        ];
    }
}
