namespace RouterAlertAssurance.Heuristics.Loading;

internal static class Duplicates
{
    /// <summary>Names of the items of a list must be unique; the error stands at each repetition.</summary>
    public static void Check(IReadOnlyList<SourceNode> nodes, string what, ErrorList errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in nodes.OfType<SourceMapping>().Select(node => node.Find("name")).OfType<SourceScalar>())
        {
            if (!seen.Add(name.Value))
            {
                errors.Add(name, $"{what} '{Suggestions.Shorten(name.Value)}' is given twice", "rename it, or leave one out");
            }
        }
    }
}
