namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>The rate of a protocol over time.</summary>
/// <param name="Protocol">In the words of the metrics.</param>
/// <param name="Rates">Packets in a second at each poll, the oldest first; at least one.</param>
public sealed record RateLine(string Protocol, IReadOnlyList<double> Rates)
{
    /// <summary>What goes by no name of its own.</summary>
    public const string Other = "other";

    public double Now => Rates[^1];

    public double Highest => Rates.Max();

    public double Mean => Rates.Average();

    /// <summary>The lines that reach highest, in this order, and the sum of all others behind them.</summary>
    /// <param name="lines">Lines over the same polls.</param>
    /// <param name="most">How many have a line of their own.</param>
    public static IReadOnlyList<RateLine> Most(IEnumerable<RateLine> lines, int most)
    {
        var ordered = lines.OrderBy(line => line.Protocol == Other).ThenByDescending(line => line.Highest).ThenBy(line => line.Protocol, StringComparer.Ordinal).ToArray();
        var own = ordered.TakeWhile(line => line.Protocol != Other).Take(most).ToArray();
        var rest = ordered[own.Length..];
        return rest.Length == 0 ? own : [.. own, new RateLine(Other, [.. Enumerable.Range(0, rest[0].Rates.Count).Select(index => rest.Sum(line => line.Rates[index]))])];
    }
}
