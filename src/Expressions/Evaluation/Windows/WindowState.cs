namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>
/// What a function over time remembers. The entries are a queue in a ring, split in two: those of the front carry what all entries from them to the
/// end of the front make together, those behind are combined in one value. The newest stands apart, for it may yet be replaced. An entry is combined
/// at most twice on its way, so a sample costs amortised constant time, and no error adds up as in a running sum.
/// </summary>
internal record struct WindowState
{
    public const int NoBlock = -1;

    /// <summary>The node whose state it is.</summary>
    public int Node;

    /// <summary>Length in ticks.</summary>
    public long Span;

    /// <summary>The quantile that is asked for.</summary>
    public double Parameter;

    public int Block;

    /// <summary>The block holds 2^Size entries.</summary>
    public byte Size;

    /// <summary>The values in order, for quantiles: a block of 2^SortedSize.</summary>
    public int Sorted;

    public byte SortedSize;

    /// <summary>Whether the wheel knows when the oldest entry leaves.</summary>
    public bool IsScheduled;

    /// <summary>Counts what the wheel was told: of its marks only the one of this number is valid.</summary>
    public int Mark;

    public int Head;

    public int Count;

    /// <summary>How many entries belong to the front.</summary>
    public int Front;

    /// <summary>The entries behind the front, but for the newest, combined.</summary>
    public double Back;

    /// <summary>Time of the newest sample.</summary>
    public long Newest;

    /// <summary>Of a smoothed value and a baseline: the time of the first sample, the mean, the variance and the result of the newest one.</summary>
    public long First;

    public double Mean;

    public double Variance;

    public double Result;

    /// <summary>Time, mean and variance before the newest sample, to go back to when it is replaced.</summary>
    public long EarlierTime;

    public double EarlierMean;

    public double EarlierVariance;
}
