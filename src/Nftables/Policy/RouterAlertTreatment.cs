using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>What a ruleset does to packets with Router Alert, from what says least against it to what says most.</summary>
public enum RouterAlertTreatmentKind
{
    /// <summary>Dropped, as packets without the option are: something else forbids them.</summary>
    DroppedAnyway,

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

    /// <summary>It depends on something that is not known here.</summary>
    Unclear,

    /// <summary>Dropped for the option, or given to a queue to which nobody listens.</summary>
    Dropped,
}

/// <summary>What becomes of a packet.</summary>
/// <param name="Kind">In a word.</param>
/// <param name="Place">The rule that decides; null where none does.</param>
/// <param name="Limit">The rate, where it is policed.</param>
/// <param name="LimitPlace">Where the limit is asked: two packets with the same place, or a limit of the same name, share one bucket.</param>
/// <param name="Detail">The queue's number (of what is dropped: that of one to which nobody listens), or what is not known.</param>
public sealed record RouterAlertTreatment(RouterAlertTreatmentKind Kind, NftPlace? Place, NftLimit? Limit, NftPlace? LimitPlace, string Detail)
{
    /// <summary>The bucket it is policed by; null where it is not. Names of limits are those of a table.</summary>
    public string? Bucket => Limit is { Name: { } name } ? $"{LimitPlace?.Table} {name}" : LimitPlace?.ToString();

    /// <summary>Whether it is given to a queue to which nobody listens, and lost.</summary>
    public bool IsDeadQueue => Kind == RouterAlertTreatmentKind.Dropped && Detail.Length > 0;

    /// <summary>What a ruleset does to a packet that is forwarded.</summary>
    public static RouterAlertTreatment Of(NftEvaluator evaluator, NftPacket packet)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        return Of(packet, evaluator.Forward(packet));
    }

    /// <summary>What a ruleset does to a packet before a program that asks for Router Alert, or the kernel itself, takes it.</summary>
    public static RouterAlertTreatment OfArriving(NftEvaluator evaluator, NftPacket packet)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        return Of(packet, evaluator.Arrive(packet));
    }

    private static RouterAlertTreatment Of(NftPacket packet, ImmutableArray<NftOutcome> outcomes)
    {
        if (outcomes.SelectMany(outcome => outcome.Conditions).OfType<NftUnknownCondition>().FirstOrDefault() is { } unknown && (AreDifferent(outcomes) || outcomes.Any(outcome => outcome.End == NftEnd.Unknown)))
        {
            return new(RouterAlertTreatmentKind.Unclear, unknown.Place, null, null, unknown.Text);
        }

        var dropped = outcomes.Where(outcome => outcome.End == NftEnd.Dropped).ToImmutableArray();
        if (dropped.Length == outcomes.Length)
        {
            // What a limit lets through may still go to a queue to which nobody listens.
            var lost = dropped.FirstOrDefault(outcome => outcome.Target.Length > 0) ?? dropped[0];
            return new(RouterAlertTreatmentKind.Dropped, lost.Place, null, null, lost.Target);
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

        // Of a form that is no well-formed option it is enough that nothing is left of it.
        return before.Dissect().RouterAlert is var had && had != RouterAlertState.None && after.Dissect().RouterAlert is var has && has != had && has != RouterAlertState.Present
            ? RouterAlertTreatmentKind.Stripped
            : RouterAlertTreatmentKind.Untouched;
    }
}
