using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads an input that reads a fact: <c>{fact: interface, where: {device: "{device}", name: "{interface}"}, field: mtu}</c>.</summary>
internal static class FactInputReader
{
    /// <summary>The keys that only such an input has, beside <c>fact</c>.</summary>
    public static string[] Keys { get; } = ["where", "field", "labels"];

    public static InputBinding? Read(string name, MappingReader reader, TypeDraft draft, ErrorList errors)
    {
        if (Relation(reader, errors) is not { } relation)
        {
            return null;
        }

        var fields = FactRelations.Fields[relation];
        var where = QueryReader.Where(reader, fields, new RuleBindings(draft.Parameters), errors);
        CheckDevice(reader, draft, errors);
        var field = Field(reader, fields, errors);
        var labels = Labels(reader, fields, errors);
        if (field is null || labels is null || where.Any(condition => !fields.Contains(condition.Field)))
        {
            return null;
        }

        var metric = FactRead.Of(relation, field, labels, where).ToMetric(where.Select(condition => condition.Field));
        return new InputBinding(name, metric.Name, where.ToDictionary(condition => condition.Field, condition => condition.Value, StringComparer.Ordinal), reader.Boolean("required", fallback: true))
        {
            Fact = new FactInput(new FactQuery(relation, "", where), field, metric),
        };
    }

    private static string? Relation(MappingReader reader, ErrorList errors)
    {
        if (reader.Scalar("fact") is not { } relation)
        {
            return null;
        }

        if (relation.Value == FactRelations.LinkEnd)
        {
            errors.Add(relation, $"'{relation.Value}' is derived from the facts of several devices, and the agent of one does not have it", "let a decomposition rule find it, and give it to the type as a parameter");
            return null;
        }

        if (!FactRelations.Fields.ContainsKey(relation.Value))
        {
            errors.AddUnknown(relation, "fact", relation.Value, FactRelations.Fields.Keys.Where(known => known != FactRelations.LinkEnd));
            return null;
        }

        return relation.Value;
    }

    // An agent has the facts of its own devices, and the owner is one of those for certain.
    private static void CheckDevice(MappingReader reader, TypeDraft draft, ErrorList errors)
    {
        if (draft.Reader.Find("owner") is not SourceScalar { Value: var owner })
        {
            return;
        }

        if (reader.Entries("where") is not [{ Key.Value: FactRead.DeviceField, Value: SourceScalar { Value: var device } }, ..] || device != $"{{{owner}}}")
        {
            errors.Add(reader.Find("where") ?? reader.Node, "the first condition must be that the device is the owner, whose agent has the facts", $"{FactRead.DeviceField}: \"{{{owner}}}\"");
        }
    }

    private static string? Field(MappingReader reader, IReadOnlyList<string> fields, ErrorList errors)
    {
        if (reader.Scalar("field", required: true) is not { } field)
        {
            return null;
        }

        if (!fields.Contains(field.Value))
        {
            errors.AddUnknown(field, "field", field.Value, fields);
            return null;
        }

        return field.Value;
    }

    private static LabelSet? Labels(MappingReader reader, IReadOnlyList<string> fields, ErrorList errors)
    {
        var names = reader.NameList("labels");
        var unknown = reader.Items("labels").OfType<SourceScalar>().Where(label => names.Contains(label.Value) && !fields.Contains(label.Value)).ToList();
        foreach (var label in unknown)
        {
            errors.AddUnknown(label, "field", label.Value, fields);
        }

        return unknown.Count == 0 ? LabelSet.Of(names) : null;
    }
}
