namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>"Did you mean": the known name nearest to a wrong one.</summary>
internal static class Suggestion
{
    private const int LongestName = 64;

    /// <summary><c>; did you mean 'x'?</c>, or nothing when no known name is near.</summary>
    public static string For(string wrong, IEnumerable<string> known)
    {
        if (wrong.Length > LongestName)
        {
            return "";
        }

        var limit = Math.Max(1, Math.Min(3, wrong.Length / 3));
        var nearest = known
            .Where(name => name.Length <= LongestName)
            .Select(name => (Name: name, Distance: Distance(wrong, name)))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        return nearest.Distance <= limit ? $"; did you mean '{nearest.Name}'?" : "";
    }

    // Levenshtein, one row at a time; letter case counts as no difference.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                var best = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (same ? 0 : 1));
                diagonal = row[j];
                row[j] = best;
            }
        }

        return row[right.Length];
    }
}
