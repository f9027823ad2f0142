using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>Evaluates the queries of rules over facts.</summary>
internal sealed class FactJoin(FactIndex index)
{
    /// <summary>More combinations than this for one rule of one node point to a rule that joins without a condition.</summary>
    public const int MaximumRows = 1000;

    /// <summary>The bindings under which a rule applies.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="parameters">Parameters of the node.</param>
    /// <param name="missing">Told of each look-up for a longest match that found nothing.</param>
    public IEnumerable<RuleBinding> Apply(DependencyRule rule, IReadOnlyDictionary<string, string> parameters, Action<FactQuery, RuleBinding> missing)
    {
        IEnumerable<RuleBinding> bindings = [RuleBinding.Of(parameters)];
        foreach (var query in rule.Each)
        {
            bindings = bindings.SelectMany(binding => Rows(query, binding, missing).Select(row => binding.With(query.As, row)));
        }

        return bindings
            .Where(binding => rule.IfExists.All(query => Exists(query, binding)) && !rule.UnlessExists.Any(query => Exists(query, binding)))
            .Take(MaximumRows + 1);
    }

    private bool Exists(FactQuery query, RuleBinding binding) => Rows(query, binding, missing: null).Length > 0;

    // Conditions narrow the rows from left to right, so what stands after a longest match chooses among its rows only.
    private ImmutableArray<Fact> Rows(FactQuery query, RuleBinding binding, Action<FactQuery, RuleBinding>? missing)
    {
        var conditions = query.Where;
        var device = conditions is [{ Field: "device", Comparison: FactComparison.Equal } first, ..] ? Value(first, binding) : null;
        var rows = device is null ? index.All(query.Relation) : index.OfDevice(query.Relation, device);
        for (var i = device is null ? 0 : 1; i < conditions.Count; i++)
        {
            var value = Value(conditions[i], binding);
            var untouched = device is not null && i == 1;
            rows = Narrow(query.Relation, untouched ? device : null, rows, conditions[i], value);
            if (rows.IsEmpty && conditions[i].Comparison == FactComparison.LongestMatch && value.Length > 0)
            {
                missing?.Invoke(query, binding);
            }
        }

        return rows;
    }

    private ImmutableArray<Fact> Narrow(string relation, string? device, ImmutableArray<Fact> rows, FactCondition condition, string value)
    {
        switch (condition.Comparison)
        {
            case FactComparison.Equal:
                return [.. rows.Where(row => row[condition.Field] == value)];
            case FactComparison.NotEqual:
                return [.. rows.Where(row => row[condition.Field] != value)];
            default:
                return !ParameterValues.TryParseAddress(value, out var address) ? []
                    : device is not null ? index.LongestMatch(relation, device, condition.Field, address)
                    : new PrefixTable(rows, condition.Field).LongestMatch(address);
        }
    }

    private static string Value(FactCondition condition, RuleBinding binding) => Template.Render(condition.Value, binding.Lookup) ?? "";
}
