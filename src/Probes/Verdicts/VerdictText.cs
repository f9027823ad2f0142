using System.Globalization;

namespace RouterAlertAssurance.Probes.Verdicts;

/// <summary>The figures behind a verdict, in words.</summary>
internal static class VerdictText
{
    /// <summary>Sent and received at both rates, and what is peculiar about the packets.</summary>
    public static string Describe(Judgement judgement, RoundCounts low, RoundCounts? high)
    {
        var parts = new List<string> { $"low rate: {Figures(low)}" };
        if (high is not null)
        {
            parts.Add($"high rate: {Figures(high)}");
        }

        parts.AddRange(Remarks(judgement, low, high));
        return string.Join("; ", parts);
    }

    private static string Figures(RoundCounts counts) => $"{Share(counts.RouterAlert)} with the option, {counts.Control.Received} of {counts.Control.Sent} without";

    private static string Share(KindCounts counts)
    {
        var interval = WilsonInterval.Of(counts.Received, counts.Sent);
        return string.Create(CultureInfo.InvariantCulture, $"{counts.Received} of {counts.Sent} ({interval.Low * 100:0}-{interval.High * 100:0} %)");
    }

    private static IEnumerable<string> Remarks(Judgement judgement, RoundCounts low, RoundCounts? high)
    {
        if (low.IsDoubtful || high is { IsDoubtful: true })
        {
            yield return $"the responder itself lost {low.LostByResponder + (high?.LostByResponder ?? 0)} packets for want of room, so nothing can be said of what is missing";
        }

        if (low.RouterAlert.WithoutOption + low.RouterAlert.BrokenChecksum > 0)
        {
            yield return $"{low.RouterAlert.WithoutOption} arrived without it, {low.RouterAlert.BrokenChecksum} with a wrong checksum";
        }

        if (Beside(judgement.Verdict, low, high) is { } beside)
        {
            yield return beside;
        }

        if (low is { RouterAlert.TimeToLive: { } with, Control.TimeToLive: { } without } && with != without)
        {
            yield return $"TTL at arrival {with} with the option, {without} without";
        }

        if (judgement.Verdict == ProbeVerdict.Policed && ProbeJudge.RateOf(low.RouterAlert) is null && (high is null || ProbeJudge.RateOf(high.RouterAlert) is null))
        {
            yield return $"the rate that passes rests on fewer than {ProbeJudge.Fewest} packets";
        }

        if (judgement.Verdict != ProbeVerdict.Unknown && high is not null && high.Control.Share < ProbeJudge.Whole)
        {
            yield return "at the high rate packets without the option get lost too: nothing can be said of a limit";
        }
    }

    // What is true as well, and less bad than the verdict.
    private static string? Beside(ProbeVerdict verdict, RoundCounts low, RoundCounts? high) => verdict switch
    {
        ProbeVerdict.Policed when ProbeJudge.IsStripped(low) => "what passes the limit is stripped as well",
        ProbeVerdict.StrippedBroken when ProbeJudge.IsPoliced(low, high) => "there is a limit to their rate as well",
        _ => null,
    };
}
