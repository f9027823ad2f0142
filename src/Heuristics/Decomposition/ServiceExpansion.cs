using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>Gathers the nodes of one service after the other, breadth first from the service's own, each once.</summary>
internal sealed class ServiceExpansion(ExpansionTable table)
{
    private static readonly Comparer<(ExpandedNode From, AssuranceNode? Node)> ById =
        Comparer<(ExpandedNode From, AssuranceNode? Node)>.Create((left, right) => left.From.Id.CompareTo(right.From.Id));

    private static readonly ParameterNames OfServices = new(["service", "instance-name"]);

    private readonly NodeExpander _expander = new(table);
    private readonly List<(ExpandedNode From, AssuranceNode? Node)> _nodes = [];
    private readonly HashSet<ExpandedNode> _seen = [];
    private readonly HashSet<FactReads> _reads = [];
    private readonly HashSet<string> _unheard = new(StringComparer.Ordinal);
    private readonly SortedSet<(SubserviceId Node, string Detail)> _problems = [];

    /// <param name="root">The service's node, in no table: no other service has it.</param>
    /// <param name="service">The definition.</param>
    public DecompositionResult Expand(ExpandedNode root, ServiceInstance service)
    {
        Gather(root);
        // The definition's own parameters stay with the definition; the node carries what RFC 9418 has for a service instance.
        var result = Result(_nodes[0].Node! with
        {
            Parameters = new(OfServices, [service.Type, service.Name]),
            Maintenance = service.Maintenance,
        });
        _nodes.Clear();
        _seen.Clear();
        _reads.Clear();
        _unheard.Clear();
        _problems.Clear();
        return result;
    }

    private DecompositionResult Result(AssuranceNode root)
    {
        _nodes.Sort(1, _nodes.Count - 1, ById);
        var nodes = ImmutableArray.CreateBuilder<AssuranceNode>(_nodes.Count);
        var owners = ImmutableArray.CreateBuilder<string>(_nodes.Count);
        foreach (var (from, node) in _nodes)
        {
            nodes.Add(nodes.Count == 0 ? root : node!);
            owners.Add(from.OwnerDevice);
        }

        return new(
            nodes.MoveToImmutable(),
            _problems.Count == 0 ? [] : [.. _problems.Select(problem => new DecompositionProblem(problem.Node, problem.Detail))],
            owners.MoveToImmutable())
        {
            Reads = [.. _reads],
        };
    }

    // The list of what was gathered is also the queue of what to look at next.
    private void Gather(ExpandedNode root)
    {
        Enqueue(root);
        for (var at = 0; at < _nodes.Count; at++)
        {
            var from = _nodes[at].From;
            var node = Follow(from);
            _nodes[at] = (from, node);
        }
    }

    private void Enqueue(ExpandedNode node)
    {
        if (_seen.Add(node))
        {
            _nodes.Add((node, null));
        }
    }

    private AssuranceNode Follow(ExpandedNode node)
    {
        var expansion = node.Expand(_expander);
        _reads.Add(expansion.Reads);
        foreach (var problem in expansion.Problems)
        {
            Report(node, problem);
        }

        // Told once for each device, at the node nearest to the service.
        foreach (var (device, detail) in expansion.Unheard)
        {
            if (_unheard.Add(device))
            {
                Report(node, detail);
            }
        }

        return HasRoomForTargets(node, expansion) ? expansion.Node : WithinLimit(expansion);
    }

    /// <summary>Puts its targets on the list; false when the service has no room for all of them.</summary>
    private bool HasRoomForTargets(ExpandedNode node, Expansion expansion)
    {
        var hasRoom = true;
        foreach (var target in expansion.Targets)
        {
            if (_seen.Count >= Decomposer.MaximumNodes && !_seen.Contains(target))
            {
                Report(node, $"the service needs more than {Decomposer.MaximumNodes} subservices; the rest is left out");
                hasRoom = false;
            }
            else
            {
                Enqueue(target);
            }
        }

        return hasRoom;
    }

    private AssuranceNode WithinLimit(Expansion expansion)
    {
        var left = expansion.Targets.Where(_seen.Contains).Select(target => target.Id).ToHashSet();
        return expansion.Node with { Dependencies = expansion.Node.Dependencies.RemoveAll(edge => !left.Contains(edge.Target)) };
    }

    private void Report(ExpandedNode node, string detail) => _problems.Add((node.Id, detail));
}
