using System.Globalization;

namespace RouterAlertAssurance.WebUi.Components.Shared.Packets;

/// <summary>A row of a hex dump: runs of octets that are marked or not.</summary>
/// <param name="Offset">Number of its first octet, as four hexadecimal digits.</param>
/// <param name="Runs">Octets, and whether they are marked; blanks are marked between marked octets only.</param>
/// <param name="Characters">The same octets as characters, a dot for what cannot be printed.</param>
internal sealed record HexRow(string Offset, IReadOnlyList<(string Text, bool IsMarked)> Runs, string Characters)
{
    /// <summary>Octets in a row.</summary>
    public const int Width = 16;

    public static IEnumerable<HexRow> Of(byte[] octets, Func<int, bool> isMarked)
    {
        for (var start = 0; start < octets.Length; start += Width)
        {
            var row = octets[start..Math.Min(octets.Length, start + Width)];
            yield return new HexRow(start.ToString("x4", CultureInfo.InvariantCulture), RunsOf(row, start, isMarked), string.Concat(row.Select(octet => octet is >= 0x20 and < 0x7f ? (char)octet : '.')));
        }
    }

    private static List<(string Text, bool IsMarked)> RunsOf(byte[] row, int start, Func<int, bool> isMarked)
    {
        var runs = new List<(string Text, bool IsMarked)>();
        for (var index = 0; index < row.Length; index++)
        {
            var marked = isMarked(start + index);
            if (index > 0)
            {
                Append(runs, index == Width / 2 ? "  " : " ", marked && isMarked(start + index - 1));
            }

            Append(runs, row[index].ToString("x2", CultureInfo.InvariantCulture), marked);
        }

        return runs;
    }

    private static void Append(List<(string Text, bool IsMarked)> runs, string text, bool marked)
    {
        if (runs.Count > 0 && runs[^1].IsMarked == marked)
        {
            runs[^1] = (runs[^1].Text + text, marked);
        }
        else
        {
            runs.Add((text, marked));
        }
    }
}
