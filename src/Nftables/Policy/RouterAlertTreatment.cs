using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>What a ruleset does to packets with Router Alert, from what says least against it to what says most.</summary>
public enum RouterAlertTreatmentKind
{
    /// <summary>Dropped, as packets without the option are: something else forbids them. Or by the kernel itself, as malformed.</summary>
    DroppedAnyway,

    /// <summary>Sent on with the option.</summary>
    Untouched,

    /// <summary>Handed to a program up to a rate, sent on with the option beyond it.</summary>
    QueuedLimited,

    /// <summary>Handed to a program, which decides.</summary>
    Queued,

    /// <summary>Sent on up to a rate, dropped beyond it.</summary>
    Policed,

    /// <summary>Handed to a program up to a rate, dropped beyond it.</summary>
    QueuedPoliced,

    /// <summary>Sent on without the option.</summary>
    Stripped,

    /// <summary>Sent on without the option up to a rate, dropped beyond it.</summary>
    StrippedPoliced,

    /// <summary>Sent on without the option, but with a wrong checksum: the next router drops it.</summary>
    StrippedBroken,

    /// <summary>Sent on up to a rate, without the option and with a wrong checksum; dropped beyond it.</summary>
    StrippedBrokenPoliced,

    /// <summary>It depends on something that is not known here.</summary>
    Unclear,

    /// <summary>Dropped for the option, or given to a queue to which nobody listens.</summary>
    Dropped,
}

/// <summary>What becomes of a packet.</summary>
/// <param name="Kind">In a word.</param>
/// <param name="Place">The rule that decides, of what is policed the one that drops; null where none does.</param>
/// <param name="Limit">The rate, where there is one.</param>
/// <param name="LimitPlace">Where the limit is asked: two packets with the same place, or a limit of the same name, share one bucket.</param>
/// <param name="Detail">The queue's number (of what is dropped: that of one to which nobody listens), or what is not known.</param>
public sealed record RouterAlertTreatment(RouterAlertTreatmentKind Kind, NftPlace? Place, NftLimit? Limit, NftPlace? LimitPlace, string Detail)
{
    /// <summary>Of what is policed, the rule that decides about packets below the rate; null where they are sent on as they are.</summary>
    public NftPlace? PlaceBelow { get; init; }

    /// <summary>The rule that decides about packets below any limit.</summary>
    public NftPlace? Decider => PlaceBelow ?? Place;

    /// <summary>Whether a program gets it.</summary>
    public bool IsQueued => Kind is RouterAlertTreatmentKind.Queued or RouterAlertTreatmentKind.QueuedLimited or RouterAlertTreatmentKind.QueuedPoliced;

    /// <summary>The bucket it is limited by; null where it is not. Names of limits are those of a table.</summary>
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

        var alone = Least(outcomes)!;
        if (alone.End == NftEnd.Dropped)
        {
            return new(alone.Place is null ? RouterAlertTreatmentKind.DroppedAnyway : RouterAlertTreatmentKind.Dropped, alone.Place, null, null, alone.Target);
        }

        // A program that gets what is beyond a limit gets packets all the same.
        var passed = Least(outcomes.Where(outcome => outcome.End == NftEnd.Queued)) ?? alone;
        var kind = passed.End == NftEnd.Queued ? RouterAlertTreatmentKind.Queued : OfForwarded(packet, passed.Packet);
        return Limited(kind, passed, outcomes, NftEnd.Dropped) is { } policed ? policed
            : kind == RouterAlertTreatmentKind.Queued && Limited(kind, passed, outcomes, NftEnd.Forwarded) is { } limited ? limited
            : new(kind, passed.Place, null, null, passed.Target);
    }

    // What becomes of those beyond a limit; null where there is none behind which they end so. The way that exceeds the fewest limits has the rate that holds.
    private static RouterAlertTreatment? Limited(RouterAlertTreatmentKind kind, NftOutcome passed, ImmutableArray<NftOutcome> outcomes, NftEnd beyond)
    {
        var other = Least(outcomes.Where(outcome => outcome.End == beyond));
        return other is null || Exceeded(other).FirstOrDefault() is not { } rate ? null
            : beyond == NftEnd.Forwarded ? new(RouterAlertTreatmentKind.QueuedLimited, passed.Place, rate.Limit, rate.Place, passed.Target)
            : new(Policed(kind), other.Place, rate.Limit, rate.Place, passed.Target) { PlaceBelow = kind == RouterAlertTreatmentKind.Untouched ? null : passed.Place };
    }

    private static RouterAlertTreatmentKind Policed(RouterAlertTreatmentKind below) => below switch
    {
        RouterAlertTreatmentKind.Queued => RouterAlertTreatmentKind.QueuedPoliced,
        RouterAlertTreatmentKind.Stripped => RouterAlertTreatmentKind.StrippedPoliced,
        RouterAlertTreatmentKind.StrippedBroken => RouterAlertTreatmentKind.StrippedBrokenPoliced,
        _ => RouterAlertTreatmentKind.Policed,
    };

    // What becomes of a packet that comes alone exceeds no limit.
    private static NftOutcome? Least(IEnumerable<NftOutcome> outcomes) => outcomes.MinBy(outcome => Exceeded(outcome).Count());

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
