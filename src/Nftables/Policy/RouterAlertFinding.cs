using System.Collections.Immutable;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Nftables.Policy;

public enum RouterAlertFindingKind
{
    /// <summary>The option is taken out in a way that makes the next router drop the packet.</summary>
    BreaksChecksum,

    /// <summary>A protocol of interest is dropped.</summary>
    DropsProtocolOfInterest,

    /// <summary>Protocols nobody declared an interest in are dropped because of the option.</summary>
    DropsOthers,

    /// <summary>A protocol of interest shares its bucket with others, which can starve it.</summary>
    SharedLimit,

    /// <summary>A rule gives packets to a queue to which nobody listens: they are lost.</summary>
    DeadQueue,

    /// <summary>A program takes packets out of forwarding whose protocol nobody declared an interest in.</summary>
    Intercepted,

    /// <summary>Packets may reach a program of this router at any rate.</summary>
    Unlimited,

    /// <summary>A form of the option passes by the rules for its usual form.</summary>
    SlipsPast,

    /// <summary>The option is taken out.</summary>
    Strips,

    /// <summary>Something that decides is not known here.</summary>
    Unclear,
}

/// <summary>A judgement about a policy.</summary>
/// <param name="Kind">In a word.</param>
/// <param name="Section">What it rests on.</param>
/// <param name="Text">What was found, and where.</param>
public sealed record RouterAlertFinding(RouterAlertFindingKind Kind, string Section, string Text);

/// <summary>Judges a policy by RFC 6398 and the draft before it.</summary>
internal static class RouterAlertFindings
{
    private const string Provider = "RFC 6398, section 4.3";
    private const string Implementation = "RFC 6398, section 5";
    private const string Granularity = "RFC 6398, sections 3 and 5";
    private const string LastResort = "RFC 6398, section 4.3; draft-rahman-rtg-router-alert-considerations-01, section 3.2";
    private const string PerProtocol = "RFC 6398, section 3; draft-rahman-rtg-router-alert-considerations-01, section 4.2";

    public static ImmutableArray<RouterAlertFinding> Of(ImmutableArray<RouterAlertRow> rows, IReadOnlyList<AuditProtocol> ofInterest, PuntSnapshot punts) =>
    [
        .. Each(rows, row => row.Usual.Kind is RouterAlertTreatmentKind.StrippedBroken or RouterAlertTreatmentKind.StrippedBrokenPoliced, RouterAlertFindingKind.BreaksChecksum, "RFC 791, section 3.1", row =>
            $"{Name(row)}: {row.Usual.Decider} takes the option out and leaves a wrong checksum; the next router drops the packet"),
        .. Each(rows, row => IsDropped(row) && ofInterest.Contains(row.Protocol), RouterAlertFindingKind.DropsProtocolOfInterest, Provider, row =>
            $"{Name(row)}, a protocol of interest, is dropped by {row.Usual.Place}: dropping is the last resort of a provider without other means"),
        .. Each(rows, row => IsDropped(row) && !ofInterest.Contains(row.Protocol), RouterAlertFindingKind.DropsOthers, Implementation, row =>
            $"{Name(row)} is dropped by {row.Usual.Place} because of the option; a packet of a protocol that is of no interest should be forwarded like any other"),
        .. Shared(rows, ofInterest),
        .. Each(rows, row => row.Usual.IsDeadQueue, RouterAlertFindingKind.DeadQueue, Implementation, row =>
            $"{Name(row)} is given to queue {row.Usual.Detail} by {row.Usual.Place}, and nobody listens to it: it is dropped"),
        .. Each(rows, row => !ofInterest.Contains(row.Protocol) && IsArriving(row) && Takers(punts, row).Length > 0, RouterAlertFindingKind.Intercepted, Implementation, row =>
            $"{Name(row)} is taken out of forwarding by {Takers(punts, row)}; a packet of a protocol that is of no interest should be forwarded like any other"),
        .. Each(rows, row => !ofInterest.Contains(row.Protocol) && row.Usual.IsQueued, RouterAlertFindingKind.Intercepted, Implementation, row =>
            $"{Name(row)} is handed to {Queue(row)} by {row.Usual.Decider}; a packet of a protocol that is of no interest should be forwarded like any other"),
        .. Each(rows, row => row.IsIpv6 && IsArriving(row) && TakersByValue(punts).Length > 0, RouterAlertFindingKind.Intercepted, Implementation, _ =>
            $"IPv6 packets are taken out of forwarding by {TakersByValue(punts)}, which asks for a value of the option whatever the protocol is; those of protocols that are of no interest should be forwarded like any other"),
        .. Each(rows, row => row.Usual.Kind == RouterAlertTreatmentKind.Queued, RouterAlertFindingKind.Unlimited, Implementation, row =>
            $"{Name(row)} may reach {Queue(row)} at any rate: no rule limits it"),
        .. Each(rows, row => IsOpen(row.Arriving) && Listeners(punts, row).Length > 0, RouterAlertFindingKind.Unlimited, Implementation, row =>
            $"{Name(row)} may reach {Listeners(punts, row)} at any rate: no rule before the hook forward limits it"),
        .. SlipsPast(rows, row => row.Others, Implementation, row => $"{Name(row)}: the rules for the option do not see it ", RouterAlertWords.Of),
        // Whoever sends packets says of what class they are.
        .. SlipsPast(rows, row => row.Classes, Granularity, row => $"{Name(row)}: the rules for the option let a part of it pass: ", part => part.ToString()),
        .. Each(rows, row => row.Usual.Kind is RouterAlertTreatmentKind.Stripped or RouterAlertTreatmentKind.StrippedPoliced, RouterAlertFindingKind.Strips, LastResort, row =>
            $"{Name(row)} goes on without the option: what customers run over this network cannot rely on it"),
        .. Each(rows, row => row.Usual.Kind == RouterAlertTreatmentKind.Unclear, RouterAlertFindingKind.Unclear, "nft(8)", row =>
            $"{Name(row)}: what {row.Usual.Place} does cannot be said from its listing: {row.Usual.Detail}"),
    ];

