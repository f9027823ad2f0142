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

    // Edits, with the exchange of two neighbours counted as one; letter case counts as no difference.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(rows, left, right, i, j);
            }
        }

        return rows[left.Length, right.Length];
    }

    private static int Step(int[,] rows, string left, string right, int i, int j)
    {
        var best = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1));
        return i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]) ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
