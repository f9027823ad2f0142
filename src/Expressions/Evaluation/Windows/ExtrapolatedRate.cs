namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>
/// The rate of a counter as Prometheus computes it: what lies between the samples and the ends of the window is filled in as if the counter had
/// grown there too, but not further than half a sample interval where the series begins or ends, and not below zero.
/// </summary>
internal static class ExtrapolatedRate
{
    private const double LongGap = 1.1;

    /// <param name="growth">Growth from the first to the last sample, with resets made up for.</param>
    /// <param name="first">The first value.</param>
    /// <param name="covered">Seconds between the first and the last sample.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="before">Seconds between the begin of the window and the first sample.</param>
    /// <param name="span">Seconds of the window.</param>
    public static double Of(double growth, double first, double covered, int count, double before, double span)
    {
        var after = span - before - covered;
        var interval = covered / (count - 1);
        if (growth > 0 && first >= 0)
        {
            before = Math.Min(before, covered * (first / growth));
        }

        var filled = covered
            + (before < interval * LongGap ? before : interval / 2)
            + (after < interval * LongGap ? after : interval / 2);
        return growth * (filled / covered) / span;
    }
}
