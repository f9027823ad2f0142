using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>Whether the devices are configured as a definition says.</summary>
public enum ConfigurationStatus
{
    /// <summary>All that the type asks for was found.</summary>
    Configured,

    /// <summary>Something was looked for on a device that reports, and is not there.</summary>
    Missing,

    /// <summary>Nothing is known to be missing, and a device has not reported.</summary>
    Unknown,
}

/// <param name="Status">Whether it is configured.</param>
/// <param name="Details">What is missing on which device, or which device has not reported; empty when all is there.</param>
public sealed record ConfigurationState(ConfigurationStatus Status, ImmutableArray<string> Details);

/// <summary>Compares a definition with what is configured on devices, as facts have it. Pure.</summary>
public static class ConfigurationCheck
{
    /// <summary>The state of one definition; null where its type does not say what configured means, or the definition does not fit its type.</summary>
    /// <param name="type">The type; conditions with a place for an optional parameter that is not given are not asked.</param>
    /// <param name="parameters">Values as the definition has them.</param>
    /// <param name="facts">Facts of the whole network.</param>
    public static ConfigurationState? Of(ServiceType type, IReadOnlyDictionary<string, string> parameters, FactBase facts)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.Configured.Count == 0 || ParameterValidator.Validate(type, parameters) is not { IsValid: true } validation)
        {
            return null;
        }

        var index = facts.Index;
        var queries = type.Configured.Select(query => Filled.Of(query, validation.Values)).OfType<Filled>().ToList();
        var missing = queries.Select(query => Missing(query, index)).OfType<string>().ToImmutableArray();
        return !missing.IsEmpty ? new(ConfigurationStatus.Missing, missing)
            : queries.Select(query => query.Device).Distinct(StringComparer.Ordinal).Where(device => !index.Knows(device)).ToList() is { Count: > 0 } silent
                ? new(ConfigurationStatus.Unknown, [.. silent.Select(device => $"no facts of device {device} reported yet")])
                : new(ConfigurationStatus.Configured, []);
    }

    private static string? Missing(Filled query, FactIndex index)
    {
        if (!index.Knows(query.Device))
        {
            return null;
        }

        var rows = index.Of(query.Relation, "device", query.Device);
        for (var i = 0; i < query.Conditions.Length; i++)
        {
            var (condition, value) = query.Conditions[i];
            var left = FactJoin.Narrow(rows, condition.Field, condition.Comparison, value);
            if (left.IsEmpty)
            {
                return Sentence(query, i, rows);
            }

            rows = left;
        }

        return rows.IsEmpty ? $"{query.Device} has no {query.Relation}" : null;
    }

    // Where rows were left until this condition, the thing is there and differs.
    private static string Sentence(Filled query, int failed, ImmutableArray<Fact> before)
    {
        var (condition, value) = query.Conditions[failed];
        if (failed == 0 || condition.Comparison != FactComparison.Equal)
        {
            return $"{query.Device} has no {query.Relation} with {Described(query.Conditions)}";
        }

        var found = before.Select(row => row[condition.Field]).Distinct(StringComparer.Ordinal).Select(text => text.Length == 0 ? "none" : text);
        return $"{query.Device} has a {query.Relation} with {Described(query.Conditions[..failed])} whose {condition.Field} is {string.Join(" or ", found)}, not {value}";
    }

    private static string Described(ImmutableArray<(FactCondition Condition, string Value)> conditions) => string.Join(", ", conditions.Select(pair =>
        pair.Condition.Comparison switch
        {
            FactComparison.Equal => $"{pair.Condition.Field} {pair.Value}",
            FactComparison.NotEqual => $"{pair.Condition.Field} other than {pair.Value}",
            _ => $"{pair.Condition.Field} that contains {pair.Value}",
        }));

    /// <summary>A query with its places filled in; the device apart from the other conditions.</summary>
    private sealed record Filled(string Relation, string Device, ImmutableArray<(FactCondition Condition, string Value)> Conditions)
    {
        /// <summary>Null where a place has no value.</summary>
        public static Filled? Of(FactQuery query, ImmutableSortedDictionary<string, string> values)
        {
            var filled = query.Where.Select(condition => (Condition: condition, Value: Value(condition, values))).ToList();
            return filled.Any(pair => pair.Value is null) ? null : new(query.Relation, filled[0].Value!, [.. filled.Skip(1).Select(pair => (pair.Condition, pair.Value!))]);
        }

        private static string? Value(FactCondition condition, ImmutableSortedDictionary<string, string> values) =>
            Template.Render(condition.Value, name => values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null);
    }
}
