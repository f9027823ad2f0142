using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads which facts say that a definition is configured on the devices.</summary>
internal static class ConfiguredReader
{
    public static List<FactQuery> Read(TypeDraft draft, ErrorList errors)
    {
        var queries = QueryReader.Read(draft.Reader, "configured", new RuleBindings(draft.Parameters), binds: false, errors);
        foreach (var (node, query) in draft.Reader.Items("configured").Where(node => node is SourceMapping).Zip(queries))
        {
            if (query.Where is not [{ Field: "device", Comparison: FactComparison.Equal }, ..])
            {
                errors.Add(node, "the first condition must be the device, so that it can be told what is missing where", "such as device: \"{device}\"");
            }
        }

        return queries;
    }
}
