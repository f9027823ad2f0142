namespace RouterAlertAssurance.Heuristics;

/// <summary>Guesses which known name was meant.</summary>
public static class Suggestions
{
    private const int LongestShown = 60;
    private const int MostCompared = 500;
    private const int MostListed = 8;

    /// <summary><c>did you mean 'x'?</c>, or the list of what is known when it is short, or null.</summary>
    public static string? DidYouMean(string name, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).Take(MostCompared).Order(StringComparer.Ordinal).ToList();
        if (Closest(name, names) is { } closest)
        {
            return $"did you mean '{closest}'?";
        }

        return names.Count is > 0 and <= MostListed ? "known: " + string.Join(", ", names) : null;
    }

    /// <summary>What there is, or the first few of it.</summary>
    public static string Known(IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Shorten).ToList();
        return names.Count == 0 ? "there is none yet"
            : names.Count <= MostListed ? "known: " + string.Join(", ", names)
            : $"known: {string.Join(", ", names.Take(MostListed))} and {names.Count - MostListed} more";
    }

    /// <summary>Text of others, cut to a length that fits a message.</summary>
    public static string Shorten(string text) => text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, LongestShown), "…");

    private static string? Closest(string name, List<string> known)
    {
        var limit = Math.Max(1, Math.Min(name.Length, LongestShown) / 3);
        return name.Length > LongestShown
            ? null
            : known.Select(candidate => (candidate, Distance: Distance(name, candidate)))
                .Where(pair => pair.Distance <= limit)
                .OrderBy(pair => pair.Distance)
                .Select(pair => pair.candidate)
                .FirstOrDefault();
    }

    // Edits, with the exchange of two neighbours counted as one (optimal string alignment).
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
