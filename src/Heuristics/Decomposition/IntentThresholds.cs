using System.Collections.Immutable;
using RouterAlertAssurance.Expressions.Types;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>A threshold of one node that a service's intent asks for.</summary>
/// <param name="Node">The node.</param>
/// <param name="Threshold">Name of the threshold in the node's type.</param>
/// <param name="Value">Value in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit the package gives the threshold.</param>
/// <param name="Intent">Name of the intent.</param>
/// <param name="Text">The intent's value as the definition has it.</param>
/// <param name="HigherIsStricter">Whether a higher value is the stricter one.</param>
public sealed record IntentThreshold(SubserviceId Node, string Threshold, double Value, string Unit, string Intent, string Text, bool HigherIsStricter)
{
    /// <summary>Below 0 when this one is stricter than the other, which is for the same threshold.</summary>
    public int CompareStrictness(IntentThreshold other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return HigherIsStricter ? other.Value.CompareTo(Value) : Value.CompareTo(other.Value);
    }
}

/// <summary>Turns a service's intent into thresholds of its nodes. Pure.</summary>
public static class IntentThresholds
{
    /// <summary>
    /// The thresholds, ordered by node and threshold; where two intents set the same one, the stricter. Nodes that are only shown (informational
    /// dependencies) keep theirs. An intent that the type does not take, or a value that cannot be read, sets nothing:
    /// definitions are checked when they are made, and a package may have changed since.
    /// </summary>
    public static ImmutableArray<IntentThreshold> Of(ServiceInstance service, DecompositionResult result, PackageCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(catalog);
        if (service.Intent.Count == 0 || result.Nodes.IsEmpty || catalog.FindService(service.Type) is not { } type)
        {
            return [];
        }

        var nodes = Impacting(result.Nodes).ToLookup(id => id.Type, StringComparer.Ordinal);
        return
        [
            .. service.Intent.Where(asked => type.Intents.ContainsKey(asked.Key))
                .SelectMany(asked => Of(type.Intents[asked.Key], asked.Value, nodes, catalog))
                .GroupBy(threshold => (threshold.Node, threshold.Threshold))
                .Select(same => same.Aggregate((left, right) => left.CompareStrictness(right) <= 0 ? left : right))
                .OrderBy(threshold => threshold.Node)
                .ThenBy(threshold => threshold.Threshold, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<IntentThreshold> Of(IntentDefinition intent, string text, ILookup<string, SubserviceId> nodes, PackageCatalog catalog)
    {
        if (IntentValue.Read(intent, text, out var value) is not null)
        {
            yield break;
        }

        foreach (var (name, threshold) in intent.Sets)
        {
            if (catalog.FindSubservice(name)?.Thresholds.GetValueOrDefault(threshold) is { } definition
                && Unit.TryParse(definition.Value.Unit, out var unit) && value.Unit.TryConvert(value.Number, unit, out var number))
            {
                foreach (var node in nodes[name])
                {
                    yield return new(node, threshold, number, definition.Value.Unit, intent.Name, text, intent.HigherIsStricter);
                }
            }
        }
    }

    private static HashSet<SubserviceId> Impacting(ImmutableArray<AssuranceNode> nodes)
    {
        var byId = nodes.ToDictionary(node => node.Id);
        var seen = new HashSet<SubserviceId> { nodes[0].Id };
        var open = new Queue<AssuranceNode>([nodes[0]]);
        while (open.TryDequeue(out var node))
        {
            foreach (var edge in node.Dependencies.Where(edge => edge.Type == DependencyType.Impacting && seen.Add(edge.Target)))
            {
                open.Enqueue(byId[edge.Target]);
            }
        }

        return seen;
    }
}
