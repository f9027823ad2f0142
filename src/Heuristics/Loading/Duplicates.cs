namespace RouterAlertAssurance.Heuristics.Loading;

internal static class Duplicates
{
    /// <summary>Names of the items of a list must be unique; the error stands at the second one.</summary>
    public static void Check(IEnumerable<string> names, IReadOnlyList<SourceNode> nodes, string what, ErrorList errors)
    {
        foreach (var name in names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            var repeated = nodes.OfType<SourceMapping>().Select(node => node.Find("name")).OfType<SourceScalar>().Where(node => node.Value == name.Key);
            foreach (var node in repeated.Skip(1))
            {
                errors.Add(node, $"{what} '{name.Key}' is given twice");
            }
        }
    }
}
