using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>A condition of a query.</summary>
/// <param name="Field">Field of the relation.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Value">What it is compared with.</param>
/// <param name="Step">
/// Number of the narrowing it makes together with all conditions left of it, where these read nothing but the node's parameters; equal narrowings
/// of one type have the same number, and are done once for a node. -1 where they read rows.
/// </param>
internal readonly record struct ResolvedCondition(string Field, FactComparison Comparison, BoundTemplate Value, int Step);

/// <summary>A query with its templates bound.</summary>
/// <param name="Relation">Name of the relation.</param>
/// <param name="As">Name the row is bound to; empty when nothing is bound.</param>
/// <param name="Where">Conditions, which narrow the rows from left to right.</param>
internal sealed record ResolvedQuery(string Relation, string As, ImmutableArray<ResolvedCondition> Where)
{
    /// <summary>The device whose rows are read; null where the first condition does not name it.</summary>
    public BoundTemplate? Device => Where is [{ Comparison: FactComparison.Equal, Field: "device" } first, ..] ? first.Value : null;
}

/// <summary>Binds the templates of queries, and numbers what queries of one type begin with in common.</summary>
/// <param name="parameters">Names of the type's parameters.</param>
internal sealed class QueryResolver(IReadOnlyList<string> parameters)
{
    private readonly Dictionary<(int Before, string Relation, FactCondition Condition), int> _steps = [];

    /// <summary>How many narrowings have a number.</summary>
    public int Steps => _steps.Count;

    /// <summary>Queries that are joined from left to right.</summary>
    public ImmutableArray<ResolvedQuery> Resolve(IReadOnlyList<FactQuery> queries)
    {
        string[] names = [.. queries.Select(query => query.As)];
        return [.. queries.Select(query => Resolve(query, names))];
    }

    /// <summary>One query that may read the rows of others.</summary>
    public ResolvedQuery Resolve(FactQuery query, IReadOnlyList<string> names)
    {
        var where = ImmutableArray.CreateBuilder<ResolvedCondition>(query.Where.Count);
        var step = int.MinValue;
        foreach (var condition in query.Where)
        {
            var value = BoundTemplate.Of(condition.Value, parameters, names);
            step = step == -1 || !value.IsOfNodeAlone ? -1 : Number(step, query.Relation, condition);
            where.Add(new(condition.Field, condition.Comparison, value, step));
        }

        return new(query.Relation, query.As, where.MoveToImmutable());
    }

    private int Number(int before, string relation, FactCondition condition)
    {
        if (!_steps.TryGetValue((before, relation, condition), out var step))
        {
            _steps[(before, relation, condition)] = step = _steps.Count;
        }

        return step;
    }
}
