using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>Told of what a join finds.</summary>
internal interface IJoinVisitor
{
    /// <summary>A combination of rows; its rows change afterwards. False ends the join.</summary>
    bool Visit(RuleBinding binding);

    /// <summary>A look-up for a longest match that found nothing.</summary>
    void Missing(ResolvedQuery query, RuleBinding binding);

    /// <summary>A part of the facts that is looked at.</summary>
    void Read(FactKey key);
}

/// <summary>Evaluates the queries of the rules of one node after the other over facts. What several queries of a node begin with is looked up once.</summary>
internal sealed class FactJoin(FactIndex index, IJoinVisitor visitor)
{
    /// <summary>More combinations than this for one rule of one node point to a rule that joins without a condition.</summary>
    public const int MaximumRows = 1000;

    private string[] _values = [];
    private ImmutableArray<Fact>[] _steps = [];
    private Fact?[] _facts = [];

    /// <summary>Turns to another node.</summary>
    /// <param name="values">Parameters of the node.</param>
    /// <param name="steps">How many narrowings its type has (<see cref="QueryResolver.Steps"/>).</param>
    public void Begin(string[] values, int steps)
    {
        _values = values;
        if (_steps.Length < steps)
        {
            _steps = new ImmutableArray<Fact>[steps];
        }
        else
        {
            Array.Clear(_steps, 0, steps);
        }
    }

    /// <summary>Visits the bindings under which a rule applies.</summary>
    public void Apply(ResolvedRule rule) => Combine(rule.Each, rule);

    /// <summary>Visits every combination of rows of queries that are joined from left to right.</summary>
    public void Combine(ImmutableArray<ResolvedQuery> queries) => Combine(queries, rule: null);

    /// <summary>The rows that meet a condition; for a longest match, those with the longest prefix among them.</summary>
    public static ImmutableArray<Fact> Narrow(ImmutableArray<Fact> rows, string field, FactComparison comparison, string value) => comparison switch
    {
        FactComparison.Equal => Where(rows, field, value, isEqual: true),
        FactComparison.NotEqual => Where(rows, field, value, isEqual: false),
        _ => ParameterValues.TryParseAddress(value, out var address) ? new PrefixTable(rows, field).LongestMatch(address) : [],
    };

    private void Combine(ImmutableArray<ResolvedQuery> queries, ResolvedRule? rule)
    {
        if (_facts.Length < queries.Length)
        {
            _facts = new Fact?[queries.Length];
        }

        Array.Clear(_facts);
        Combine(queries, 0, rule);
    }

    private bool Combine(ImmutableArray<ResolvedQuery> queries, int at, ResolvedRule? rule)
    {
        if (at == queries.Length)
        {
            return rule is not null && !Applies(rule) || visitor.Visit(new(_values, _facts));
        }

        foreach (var row in Rows(queries[at], isExpected: rule is not null))
        {
            _facts[at] = row;
            if (!Combine(queries, at + 1, rule))
            {
                return false;
            }
        }

        _facts[at] = null;
        return true;
    }

    private bool Applies(ResolvedRule rule)
    {
        foreach (var query in rule.IfExists)
        {
            if (Rows(query, isExpected: false).IsEmpty)
            {
                return false;
            }
        }

        foreach (var query in rule.UnlessExists)
        {
            if (!Rows(query, isExpected: false).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    // Conditions narrow the rows from left to right, so what stands after a longest match chooses among its rows only.
    private ImmutableArray<Fact> Rows(ResolvedQuery query, bool isExpected)
    {
        var rows = query.Where.IsEmpty ? All(query.Relation) : [];
        for (var at = 0; at < query.Where.Length; at++)
        {
            rows = Step(query, at, rows);
            if (isExpected && rows.IsEmpty && query.Where[at].Comparison == FactComparison.LongestMatch && Value(query.Where[at].Value).Length > 0)
            {
                visitor.Missing(query, new(_values, _facts));
            }
        }

        return rows;
    }

    private ImmutableArray<Fact> Step(ResolvedQuery query, int at, ImmutableArray<Fact> before)
    {
        var step = query.Where[at].Step;
        if (step < 0)
        {
            return Narrowed(query, at, before);
        }

        if (_steps[step].IsDefault)
        {
            _steps[step] = Narrowed(query, at, before);
        }

        return _steps[step];
    }

    // What a device has is looked up: this is what most rules begin with.
    private ImmutableArray<Fact> Narrowed(ResolvedQuery query, int at, ImmutableArray<Fact> before)
    {
        if (at > 0 && before.IsEmpty)
        {
            return before;
        }

        var (field, comparison, template, _) = query.Where[at];
        var value = Value(template);
        return (at, comparison, query.Device) switch
        {
            (0, FactComparison.Equal, _) => Beginning(query.Relation, field, value),
            (0, _, _) => Narrow(All(query.Relation), field, comparison, value),
            (1, FactComparison.Equal, { } device) => index.OfDevice(query.Relation, Value(device), field, value),
            (1, FactComparison.LongestMatch, { } device) => ParameterValues.TryParseAddress(value, out var address)
                ? index.LongestMatch(query.Relation, Value(device), field, address)
                : [],
            _ => Narrow(before, field, comparison, value),
        };
    }

    private string Value(BoundTemplate template) => template.Render(new(_values, _facts)) ?? "";

    private ImmutableArray<Fact> Beginning(string relation, string field, string value)
    {
        visitor.Read(new(relation, field == "device" ? value : null));
        return index.Of(relation, field, value);
    }

    private ImmutableArray<Fact> All(string relation)
    {
        visitor.Read(new(relation, null));
        return index.All(relation);
    }

    // Most conditions keep all of the few rows that are left, or none.
    private static ImmutableArray<Fact> Where(ImmutableArray<Fact> rows, string field, string value, bool isEqual)
    {
        var kept = 0;
        while (kept < rows.Length && rows[kept][field] == value == isEqual)
        {
            kept++;
        }

        if (kept == rows.Length)
        {
            return rows;
        }

        var result = ImmutableArray.CreateBuilder<Fact>(kept);
        result.AddRange(rows, kept);
        for (var at = kept + 1; at < rows.Length; at++)
        {
            if (rows[at][field] == value == isEqual)
            {
                result.Add(rows[at]);
            }
        }

        return result.DrainToImmutable();
    }
}
