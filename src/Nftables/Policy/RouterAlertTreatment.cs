using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>What a ruleset does to packets with Router Alert, from best for those who send them to worst.</summary>
public enum RouterAlertTreatmentKind
{
    /// <summary>Sent on with the option.</summary>
    Untouched,

    /// <summary>Handed to a program, which decides.</summary>
    Queued,

    /// <summary>Sent on up to a rate, dropped beyond it.</summary>
    Policed,

    /// <summary>Sent on without the option.</summary>
    Stripped,

    /// <summary>Sent on without the option, but with a wrong checksum: the next router drops it.</summary>
    StrippedBroken,
    Dropped,

    /// <summary>It depends on something that is not known here.</summary>
    Unclear,
}

/// <summary>What becomes of a packet.</summary>
/// <param name="Kind">In a word.</param>
/// <param name="Place">The rule that decides; null where none does.</param>
/// <param name="Limit">The rate, where it is policed.</param>
/// <param name="LimitPlace">Where the limit is asked: two packets with the same place, or a limit of the same name, share one bucket.</param>
/// <param name="Detail">The queue's number, or what is not known.</param>
public sealed record RouterAlertTreatment(RouterAlertTreatmentKind Kind, NftPlace? Place, NftLimit? Limit, NftPlace? LimitPlace, string Detail)
{
    /// <summary>The bucket it is policed by; null where it is not.</summary>
    public string? Bucket => Limit?.Name ?? LimitPlace?.ToString();

    /// <summary>What a ruleset does to a packet.</summary>
    public static RouterAlertTreatment Of(NftEvaluator evaluator, NftPacket packet)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var outcomes = evaluator.Forward(packet);
        if (outcomes.SelectMany(outcome => outcome.Conditions).OfType<NftUnknownCondition>().FirstOrDefault() is { } unknown && AreDifferent(outcomes))
        {
            return new(RouterAlertTreatmentKind.Unclear, unknown.Place, null, null, unknown.Text);
        }

        var dropped = outcomes.Where(outcome => outcome.End == NftEnd.Dropped).ToImmutableArray();
        if (dropped.Length == outcomes.Length)
        {
            return new(RouterAlertTreatmentKind.Dropped, dropped[0].Place, null, null, "");
        }

        // The drop that asks for the fewest limits to be exceeded: that is the rate which holds.
        if (dropped.OrderBy(outcome => Exceeded(outcome).Count()).FirstOrDefault() is { } drop && Exceeded(drop).FirstOrDefault() is { } rate)
        {
            return new(RouterAlertTreatmentKind.Policed, drop.Place, rate.Limit, rate.Place, "");
        }

        var passed = outcomes.First(outcome => outcome.End != NftEnd.Dropped);
        return passed.End == NftEnd.Queued
            ? new(RouterAlertTreatmentKind.Queued, passed.Place, null, null, passed.Target)
            : new(OfForwarded(packet, passed.Packet), passed.Place, null, null, "");
    }

    private static IEnumerable<NftRateCondition> Exceeded(NftOutcome outcome) => outcome.Conditions.OfType<NftRateCondition>().Where(condition => condition.IsExceeded);

    private static bool AreDifferent(ImmutableArray<NftOutcome> outcomes) =>
        outcomes.Select(outcome => (outcome.End, Convert.ToHexString(outcome.Packet.Octets))).Distinct().Count() > 1;

    private static RouterAlertTreatmentKind OfForwarded(NftPacket before, NftPacket after)
    {
        if (before.HasRightChecksum() && !after.HasRightChecksum())
        {
            return RouterAlertTreatmentKind.StrippedBroken;
        }

        return before.Dissect().RouterAlert == RouterAlertState.Present && after.Dissect().RouterAlert != RouterAlertState.Present
            ? RouterAlertTreatmentKind.Stripped
            : RouterAlertTreatmentKind.Untouched;
    }
}
