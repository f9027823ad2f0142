using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.WebUi.Components.Shared.Graphs;

/// <summary>
/// The causes of an earlier time, which the collector does not keep: the primary symptoms that are found by following what the service had
/// inherited down the graph of that time.
/// </summary>
internal static class PastCauses
{
    private const string MissingInput = "missing-input";

    /// <summary>The graph with causes at the node <paramref name="root"/>; the same graph when it has them, or there is no such node.</summary>
    public static HealthGraph Fill(HealthGraph graph, string root)
    {
        var nodes = graph.Nodes.ToDictionary(NodeKey.Of, StringComparer.Ordinal);
        if (!nodes.TryGetValue(root, out var top) || top.Status.Causes.Count > 0)
        {
            return graph;
        }

        CauseDocument[] causes =
        [
            .. Suspects(nodes, root)
                .SelectMany(node => node.Status.Symptoms
                    .Where(symptom => IsCause(symptom) && (!symptom.Local || node == top))
                    .Select(symptom => new CauseDocument(new SubserviceReference(node.Node.Type, node.Node.Id), symptom)))
                .OrderByDescending(cause => cause.Symptom.Weight),
        ];
        var filled = top with { Status = top.Status with { Causes = causes } };
        return graph with { Nodes = [.. graph.Nodes.Select(node => node == top ? filled : node)] };
    }

    private static List<NodeHealth> Suspects(Dictionary<string, NodeHealth> nodes, string root)
    {
        var found = new List<NodeHealth> { nodes[root] };
        var seen = new HashSet<string>(StringComparer.Ordinal) { root };
        for (var index = 0; index < found.Count; index++)
        {
            found.AddRange(found[index].Status.Symptoms
                .Where(symptom => symptom is { Stop: null, Kind: SymptomWords.Inherited, Dependency: not null })
                .Select(symptom => NodeKey.Of(symptom.Dependency!))
                .Where(key => nodes.ContainsKey(key) && seen.Add(key))
                .Select(key => nodes[key]));
        }

        return found;
    }

    private static bool IsCause(SymptomDocument symptom) =>
        symptom is { Stop: null, Primary: true, Kind: "own" or MissingInput } && (symptom.Broken || symptom.Weight > 0);
}
