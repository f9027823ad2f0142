using System.Net;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Probes.Control;

namespace RouterAlertAssurance.Probes.Responding;

/// <summary>The answer to who asks for a round: opened, or a status and what is wrong.</summary>
internal sealed record RoundAdmission(RoundOpened? Opened, int Status, string Problem)
{
    public static RoundAdmission Refuse(int status, string problem) => new(null, status, problem);

    /// <summary>Why a round is not to be opened by what it asks for; null when it may.</summary>
    public static RoundAdmission? Check(ResponderTask task, RoundOpening opening, ResponderLimits limits)
    {
        var problem = Mistake(task, opening) ?? Excess(opening, limits);
        return problem is null ? null : Refuse(StatusCodes.Status400BadRequest, problem);
    }

    private static string? Mistake(ResponderTask task, RoundOpening opening)
    {
        if (!IPAddress.TryParse(opening.Source, out var source) || !IPAddress.TryParse(opening.Destination, out var destination) || source.AddressFamily != destination.AddressFamily)
        {
            return "source and destination must be addresses of one family";
        }

        return task.Source is { } from && !from.Equals(source) ? $"the task's packets come from {from}, not from {source}"
            : task.Destination is { } to && !to.Equals(destination) ? $"the task's packets go to {to}, not to {destination}"
            : opening.Nonce.Length != sizeof(ulong) ? "the nonce has 8 octets"
            : opening.Pairs is < 1 or > ProbePace.MostPairs ? $"a round has 1 to {ProbePace.MostPairs} pairs"
            : opening.Protocols.Count == 0 || opening.Protocols.Distinct().Count() != opening.Protocols.Count ? "protocols must be named, each once"
            : null;
    }

    private static string? Excess(RoundOpening opening, ResponderLimits limits)
    {
        var rate = opening.PairsPerSecond * 2 * opening.Protocols.Count;
        return !(rate > 0 && rate <= limits.PacketsPerSecond) ? $"{rate:0.#} packets/s are asked for; the responder takes {limits.PacketsPerSecond}"
            : !(opening.Seconds > 0 && opening.Seconds <= limits.LongestRound.TotalSeconds) ? $"the round is to last {opening.Seconds:0.#} s; the responder keeps one open for {limits.LongestRound.TotalSeconds:0}"
            : null;
    }
}
