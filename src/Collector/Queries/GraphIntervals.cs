using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Collector.History.Rows;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>How the sub-graph of one node changed over versions of the whole graph. Pure.</summary>
internal sealed class GraphIntervals
{
    private readonly Dictionary<SubserviceId, PastNode> _nodes = [];
    private readonly List<GraphInterval> _intervals = [];
    private readonly HashSet<SubserviceId> _everSeen = [];
    private HashSet<SubserviceId> _closure = [];

    private GraphIntervals()
    {
    }

    /// <summary>The intervals in which the sub-graph stayed the same, and every node it ever had.</summary>
    public static (IReadOnlyList<GraphInterval> Intervals, IReadOnlyCollection<SubserviceId> Nodes) Of(
        SubserviceId root, IReadOnlyList<GraphVersionRow> versions, IReadOnlyList<PastNode> nodes)
    {
        var result = new GraphIntervals();
        var begins = nodes.ToLookup(node => Math.Max(node.From, versions.Count == 0 ? 0 : versions[0].Version));
        var ends = nodes.Where(node => node.To is not null).ToLookup(node => node.To!.Value);
        foreach (var version in versions)
        {
            result.Step(root, version, [.. ends[version.Version]], [.. begins[version.Version]]);
        }

        return (result._intervals, result._everSeen);
    }

    private void Step(SubserviceId root, GraphVersionRow version, List<PastNode> ended, List<PastNode> begun)
    {
        foreach (var node in ended)
        {
            _nodes.Remove(node.Id);
        }

        foreach (var node in begun)
        {
            _nodes[node.Id] = node;
        }

        var closure = Closure(root);
        var touched = ended.Concat(begun).Any(node => closure.Contains(node.Id) || _closure.Contains(node.Id));
        if (!touched)
        {
            return;
        }

        if (_intervals.Count > 0)
        {
            _intervals[^1] = _intervals[^1] with { To = version.Time };
        }

        _intervals.Add(new GraphInterval(version.Version, version.Time, null, Difference(closure, _closure), Difference(_closure, closure)));
        _closure = closure;
        _everSeen.UnionWith(closure);
    }

    private HashSet<SubserviceId> Closure(SubserviceId root)
    {
        var seen = new HashSet<SubserviceId>();
        var waiting = new Stack<SubserviceId>([root]);
        while (waiting.TryPop(out var id))
        {
            if (_nodes.TryGetValue(id, out var node) && seen.Add(id))
            {
                foreach (var dependency in node.Dependencies)
                {
                    waiting.Push(dependency);
                }
            }
        }

        return seen;
    }

    private static List<SubserviceReference> Difference(HashSet<SubserviceId> one, HashSet<SubserviceId> other) =>
        [.. one.Where(id => !other.Contains(id)).Order().Select(SubserviceReference.From)];
}
