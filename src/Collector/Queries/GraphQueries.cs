using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Answers graphs: the present one from memory, earlier ones from the database.</summary>
internal sealed class GraphQueries(CurrentState current, PastHealth past, TimeProvider time)
{
    /// <param name="context">The request.</param>
    /// <param name="root">The node whose sub-graph is asked for; null for the whole network.</param>
    /// <param name="at">The query parameter.</param>
    public async Task<IResult> GraphAsync(HttpContext context, SubserviceId? root, string? at)
    {
        var (graph, refusal) = await ReadAsync(context, root, at);
        return graph is null ? refusal! : Results.Json(graph, ContractsJson.Default.HealthGraph);
    }

    /// <summary>The graph, or why there is none.</summary>
    public async Task<(HealthGraph? Graph, IResult? Refusal)> ReadAsync(HttpContext context, SubserviceId? root, string? at)
    {
        var errors = new QueryErrors();
        var moment = errors.Time(at, "at", time.GetUtcNow());
        if (errors.Any)
        {
            return (null, Problem.Validation(errors.All));
        }

        var graph = moment is { } then && then < time.GetUtcNow()
            ? await past.GraphAsync(root, then, context.RequestAborted)
            : Present(root);
        return graph is not null ? (graph, null)
            : current.State is null ? (null, Problems.NotLoaded(context))
            : (null, Problem.NotFound(moment is null ? $"{root} is not in the assurance graph" : $"{(root is null ? "The network's graph" : $"The graph of {root}")} is not kept for {moment:O}"));
    }

    private HealthGraph? Present(SubserviceId? root) =>
        current.State is not { } state ? null
        : root is null ? NodeDocuments.Graph(state, state.Graph.Entries.Values.OrderBy(entry => entry.Id))
        : state.Graph.Entries.ContainsKey(root.Value) ? NodeDocuments.Graph(state, state.Graph.Closure(root.Value))
        : null;
}
