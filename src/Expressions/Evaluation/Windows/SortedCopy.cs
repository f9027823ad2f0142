namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>
/// The values of a window in order, for quantiles: kept beside the entries, in a block of the same size. A binary search finds the place, one move
/// of memory makes room; comparisons are O(log n) per sample, the least that an exact quantile of a sliding window can do.
/// </summary>
internal static class SortedCopy
{
    public static void Insert(Span<double> sorted, int count, double value)
    {
        var at = PlaceOf(sorted[..count], value);
        sorted[at..count].CopyTo(sorted[(at + 1)..]);
        sorted[at] = value;
    }

    public static void Remove(Span<double> sorted, int count, double value)
    {
        var at = PlaceOf(sorted[..count], value);
        sorted[(at + 1)..count].CopyTo(sorted[at..]);
    }

    /// <summary>The quantile with linear interpolation between the two nearest values, as Prometheus has it.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double quantile)
    {
        var rank = quantile * (sorted.Length - 1);
        var lower = (int)Math.Floor(rank);
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        var weight = rank - lower;
        return (sorted[lower] * (1 - weight)) + (sorted[upper] * weight);
    }

    private static int PlaceOf(ReadOnlySpan<double> sorted, double value)
    {
        var at = sorted.BinarySearch(value);
        return at >= 0 ? at : ~at;
    }
}
