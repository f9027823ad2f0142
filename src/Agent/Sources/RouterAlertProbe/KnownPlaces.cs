using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>
/// Where the option is lost, taken over from the round before while the verdict stays: looking for it takes seconds for each protocol, in which a change would be seen the later.
/// </summary>
internal static class KnownPlaces
{
    // After so many periods a place is looked for again: it may be another one by then.
    private const int PeriodsKept = 4;

    /// <summary>Whether a round is to look for places: always while nothing is lost, since then it costs nothing.</summary>
    public static bool AreDue(ProbeTask task, ProbeOutcome? before, DateTimeOffset now) =>
        before is not { Located: { } located }
        || now - located >= TimeSpan.FromSeconds(PeriodsKept * (double)task.PeriodSeconds)
        || before.Results.All(result => result.Location is null);

    /// <summary>The results of a round that did not look, with the places of the round before where nothing else changed.</summary>
    public static IReadOnlyList<ProbeResult> Fill(IReadOnlyList<ProbeResult> results, ProbeOutcome before) =>
        [.. results.Select(result => before.Results.FirstOrDefault(known => known.Protocol == result.Protocol) is { } known ? Fill(result, known) : result)];

    private static ProbeResult Fill(ProbeResult result, ProbeResult known)
    {
        if (result.Location is not null || known.Location is not { } place)
        {
            return result;
        }

        var verdict = ProbeJudge.Refine(result.Verdict, place.Change);
        return verdict == known.Verdict ? result with { Verdict = verdict, Location = place, Detail = $"{result.Detail}; {place.Detail}" } : result;
    }
}
