namespace RouterAlertAssurance.WebUi.Components.Shared.Graphs;

/// <summary>
/// A label of a node in at most two lines. What is too long for them is shortened in the middle: labels begin with what a thing is and end with
/// which one it is.
/// </summary>
internal static class NodeLabel
{
    private const double LetterWidth = 7.9;
    private const int Padding = 24;
    private const int Narrowest = 150;
    private const int Widest = 190;

    /// <summary>Width of nodes in which all labels are shown in full, within bounds.</summary>
    public static int WidthFor(IEnumerable<string> labels) =>
        (int)Math.Clamp((labels.Select(label => label.Length).DefaultIfEmpty(0).Max() * LetterWidth) + Padding, Narrowest, Widest);

    /// <param name="label">The label in full.</param>
    /// <param name="width">Width of the node.</param>
    public static IReadOnlyList<string> Lines(string label, int width)
    {
        var room = (int)((width - Padding) / LetterWidth);
        if (label.Length <= room)
        {
            return [label];
        }

        var space = label.LastIndexOf(' ', room);
        var (first, rest) = space > room / 3 ? (label[..space], label[(space + 1)..]) : (label[..room], label[room..]);
        return [first, rest.Length <= room ? rest : $"{rest[..(room / 3)].TrimEnd()}…{rest[^(room - (room / 3) - 1)..].TrimStart()}"];
    }
}
