using System.Runtime.CompilerServices;

namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>How much is monitored. A service asks for it, as for its profile.</summary>
public enum MonitoringLevel
{
    /// <summary>What is not marked otherwise.</summary>
    Basic,

    /// <summary>Metrics and symptoms too that cost more than they tell in everyday work.</summary>
    Advanced,
}

/// <summary>The words for the levels in packages and definitions.</summary>
public static class MonitoringLevels
{
    public static IReadOnlyDictionary<string, MonitoringLevel> ByWord { get; } = new Dictionary<string, MonitoringLevel>(StringComparer.Ordinal)
    {
        ["basic"] = MonitoringLevel.Basic,
        ["advanced"] = MonitoringLevel.Advanced,
    };

    private static readonly ConditionalWeakTable<NodeType, NodeType> Reduced = [];

    /// <summary>
    /// The type as it is evaluated on a level. On basic, an input goes whose metric is advanced or that only advanced symptoms use, and a symptom
    /// goes that is advanced or uses such an input: neither counts as missing.
    /// </summary>
    public static T At<T>(this T type, MonitoringLevel level, IReadOnlyDictionary<string, MetricDefinition> metrics)
        where T : NodeType
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(metrics);
        // One object for each type, so that what is made for a type is made once.
        return level == MonitoringLevel.Advanced ? type : (T)Reduced.GetValue(type, _ => Basic(type, metrics));
    }

    private static T Basic<T>(T type, IReadOnlyDictionary<string, MetricDefinition> metrics)
        where T : NodeType
    {
        var costly = type.Inputs.Values.Where(input => input.DefinitionIn(metrics)?.Level == MonitoringLevel.Advanced).Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var gone = type.Symptoms.Where(symptom => symptom.Level == MonitoringLevel.Advanced || InputsOf(symptom).Any(costly.Contains)).ToList();
        if (costly.Count + gone.Count == 0)
        {
            return type;
        }

        var kept = type.Symptoms.Except(gone).ToList();
        costly.UnionWith(gone.SelectMany(InputsOf).Except(kept.SelectMany(InputsOf)));
        return type with { Inputs = type.Inputs.Where(input => !costly.Contains(input.Key)).ToDictionary(StringComparer.Ordinal), Symptoms = kept };
    }

    private static IEnumerable<string> InputsOf(SymptomDefinition symptom) => symptom.Expressions.SelectMany(expression => expression.Inputs);
}
