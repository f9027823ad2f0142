using System.Collections.Immutable;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.Graphs;
using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Puts together the graph of an earlier time with the scores and symptoms of that time.</summary>
internal sealed class PastHealth(GraphReader graphs, HealthReader health)
{
    /// <summary>Null when the node was not in the graph then, or nothing that old is kept.</summary>
    public async Task<HealthGraph?> GraphAsync(SubserviceId? root, DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (await graphs.AtAsync(time, cancellationToken) is not { } graph)
        {
            return null;
        }

        var snapshot = new GraphSnapshot(graph.Version, graph.From, graph.Nodes
            .Select(GraphNodes.Normalise)
            .Select(node => new GraphEntry(new SubserviceId(node.Type, node.Id), node, graph.From))
            .ToImmutableDictionary(entry => entry.Id));
        IReadOnlyList<GraphEntry> entries = root is { } id ? snapshot.Closure(id) : [.. snapshot.Entries.Values.OrderBy(entry => entry.Id)];
        return root is not null && entries.Count == 0 ? null : new HealthGraph
        {
            Version = graph.Version,
            From = graph.From,
            To = graph.To,
            Nodes = await NodesAsync(snapshot, entries, time, cancellationToken),
        };
    }

    private async Task<List<NodeHealth>> NodesAsync(
        GraphSnapshot graph, IReadOnlyList<GraphEntry> entries, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var owners = entries.Where(entry => entry.Node.Agent is not null).Select(entry => (entry.Id, entry.Node.Agent!)).ToList();
        var scores = await health.ScoresAtAsync(owners, time, cancellationToken);
        var silences = await health.SilencesAsync(time, time, cancellationToken);
        var episodes = (await health.EpisodesAsync([.. entries.Select(entry => entry.Id)], time, time, cancellationToken))
            .ToLookup(episode => episode.Subservice.ToModel(), episode => episode.Symptom with { Stop = null });
        return [.. entries.Select(entry => new NodeHealth
        {
            Node = entry.Node,
            Status = Status(entry, scores.GetValueOrDefault(entry.Id), silences, [.. episodes[entry.Id]]),
            Reported = scores.GetValueOrDefault(entry.Id)?.Time,
            Services = graph.ServicesOf(entry.Id),
        })];
    }

    private static HealthStatusDocument Status(
        GraphEntry entry, PastScore? score, IReadOnlyList<Silence> silences, IReadOnlyList<SymptomDocument> symptoms)
    {
        var silence = silences.FirstOrDefault(silence => silence.Agent == entry.Node.Agent);
        if (score is null || silence is not null)
        {
            // The same as was shown then.
            return score is null ? NodeViews.Of(entry, null).Status : NodeViews.Silent(entry, silence!.Start);
        }

        return new HealthStatusDocument
        {
            Score = score.Score,
            Own = score.Score,
            Low = Math.Max(0, score.Score),
            High = score.Score < 0 ? 100 : score.Score,
            Coverage = score.Coverage,
            Since = score.Time,
            Symptoms = symptoms,
        };
    }
}
