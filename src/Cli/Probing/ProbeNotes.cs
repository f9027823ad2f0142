using System.Globalization;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Cli.Probing;

/// <summary>What there is to say of a probe as a whole: it was not made as it was asked for.</summary>
internal static class ProbeNotes
{
    public static IReadOnlyList<string> Of(ProbeRequest request, int budget, IReadOnlyList<ProbeResult> results) =>
    [
        .. Slower("low", request.Low, budget, results.Select(result => result.Low)),
        .. Slower("high", request.High, budget, results.Select(result => result.High)),
    ];

    private static IEnumerable<string> Slower(string round, ProbePace asked, int budget, IEnumerable<RoundCounts?> counts)
    {
        var slowest = counts.Min(one => one?.PairsPerSecond) ?? asked.PerSecond;
        return slowest >= asked.PerSecond ? []
            : [string.Create(CultureInfo.InvariantCulture, $"the budget of {budget} packets/s affords {slowest:0.#} pairs/s at the {round} rate of the {asked.PerSecond:0.#} asked for")];
    }
}
