using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads the queries of a rule over facts.</summary>
internal static class QueryReader
{
    /// <param name="reader">The rule.</param>
    /// <param name="key"><c>each</c>, <c>if-exists</c> or <c>unless-exists</c>.</param>
    /// <param name="bindings">What templates may refer to; grows by what <c>as</c> binds.</param>
    /// <param name="binds">Whether rows may be bound to a name.</param>
    /// <param name="errors">Where errors go.</param>
    public static List<FactQuery> Read(MappingReader reader, string key, RuleBindings bindings, bool binds, ErrorList errors)
    {
        var queries = new List<FactQuery>();
        foreach (var node in reader.Items(key))
        {
            if (MappingReader.Open(node, "a query", PackageKeys.Query, errors) is { } query)
            {
                queries.Add(ReadQuery(query, bindings, binds, errors));
            }
        }

        return queries;
    }

    private static FactQuery ReadQuery(MappingReader reader, RuleBindings bindings, bool binds, ErrorList errors)
    {
        var relation = reader.Scalar("relation", required: true);
        IReadOnlyList<string>? fields = null;
        if (relation is not null && !FactRelations.Fields.TryGetValue(relation.Value, out fields))
        {
            errors.AddUnknown(relation, "relation", relation.Value, FactRelations.Fields.Keys);
        }

        var where = Where(reader, fields, bindings, errors);
        var name = reader.Name("as", required: false);
        if (name is not null)
        {
            Bind(reader, name, fields, bindings, binds, errors);
        }

        return new FactQuery(relation?.Value ?? "", name ?? "", where);
    }

    /// <summary>The conditions of a query, in the order they are written.</summary>
    public static List<FactCondition> Where(MappingReader reader, IReadOnlyList<string>? fields, RuleBindings bindings, ErrorList errors) =>
        [.. reader.Entries("where").Select(entry => Condition(entry, fields, bindings, errors)).OfType<FactCondition>()];

    private static void Bind(MappingReader reader, string name, IReadOnlyList<string>? fields, RuleBindings bindings, bool binds, ErrorList errors)
    {
        if (!binds)
        {
            errors.Add(reader.Find("as")!, "only the queries of 'each' bind a name", "leave it out");
        }
        else if (bindings.IsTaken(name))
        {
            errors.Add(reader.Find("as")!, $"the name '{name}' is taken already", "choose another one");
        }
        else
        {
            bindings.Bind(name, fields ?? []);
        }
    }

    private static FactCondition? Condition(SourceEntry entry, IReadOnlyList<string>? fields, RuleBindings bindings, ErrorList errors)
    {
        if (fields is not null && !fields.Contains(entry.Key.Value))
        {
            errors.AddUnknown(entry.Key, "field", entry.Key.Value, fields);
        }

        var (value, comparison) = Operand(entry, errors);
        if (value is null)
        {
            return null;
        }

        TemplateChecks.Check(value, bindings.Check, errors);
        return new FactCondition(entry.Key.Value, comparison, value.Value);
    }

    private static (SourceScalar? Value, FactComparison Comparison) Operand(SourceEntry entry, ErrorList errors)
    {
        if (entry.Value is SourceScalar plain)
        {
            return (plain, FactComparison.Equal);
        }

        if (MappingReader.Open(entry.Value, "a condition", PackageKeys.Condition, errors) is not { } reader)
        {
            return default;
        }

        if (reader.Node.Entries.Count != 1)
        {
            errors.Add(reader.Node, "a condition is a value, or one of longest-match and not", "such as prefix: {longest-match: \"{address}\"}");
            return default;
        }

        return reader.Scalar("longest-match") is { } address ? (address, FactComparison.LongestMatch) : (reader.Scalar("not"), FactComparison.NotEqual);
    }
}
