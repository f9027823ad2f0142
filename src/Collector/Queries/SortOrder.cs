namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Where an item stands in a list; total, so that a page can begin after it whatever has changed since.</summary>
internal readonly record struct SortKey(long Primary, string First, string Second);

/// <summary>The order of a list of nodes.</summary>
internal sealed class SortOrder : IComparer<SortKey>
{
    private readonly bool _reverse;

    private SortOrder(string text, string field)
    {
        Text = text;
        Field = field;
        _reverse = text.StartsWith('-');
    }

    /// <summary>As in the query parameter.</summary>
    public string Text { get; }

    /// <summary><c>score</c>, <c>name</c> or <c>since</c>.</summary>
    public string Field { get; }

    public static SortOrder? Parse(string? text) => text switch
    {
        null or "" or "score" => new SortOrder("score", "score"),
        "-score" or "name" or "-name" or "since" or "-since" => new SortOrder(text, text.TrimStart('-')),
        _ => null,
    };

    public SortKey KeyOf(string type, string name, int score, DateTimeOffset since) => Field switch
    {
        "name" => new SortKey(0, name, type),
        "since" => new SortKey(since.UtcTicks, type, name),
        _ => new SortKey(Severity(score), type, name),
    };

    /// <summary>Ties are broken by name upwards also in reverse order, except where the name itself is the order.</summary>
    public int Compare(SortKey x, SortKey y)
    {
        var primary = x.Primary.CompareTo(y.Primary);
        if (primary != 0)
        {
            return _reverse ? -primary : primary;
        }

        var first = string.CompareOrdinal(x.First, y.First);
        var names = first != 0 ? first : string.CompareOrdinal(x.Second, y.Second);
        return _reverse && Field == "name" ? -names : names;
    }

    // Broken and degraded before unknown before healthy: the unknown may be broken, but what is known to be needs hands first.
    private static int Severity(int score) => score switch { -1 => 100, 100 => 101, _ => score };
}
