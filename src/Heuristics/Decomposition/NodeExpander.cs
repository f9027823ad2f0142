using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>Applies the rules of types to nodes, one node after the other.</summary>
internal sealed class NodeExpander : IJoinVisitor
{
    private readonly ExpansionTable _table;
    private readonly FactJoin _join;
    private readonly List<FactKey> _reads = [];
    private readonly List<ExpandedNode> _targets = [];
    private readonly Dictionary<SubserviceId, Dependency> _edges = [];
    private readonly List<string> _problems = [];
    private ExpandedNode _node = null!;
    private ResolvedRule _rule = null!;
    private int _bindings;

    public NodeExpander(ExpansionTable table) => (_table, _join) = (table, new(table.Index, this));

    public Expansion Expand(ExpandedNode node)
    {
        _node = node;
        _join.Begin(node.Values, node.Type.Steps);
        var unheard = Unheard();
        foreach (var rule in node.Type.Rules)
        {
            Apply(rule);
        }

        var expanded = new AssuranceNode
        {
            Id = node.Id,
            Label = node.Label,
            Parameters = new(node.Type.Names, node.Values),
            Dependencies = Edges(),
            Groups = node.Type.Groups,
        };
        var expansion = new Expansion(expanded, [.. _targets], _table.Reads(_reads), [.. _problems], unheard);
        _reads.Clear();
        _targets.Clear();
        _edges.Clear();
        _problems.Clear();
        return expansion;
    }

    public bool Visit(RuleBinding binding)
    {
        if (++_bindings > FactJoin.MaximumRows)
        {
            _problems.Add($"more than {FactJoin.MaximumRows} facts match a rule that leads to {_rule.Rule.Subservice}; the rest is left out");
            return false;
        }

        if (Target(_rule.Target!, binding) is { } values)
        {
            Connect(_rule.Target!, values);
        }

        return true;
    }

    public void Missing(ResolvedQuery query, RuleBinding binding)
    {
        var device = query.Where.FirstOrDefault(condition => condition.Field == "device").Value?.Render(binding);
        if (device is not null)
        {
            Read(FactKey.Knowing(device));
        }

        if (device is null || _table.Index.Knows(device))
        {
            var address = query.Where.First(condition => condition.Comparison == FactComparison.LongestMatch).Value.Render(binding);
            _problems.Add($"no {query.Relation} to {address}{(device is null ? "" : $" on device {device}")} reported yet");
        }
    }

    public void Read(FactKey key) => _reads.Add(key);

    private void Apply(ResolvedRule rule)
    {
        if (rule.Target is null)
        {
            _problems.Add($"there is no subservice type '{rule.Rule.Subservice}'");
            return;
        }

        (_rule, _bindings) = (rule, 0);
        _join.Apply(rule);
    }

    // A place without a value (an optional parameter that is not given, a fact without the field) means that there is nothing to depend on.
    private string[]? Target(SubserviceType type, RuleBinding binding)
    {
        var values = new string[type.Parameters.Count];
        for (var at = 0; at < values.Length; at++)
        {
            if (_rule.With[at]?.Render(binding) is not { Length: > 0 } text)
            {
                return null;
            }

            var parameter = type.Parameters[at];
            var canonical = ParameterValues.Canonicalise(parameter.Type, text);
            if ((canonical.Error ?? parameter.Rules.Refuses(canonical.Value)) is { } error)
            {
                _problems.Add($"{parameter.Name} of {type.Name}: {error}");
                return null;
            }

            values[at] = canonical.Value;
        }

        return values;
    }

    private void Connect(SubserviceType type, string[] values)
    {
        var target = SubserviceId.ForParameters(type.Name, values);
        var rule = _rule.Rule;
        if (target == _node.Id)
        {
            _problems.Add("a rule makes the node depend on itself; left out");
        }
        else if (!_edges.TryGetValue(target, out var other))
        {
            var node = _table.Node(target, type, values);
            _targets.Add(node);
            _edges[target] = node.EdgeOf(rule);
        }
        else if (other.Type == DependencyType.Informational && rule.Type == DependencyType.Impacting)
        {
            _edges[target] = _table.Node(target, type, values).EdgeOf(rule);
        }
    }

    private ImmutableArray<Dependency> Edges()
    {
        var edges = ImmutableArray.CreateBuilder<Dependency>(_edges.Count);
        edges.AddRange(_edges.Values);
        edges.Sort(static (left, right) => left.Target.CompareTo(right.Target));
        return edges.MoveToImmutable();
    }

    private ImmutableArray<(string Device, string Detail)> Unheard()
    {
        var unheard = ImmutableArray<(string Device, string Detail)>.Empty;
        foreach (var at in _node.Type.DeviceParameters)
        {
            var device = _node.Values[at];
            if (device.Length == 0)
            {
                continue;
            }

            Read(FactKey.Knowing(device));
            if (!_table.Devices.ContainsKey(device))
            {
                unheard = unheard.Add((device, $"device {device} is not defined"));
            }
            else if (!_table.Index.Knows(device))
            {
                unheard = unheard.Add((device, $"no facts of device {device} reported yet"));
            }
        }

        return unheard;
    }
}
