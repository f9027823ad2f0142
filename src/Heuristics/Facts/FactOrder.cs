using System.Collections.Immutable;
using System.Text;

namespace RouterAlertAssurance.Heuristics.Facts;

/// <summary>Orders the rows of one relation by their fields, and finds equal ones.</summary>
internal sealed class FactOrder : IComparer<Fact>, IEqualityComparer<Fact>
{
    public static FactOrder Instance { get; } = new();

    /// <summary>Each row once, in order.</summary>
    public static ImmutableArray<Fact> Sorted(IEnumerable<Fact> rows)
    {
        // Texts are made once for each row: comparing field by field walks a tree for each comparison.
        var keyed = rows.Select(row => (Text: Text(row), Row: row)).ToList();
        keyed.Sort((left, right) => string.CompareOrdinal(left.Text, right.Text));
        return [.. keyed.Where((item, index) => index == 0 || item.Text != keyed[index - 1].Text).Select(item => item.Row)];
    }

    public int Compare(Fact? x, Fact? y) =>
        x is null || y is null ? (x is null ? 0 : 1) - (y is null ? 0 : 1) : string.CompareOrdinal(Text(x), Text(y));

    public bool Equals(Fact? x, Fact? y) => ReferenceEquals(x, y) || Compare(x, y) == 0;

    public int GetHashCode(Fact obj) => Text(obj).GetHashCode(StringComparison.Ordinal);

    // Separators that no text of a report holds keep the fields apart.
    private static string Text(Fact fact)
    {
        var text = new StringBuilder();
        foreach (var (field, value) in fact.Fields)
        {
            text.Append(field).Append('\u0001').Append(value).Append('\u0002');
        }

        return text.ToString();
    }
}