    // Packets that are dropped without the option too are dropped for another reason.
    private static bool IsDropped(RouterAlertRow row) => row.Treatment == RouterAlertTreatmentKind.Dropped && !row.Usual.IsDeadQueue;

    // A socket takes packets before the hook forward, so that nothing but the rules before it counts.
    private static bool IsArriving(RouterAlertRow row) => row.Arriving.Kind is not (RouterAlertTreatmentKind.Dropped or RouterAlertTreatmentKind.DroppedAnyway);

    private static bool IsOpen(RouterAlertTreatment treatment) => treatment.Kind is RouterAlertTreatmentKind.Untouched or RouterAlertTreatmentKind.Queued;

    // Those that certainly take it: which values an IPv6 socket takes is not known.
    private static string Takers(PuntSnapshot punts, RouterAlertRow row) =>
        PuntWords.Programs(punts.Sockets.Where(socket => Takes(socket, row) && socket.RouterAlert == RouterAlertAnswer.Yes && !socket.TakesAnyProtocol));

    private static string TakersByValue(PuntSnapshot punts) => PuntWords.Programs(punts.Sockets.Where(socket => socket.TakesAnyProtocol && socket.RouterAlert == RouterAlertAnswer.Yes));

    private static string Queue(RouterAlertRow row) => $"the program behind queue {row.Usual.Detail.Replace(" bypass", "", StringComparison.Ordinal)}";

    private static string Listeners(PuntSnapshot punts, RouterAlertRow row) => PuntWords.Programs(punts.Sockets.Where(socket => Takes(socket, row) && socket.RouterAlert != RouterAlertAnswer.No));

    private static bool Takes(PuntSocket socket, RouterAlertRow row) =>
        socket.Socket.IsIpv6 == row.IsIpv6 && (socket.TakesAnyProtocol || (!row.IsIpv6 && socket.Socket.Protocol == row.Protocol.Number));

    private static IEnumerable<RouterAlertFinding> Each(
        ImmutableArray<RouterAlertRow> rows, Func<RouterAlertRow, bool> holds, RouterAlertFindingKind kind, string section, Func<RouterAlertRow, string> text) =>
        rows.Where(holds).Select(text).Distinct(StringComparer.Ordinal).Select(found => new RouterAlertFinding(kind, section, found));

    private static IEnumerable<RouterAlertFinding> Shared(ImmutableArray<RouterAlertRow> rows, IReadOnlyList<AuditProtocol> ofInterest) =>
        from row in rows
        where row.Usual.Bucket is not null
        group row by row.Usual.Bucket into bucket
        let names = bucket.Select(Name).Distinct(StringComparer.Ordinal).ToList()
        where bucket.Select(row => row.Protocol).Distinct().Count() > 1 && bucket.Any(row => ofInterest.Contains(row.Protocol))
        select new RouterAlertFinding(
            RouterAlertFindingKind.SharedLimit, PerProtocol, $"{string.Join(", ", names)} share the limit of {bucket.First().Usual.LimitPlace}: a flood of one starves the others, protocols of interest among them");

    private static IEnumerable<RouterAlertFinding> SlipsPast<T>(
        ImmutableArray<RouterAlertRow> rows,
        Func<RouterAlertRow, ImmutableArray<(T What, RouterAlertTreatment Treatment)>> otherwise,
        string section,
        Func<RouterAlertRow, string> text,
        Func<T, string> name) => Each(
        rows,
        row => row.Usual.Kind is not RouterAlertTreatmentKind.Untouched && otherwise(row).Any(IsPassing),
        RouterAlertFindingKind.SlipsPast,
        section,
        row => text(row) + string.Join(", ", otherwise(row).Where(IsPassing).Select(other => name(other.What))));

    private static bool IsPassing<T>((T What, RouterAlertTreatment Treatment) other) => other.Treatment.Kind == RouterAlertTreatmentKind.Untouched;

    private static string Name(RouterAlertRow row) => $"{row.Protocol} over {(row.IsIpv6 ? "IPv6" : "IPv4")}";
}
