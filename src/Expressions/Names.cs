namespace RouterAlertAssurance.Expressions;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Names
{
    private const int LongestCompared = 64;
    private const int MostListed = 12;

    public static string? DidYouMean(string written, IEnumerable<string> known)
    {
        var allowed = Math.Max(1, written.Length / 3);
        var best = known
            .Select(name => (Name: name, Distance: Distance(written, name)))
            .Where(candidate => candidate.Distance <= allowed && candidate.Distance < candidate.Name.Length)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
        return best is null ? null : $"did you mean '{best}'?";
    }

    /// <summary>What there is, shortened: <c>the counters are a, b and 7 more</c>.</summary>
    public static string List(string lead, IEnumerable<string> known, string none)
    {
        List<string> names = [.. known.Order(StringComparer.Ordinal)];
        var more = names.Count - MostListed;
        return names.Count == 0 ? none
            : $"{lead} {string.Join(", ", names.Take(MostListed))}" + (more > 0 ? $" and {more} more" : "");
    }

    /// <summary>Edits (insert, delete, replace, swap of neighbours) between two names, letter case ignored but for ties.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > LongestCompared || b.Length > LongestCompared)
        {
            return int.MaxValue;
        }

        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(rows, a, b, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Step(int[,] rows, string a, string b, int i, int j)
    {
        var replaced = rows[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]);
        return swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
