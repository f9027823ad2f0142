namespace RouterAlertAssurance.Probes.Verdicts;

/// <summary>Between which shares the true one lies, with a confidence of 95 %, when so many of so many were counted (the score interval of E. B. Wilson, 1927).</summary>
/// <param name="Low">From, 0 to 1.</param>
/// <param name="High">To, 0 to 1.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    private const double Quantile = 1.96;

    /// <summary>The interval of a share.</summary>
    /// <param name="hits">How many, 0 to <paramref name="count"/>.</param>
    /// <param name="count">Of how many; of none nothing is known.</param>
    public static WilsonInterval Of(int hits, int count)
    {
        if (count <= 0)
        {
            return new(0, 1);
        }

        var (share, square) = ((double)hits / count, Quantile * Quantile);
        var centre = (share + (square / (2 * count))) / (1 + (square / count));
        var half = Quantile / (1 + (square / count)) * Math.Sqrt((share * (1 - share) / count) + (square / (4.0 * count * count)));
        return new(hits == 0 ? 0 : Math.Max(0, centre - half), hits == count ? 1 : Math.Min(1, centre + half));
    }
}
