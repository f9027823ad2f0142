using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>One run of the decomposer: expands nodes breadth first, each of them once.</summary>
internal sealed class GraphExpansion
{
    private readonly FactIndex _index;
    private readonly PackageCatalog _catalog;
    private readonly IReadOnlyDictionary<string, DeviceInfo> _defined;
    private readonly FactJoin _join;
    private readonly HashSet<FactKey> _reads = [];
    private readonly Dictionary<SubserviceId, AssuranceNode> _nodes = [];
    private readonly Dictionary<SubserviceId, string> _owners = [];
    private readonly Queue<(SubserviceId Id, NodeType Type, ImmutableSortedDictionary<string, string> Values)> _pending = new();
    private readonly HashSet<SubserviceId> _seen = [];
    private readonly HashSet<string> _devices = new(StringComparer.Ordinal);
    private readonly SortedSet<(SubserviceId Node, string Detail)> _problems = [];

    public GraphExpansion(FactIndex index, PackageCatalog catalog, IReadOnlyDictionary<string, DeviceInfo> devices)
    {
        (_index, _catalog, _defined) = (index, catalog, devices);
        _join = new(index, key => _reads.Add(key));
    }

    public DecompositionResult Expand(SubserviceId root, ServiceType type, ServiceInstance service, ImmutableSortedDictionary<string, string> values)
    {
        _owners[root] = values[type.OwnerParameter];
        _seen.Add(root);
        var node = Build(root, type, values, Template.Render(type.Label, name => name == "name" ? service.Name : values.GetValueOrDefault(name)) ?? root.Id);
        // The definition's own parameters stay with the definition; the node carries what RFC 9418 has for a service instance.
        var parameters = values.Clear().Add("service", service.Type).Add("instance-name", service.Name);
        node = node with { Parameters = parameters, Maintenance = service.Maintenance };
        while (_pending.TryDequeue(out var next))
        {
            _nodes[next.Id] = Build(next.Id, next.Type, next.Values, Template.Render(next.Type.Label, next.Values.GetValueOrDefault) ?? next.Id.Id);
        }

        return new DecompositionResult(
            [node, .. _nodes.Values.OrderBy(other => other.Id)],
            [.. _problems.Select(problem => new DecompositionProblem(problem.Node, problem.Detail))],
            _owners)
        {
            Reads = [.. _reads.Order()],
        };
    }

    private AssuranceNode Build(SubserviceId id, NodeType type, ImmutableSortedDictionary<string, string> values, string label)
    {
        CheckDevices(id, type, values);
        var edges = new SortedDictionary<SubserviceId, Dependency>();
        foreach (var rule in type.Dependencies)
        {
            Apply(id, rule, values, edges);
        }

        return new AssuranceNode
        {
            Id = id,
            Label = label,
            Parameters = values,
            Dependencies = [.. edges.Values],
            Groups = [.. type.Groups],
        };
    }

    private void Apply(SubserviceId id, DependencyRule rule, ImmutableSortedDictionary<string, string> values, SortedDictionary<SubserviceId, Dependency> edges)
    {
        if (_catalog.FindSubservice(rule.Subservice) is not { } type)
        {
            Report(id, $"there is no subservice type '{rule.Subservice}'");
            return;
        }

        var count = 0;
        foreach (var binding in _join.Apply(rule, values, (query, at) => ReportMissing(id, query, at)))
        {
            if (++count > FactJoin.MaximumRows)
            {
                Report(id, $"more than {FactJoin.MaximumRows} facts match a rule that leads to {rule.Subservice}; the rest is left out");
                return;
            }

            if (Target(id, type, rule, binding) is { } target)
            {
                Connect(id, type, rule, target, edges);
            }
        }
    }

    // A place without a value (an optional parameter that is not given, a fact without the field) means that there is nothing to depend on.
    private ImmutableSortedDictionary<string, string>? Target(SubserviceId id, SubserviceType type, DependencyRule rule, RuleBinding binding)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var parameter in type.Parameters)
        {
            var text = rule.With.TryGetValue(parameter.Name, out var template) ? Template.Render(template, binding.Lookup) : null;
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            var canonical = ParameterValues.Canonicalise(parameter.Type, text);
            if ((canonical.Error ?? parameter.Rules.Refuses(canonical.Value)) is { } error)
            {
                Report(id, $"{parameter.Name} of {type.Name}: {error}");
                return null;
            }

            values[parameter.Name] = canonical.Value;
        }

        return values.ToImmutable();
    }

    private void Connect(
        SubserviceId id, SubserviceType type, DependencyRule rule, ImmutableSortedDictionary<string, string> values, SortedDictionary<SubserviceId, Dependency> edges)
    {
        var target = SubserviceId.ForParameters(type.Name, type.Parameters.Select(parameter => values[parameter.Name]));
        if (target == id)
        {
            Report(id, "a rule makes the node depend on itself; left out");
            return;
        }

        if (!_seen.Contains(target) && _seen.Count >= Decomposer.MaximumNodes)
        {
            Report(id, $"the service needs more than {Decomposer.MaximumNodes} subservices; the rest is left out");
            return;
        }

        if (_seen.Add(target))
        {
            _owners[target] = values[type.OwnerParameter];
            _pending.Enqueue((target, type, values));
        }

        if (!edges.TryGetValue(target, out var other) || (other.Type == DependencyType.Informational && rule.Type == DependencyType.Impacting))
        {
            edges[target] = new Dependency(target, rule.Type, rule.Group, rule.Transform);
        }
    }

    // Told once for each device, at the node nearest to the service.
    private void CheckDevices(SubserviceId id, NodeType type, ImmutableSortedDictionary<string, string> values)
    {
        foreach (var parameter in type.Parameters.Where(parameter => parameter.Type == ParameterType.Device && values[parameter.Name].Length > 0))
        {
            var device = values[parameter.Name];
            if (!_devices.Add(device))
            {
                continue;
            }

            _reads.Add(FactKey.Knowing(device));

            if (!_defined.ContainsKey(device))
            {
                Report(id, $"device {device} is not defined");
            }
            else if (!_index.Knows(device))
            {
                Report(id, $"no facts of device {device} reported yet");
            }
        }
    }

    private void ReportMissing(SubserviceId id, FactQuery query, RuleBinding binding)
    {
        var device = query.Where.FirstOrDefault(condition => condition.Field == "device") is { } ofDevice ? Rendered(ofDevice, binding) : null;
        if (device is not null)
        {
            _reads.Add(FactKey.Knowing(device));
        }

        if (device is null || _index.Knows(device))
        {
            var address = Rendered(query.Where.First(condition => condition.Comparison == FactComparison.LongestMatch), binding);
            Report(id, $"no {query.Relation} to {address}{(device is null ? "" : $" on device {device}")} reported yet");
        }
    }

    private static string? Rendered(FactCondition condition, RuleBinding binding) => Template.Render(condition.Value, binding.Lookup);

    private void Report(SubserviceId node, string detail) => _problems.Add((node, detail));
}
