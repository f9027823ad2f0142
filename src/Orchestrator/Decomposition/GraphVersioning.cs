using System.Collections.Immutable;
using System.Text.Json;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>Makes the next version of the graph: the nodes that differ as documents, and nothing when none does.</summary>
internal static class GraphVersioning
{
    /// <param name="before">The version before.</param>
    /// <param name="nodes">The nodes that may differ, each once.</param>
    /// <param name="gone">Nodes that are not in the graph any more.</param>
    /// <param name="time">Time of the change.</param>
    public static NetworkGraph Next(
        NetworkGraph before, IEnumerable<KeyValuePair<SubserviceId, GraphNode>> nodes, IEnumerable<SubserviceId> gone, DateTimeOffset time)
    {
        var upserts = nodes.Where(node => !(before.Nodes.TryGetValue(node.Key, out var old) && IsSame(old, node.Value))).ToList();
        var removals = gone.Where(before.Nodes.ContainsKey).Order().ToList();
        if (upserts.Count + removals.Count == 0)
        {
            return before;
        }

        // A clock that was set back must not make versions go back in time.
        var stamp = time > before.Time ? time : before.Time.AddTicks(TimeSpan.TicksPerMicrosecond);
        return new()
        {
            Version = before.Version + 1,
            Time = stamp,
            Nodes = before.Nodes.RemoveRange(removals).SetItems(upserts),
            Latest = new()
            {
                Version = before.Version + 1,
                Time = stamp,
                Base = before.Version == 0 ? null : before.Version,
                Upserts = [.. upserts.OrderBy(node => node.Key).Select(node => node.Value)],
                Removals = [.. removals.Select(SubserviceReference.From)],
            },
        };
    }

    /// <summary>
    /// The whole graph as a version newer than the collector's, where the collector is ahead of us: our database was lost or set back. Null when it is not.
    /// </summary>
    public static NetworkState? Overtake(NetworkState state, long collectorVersion, DateTimeOffset time)
    {
        if (state.Graph.Version >= collectorVersion)
        {
            return null;
        }

        var graph = state.Graph with { Version = collectorVersion + 1, Time = time > state.Graph.Time ? time : state.Graph.Time };
        return state with { Graph = graph with { Latest = graph.Whole() } };
    }

    /// <summary>How a graph differs from the version before it, as a dry run tells.</summary>
    public static Contracts.Definitions.GraphDifference Difference(NetworkGraph before, NetworkGraph after)
    {
        var latest = after.Version == before.Version ? null : after.Latest;
        var known = (latest?.Upserts ?? []).ToLookup(node => before.Nodes.ContainsKey(new(node.Type, node.Id)), node => new SubserviceReference(node.Type, node.Id));
        return new([.. known[false]], [.. known[true]], [.. latest?.Removals ?? []]);
    }

    private static bool IsSame(GraphNode left, GraphNode right) =>
        ReferenceEquals(left, right) || Content(left).AsSpan().SequenceEqual(Content(right));

    private static byte[] Content(GraphNode node) => JsonSerializer.SerializeToUtf8Bytes(
        node with
        {
            LastChange = default,
            Parameters = node.Parameters.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Labels = node.Labels.ToImmutableSortedDictionary(StringComparer.Ordinal),
        },
        OrchestratorJson.Default.GraphNode);
}
