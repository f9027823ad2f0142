using RouterAlertAssurance.Probes.Locating;

namespace RouterAlertAssurance.Probes.Verdicts;

/// <summary>What the counts of a probe are judged with.</summary>
/// <param name="IsInterested">Whether a router on the way is interested in the protocol.</param>
/// <param name="IsTunnelled">Whether the way is known to lead through a tunnel.</param>
/// <param name="IsSettled">Whether the low rate was tried behind the high one, so that what differs between them is no change of the way.</param>
public readonly record struct JudgeContext(bool IsInterested, bool IsTunnelled, bool IsSettled = false);

/// <summary>What came of judging.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="PacketsPerSecond">What passes where it is policed, roughly where few packets tell of it; null otherwise.</param>
public readonly record struct Judgement(ProbeVerdict Verdict, double? PacketsPerSecond = null);

/// <summary>Judges what becomes of Router Alert by counts alone.</summary>
public static class ProbeJudge
{
    /// <summary>Fewer packets than that tell nothing of a rate, and too little of a loss.</summary>
    public const int Fewest = 5;

    /// <summary>Less of what was sent than that is a loss.</summary>
    public const double Whole = 0.95;

    // Less than that at a low rate is more than chance.
    private const double Delivered = 0.9;

    /// <summary>Judges the rounds at the low and the high rate; the latter may be missing.</summary>
    public static Judgement Judge(RoundCounts low, RoundCounts? high, JudgeContext context)
    {
        ArgumentNullException.ThrowIfNull(low);
        var arrived = low.RouterAlert.Received;
        if (low.IsDoubtful || high is { IsDoubtful: true } || low.Control.Received < Fewest || low.RouterAlert.Sent < Fewest)
        {
            return new(ProbeVerdict.Unknown);
        }

        if (arrived == 0)
        {
            return new(context.IsInterested ? ProbeVerdict.Intercepted : ProbeVerdict.Dropped);
        }

        if (!context.IsSettled && IsUnsettled(low, high))
        {
            return new(ProbeVerdict.Unknown);
        }

        // Of two that are true the worse one: who strips and polices does not pass for one who strips.
        return low.RouterAlert.BrokenChecksum * 2 > arrived ? new(ProbeVerdict.StrippedBroken)
            : IsPoliced(low, high) ? new(ProbeVerdict.Policed, RateOf(high!.RouterAlert) ?? RateOf(low.RouterAlert) ?? RoughRateOf(high.RouterAlert))
            : IsStripped(low) ? new(ProbeVerdict.Stripped)
            : new(Passing(low, context));
    }

    /// <summary>Whether the way may have changed between the two rounds: the low rate should be tried again, and judged with the high one as settled.</summary>
    public static bool IsUnsettled(RoundCounts low, RoundCounts? high)
    {
        ArgumentNullException.ThrowIfNull(low);
        return GotWorse(low, high) || GotBetter(low, high);
    }

    /// <summary>
    /// What passes a limit: packets received behind the first one that was lost, by the time from that one on. Those before it went through on the burst that the limit allows;
    /// counted in, they would make it look higher.
    /// </summary>
    /// <returns>Packets per second; null when fewer than <see cref="Fewest"/> tell of it.</returns>
    public static double? RateOf(KindCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts.ReceivedAfterLoss >= Fewest ? RoughRateOf(counts) : null;
    }

    // Also of so few that the figure is rough, and better than none.
    private static double? RoughRateOf(KindCounts counts) => counts.SpanAfterLoss > TimeSpan.Zero ? counts.ReceivedAfterLoss / counts.SpanAfterLoss.TotalSeconds : null;

    /// <summary>What a verdict becomes once it is known what a router quotes: packets that do not arrive may have been stripped with a wrong checksum, which the next router drops.</summary>
    public static ProbeVerdict Refine(ProbeVerdict verdict, QuotedOption change) =>
        verdict is ProbeVerdict.Dropped or ProbeVerdict.Intercepted && change == QuotedOption.Broken ? ProbeVerdict.StrippedBroken : verdict;

    // All arrive up to some packet, and none from there on: a limit that others use up, or a way that begins to drop.
    private static bool GotWorse(RoundCounts low, RoundCounts? high) => high is not null && high.Control.Share >= Whole
        && EndsInLoss(high.RouterAlert) && low.RouterAlert.Received > 0 && (low.RouterAlert.Share >= Whole || low.RouterAlert.ReceivedAfterLoss == 0);

    // What gets lost slowly and not fast is no limit either.
    private static bool GotBetter(RoundCounts low, RoundCounts? high) => high is not null && high.Control.Share >= Whole
        && low.RouterAlert.Share < Delivered && low.Control.Share >= Whole && high.RouterAlert is { Sent: >= Fewest, Share: >= Whole };

    private static bool EndsInLoss(KindCounts counts) => counts.SentAfterLoss >= Fewest && counts.ReceivedAfterLoss == 0;

    /// <summary>Whether most arrived without the option and with a right checksum.</summary>
    internal static bool IsStripped(RoundCounts low) => low.RouterAlert.WithoutOption * 2 > low.RouterAlert.Received;

    // Where packets without the option get lost too, at the same rate, the option is not what they are lost for.
    internal static bool IsPoliced(RoundCounts low, RoundCounts? high) => high is { RouterAlert.Sent: >= Fewest } && high.RouterAlert.Share < Whole && high.Control.Share >= Whole
        && low.Control.Share >= Whole;

    private static ProbeVerdict Passing(RoundCounts low, JudgeContext context)
    {
        var wentElsewhere = low.RouterAlert.TimeToLive != low.Control.TimeToLive;
        return context.IsInterested ? wentElsewhere && !context.IsTunnelled ? ProbeVerdict.Intercepted : ProbeVerdict.Ignored
            : wentElsewhere || context.IsTunnelled ? ProbeVerdict.Tunnelled
            : ProbeVerdict.Carried;
    }
}
