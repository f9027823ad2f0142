using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads the rules by which facts propose instances of a service type.</summary>
internal static class ProposalReader
{
    public static List<ProposalRule> Read(TypeDraft draft, ErrorList errors) => [.. draft.Reader.Items("proposals")
        .Select(node => MappingReader.Open(node, "a proposal", PackageKeys.Proposal, errors)).OfType<MappingReader>()
        .Select(reader => ReadRule(reader, draft, errors))];

    private static ProposalRule ReadRule(MappingReader reader, TypeDraft draft, ErrorList errors)
    {
        var bindings = new RuleBindings([]);
        reader.Require("when");
        var when = QueryReader.Read(reader, "when", bindings, binds: true, errors);
        foreach (var (node, _) in reader.Items("when").Where(node => node is SourceMapping).Zip(when).Where(pair => pair.Second.As.Length == 0))
        {
            errors.Add(node, "a proposal shows the facts it rests on, so each row needs a name", "add 'as'");
        }

        return new ProposalRule(when, Text(reader, "name", bindings, errors), Parameters(reader, draft, bindings, errors), Text(reader, "reason", bindings, errors));
    }

    private static string Text(MappingReader reader, string key, RuleBindings bindings, ErrorList errors)
    {
        if (reader.Scalar(key, required: true) is not { } text)
        {
            return "";
        }

        TemplateChecks.Check(text, bindings.Check, errors);
        return text.Value;
    }

    private static Dictionary<string, string> Parameters(MappingReader reader, TypeDraft draft, RuleBindings bindings, ErrorList errors)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in reader.Entries("parameters"))
        {
            if (draft.Parameters.All(parameter => parameter.Name != entry.Key.Value))
            {
                errors.AddUnknown(entry.Key, "parameter", entry.Key.Value, draft.Parameters.Select(parameter => parameter.Name));
            }
            else if (reader.AsScalar(entry.Value, entry.Key.Value) is { } value)
            {
                TemplateChecks.Check(value, bindings.Check, errors);
                values[entry.Key.Value] = value.Value;
            }
        }

        foreach (var missing in draft.Parameters.Where(parameter => parameter is { Required: true, Default: null } && !values.ContainsKey(parameter.Name)))
        {
            errors.Add(reader.Node, $"parameter '{missing.Name}' is not given", "add it under 'parameters'");
        }

        return values;
    }
}
