using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>Evaluates the queries of rules over facts.</summary>
/// <param name="index">The facts.</param>
/// <param name="reads">Told of each part of the facts that is looked at.</param>
internal sealed class FactJoin(FactIndex index, Action<FactKey>? reads = null)
{
    /// <summary>More combinations than this for one rule of one node point to a rule that joins without a condition.</summary>
    public const int MaximumRows = 1000;

    /// <summary>The bindings under which a rule applies.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="parameters">Parameters of the node.</param>
    /// <param name="missing">Told of each look-up for a longest match that found nothing.</param>
    public IEnumerable<RuleBinding> Apply(DependencyRule rule, IReadOnlyDictionary<string, string> parameters, Action<FactQuery, RuleBinding> missing) =>
        Combine(rule.Each, parameters, missing)
            .Where(binding => rule.IfExists.All(query => Exists(query, binding)) && !rule.UnlessExists.Any(query => Exists(query, binding)))
            .Take(MaximumRows + 1);

    /// <summary>Every combination of rows of queries that are joined from left to right.</summary>
    public IEnumerable<RuleBinding> Combine(
        IReadOnlyList<FactQuery> queries, IReadOnlyDictionary<string, string> parameters, Action<FactQuery, RuleBinding>? missing = null)
    {
        IEnumerable<RuleBinding> bindings = [RuleBinding.Of(parameters)];
        foreach (var query in queries)
        {
            bindings = bindings.SelectMany(binding => Rows(query, binding, missing).Select(row => binding.With(query.As, row)));
        }

        return bindings;
    }

    /// <summary>The rows that meet a condition; for a longest match, those with the longest prefix among them.</summary>
    public static ImmutableArray<Fact> Narrow(ImmutableArray<Fact> rows, FactCondition condition, string value) => condition.Comparison switch
    {
        FactComparison.Equal => [.. rows.Where(row => row[condition.Field] == value)],
        FactComparison.NotEqual => [.. rows.Where(row => row[condition.Field] != value)],
        _ => ParameterValues.TryParseAddress(value, out var address) ? new PrefixTable(rows, condition.Field).LongestMatch(address) : [],
    };

    private bool Exists(FactQuery query, RuleBinding binding) => Rows(query, binding, missing: null).Length > 0;

    // Conditions narrow the rows from left to right, so what stands after a longest match chooses among its rows only.
    private ImmutableArray<Fact> Rows(FactQuery query, RuleBinding binding, Action<FactQuery, RuleBinding>? missing)
    {
        var conditions = query.Where;
        var isIndexed = conditions is [{ Comparison: FactComparison.Equal }, ..];
        var first = isIndexed ? Value(conditions[0], binding) : "";
        reads?.Invoke(new(query.Relation, isIndexed && conditions[0].Field == "device" ? first : null));
        var rows = isIndexed ? index.Of(query.Relation, conditions[0].Field, first) : index.All(query.Relation);
        for (var i = isIndexed ? 1 : 0; i < conditions.Count; i++)
        {
            var value = Value(conditions[i], binding);
            // What a device has is looked up: this is what most rules begin with.
            rows = i == 1 && isIndexed && conditions[0].Field == "device"
                ? OfDevice(query.Relation, first, conditions[i], value) ?? Narrow(rows, conditions[i], value)
                : Narrow(rows, conditions[i], value);
            if (rows.IsEmpty && conditions[i].Comparison == FactComparison.LongestMatch && value.Length > 0)
            {
                missing?.Invoke(query, binding);
            }
        }

        return rows;
    }

    private ImmutableArray<Fact>? OfDevice(string relation, string device, FactCondition condition, string value) => condition.Comparison switch
    {
        FactComparison.Equal => index.OfDevice(relation, device, condition.Field, value),
        FactComparison.LongestMatch => ParameterValues.TryParseAddress(value, out var address) ? index.LongestMatch(relation, device, condition.Field, address) : [],
        _ => null,
    };

    private static string Value(FactCondition condition, RuleBinding binding) => Template.Render(condition.Value, binding.Lookup) ?? "";
}
