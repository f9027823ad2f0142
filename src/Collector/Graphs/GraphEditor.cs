using System.Collections.Immutable;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Graphs;

/// <summary>A new version of the graph, with the nodes whose validity ends and begins; or what is wrong with it.</summary>
/// <param name="Next">The graph afterwards.</param>
/// <param name="Ended">Nodes removed or replaced.</param>
/// <param name="Begun">Nodes added or replaced.</param>
/// <param name="Errors">Empty when it can be taken.</param>
internal sealed record GraphChange(
    GraphSnapshot Next, IReadOnlyCollection<SubserviceId> Ended, IReadOnlyCollection<GraphEntry> Begun, IReadOnlyList<FieldError> Errors);

/// <summary>Applies a version to the graph before it. Pure.</summary>
internal static class GraphEditor
{
    public static GraphChange Apply(GraphSnapshot current, GraphVersion version)
    {
        // Later versions never begin earlier, whatever the clock of the orchestrator did: a time finds exactly one version.
        var from = Later(Times.Normalise(version.Time), current.From);
        var entries = current.Entries.ToBuilder();
        var begun = new List<GraphEntry>();
        var ended = new HashSet<SubserviceId>();
        foreach (var id in Removals(current, version).Where(entries.Remove))
        {
            ended.Add(id);
        }

        foreach (var node in version.Upserts)
        {
            var id = new SubserviceId(node.Type, node.Id);
            var known = current.Entries.GetValueOrDefault(id);
            var entry = new GraphEntry(id, GraphNodes.Normalise(node), known is not null && known.Node.Agent == node.Agent ? known.OwnedSince : from);
            if (known is not null && GraphNodes.Same(known.Node, entry.Node))
            {
                continue;
            }

            entries[id] = entry;
            begun.Add(entry);
            if (known is not null)
            {
                ended.Add(id);
            }
        }

        var next = new GraphSnapshot(version.Version, from, entries.ToImmutable());
        return new GraphChange(next, ended, begun, Check(next.Entries, version));
    }

    private static IEnumerable<SubserviceId> Removals(GraphSnapshot current, GraphVersion version)
    {
        if (version.Base is not null)
        {
            return version.Removals.Select(reference => reference.ToModel());
        }

        var kept = version.Upserts.Select(node => new SubserviceId(node.Type, node.Id)).ToHashSet();
        return current.Entries.Keys.Where(id => !kept.Contains(id));
    }

    private static List<FieldError> Check(ImmutableDictionary<SubserviceId, GraphEntry> entries, GraphVersion version)
    {
        var dangling = version.Upserts.SelectMany((node, i) => node.Dependencies
            .Select((edge, j) => (edge, pointer: $"/upserts/{i}/dependencies/{j}"))
            .Where(item => !entries.ContainsKey(new SubserviceId(item.edge.Type, item.edge.Id)))
            .Select(item => new FieldError(item.pointer, $"{item.edge.Type}[{item.edge.Id}] is not in the graph")));
        var errors = dangling.Concat(OrphanedBy(entries, version)).Take(50).ToList();
        if (errors.Count == 0 && GraphCycles.Find(entries) is { } loop)
        {
            errors.Add(new FieldError("/upserts", $"the dependencies close a loop: {string.Join(" -> ", loop)}"));
        }

        return errors;
    }

    private static IEnumerable<FieldError> OrphanedBy(ImmutableDictionary<SubserviceId, GraphEntry> entries, GraphVersion version)
    {
        var removed = version.Removals.Select((reference, place) => (Id: reference.ToModel(), place)).ToDictionary(item => item.Id, item => item.place);
        return removed.Count == 0
            ? []
            : entries.Values.SelectMany(entry => entry.Dependencies
                .Where(id => removed.ContainsKey(id) && !entries.ContainsKey(id))
                .Select(id => new FieldError($"/removals/{removed[id]}", $"{entry.Id} still depends on {id}")));
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
