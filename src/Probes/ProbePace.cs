using System.Globalization;

namespace RouterAlertAssurance.Probes;

/// <summary>How many pairs (one packet with Router Alert, one without) of each protocol a round has, and how fast they follow each other.</summary>
/// <param name="Pairs">Number of pairs, 1 to <see cref="MostPairs"/>.</param>
/// <param name="PerSecond">Pairs per second and protocol.</param>
public readonly record struct ProbePace(int Pairs, double PerSecond)
{
    /// <summary>The most pairs of a round.</summary>
    public const int MostPairs = 4096;

    /// <summary>30 pairs at 10/s: whether the option passes at all.</summary>
    public static ProbePace Low { get; } = new(30, 10);

    /// <summary>200 pairs at 200/s: whether many of them pass.</summary>
    public static ProbePace High { get; } = new(200, 200);

    /// <summary>How long a round takes.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Pairs / PerSecond);

    /// <summary>The pace that a budget allows so many protocols side by side: no faster than it lets packets through, for that would stretch the round unevenly.</summary>
    internal ProbePace Within(double packetsPerSecond, int protocols) => this with { PerSecond = Math.Min(PerSecond, packetsPerSecond / (2 * protocols)) };

    /// <summary>Reads <c>N@R</c>: so many pairs at so many a second.</summary>
    public static bool TryParse(string? text, out ProbePace pace)
    {
        pace = default;
        var parts = (text ?? "").Split('@');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pairs)
            || !double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            || pairs is < 1 or > MostPairs || rate is < 0.1 or > 10_000)
        {
            return false;
        }

        pace = new(pairs, rate);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pairs}@{PerSecond:0.###}");
}
