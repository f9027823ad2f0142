using System.Collections.Frozen;
using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>What a ruleset does to forwarded packets with Router Alert of one protocol.</summary>
/// <param name="Input">The interface they come in by.</param>
/// <param name="Output">The interface they go out by.</param>
/// <param name="IsIpv6">Their family.</param>
/// <param name="Protocol">Their protocol.</param>
/// <param name="Usual">What becomes of the option's usual form.</param>
/// <param name="Arriving">What becomes of it before a program can take it.</param>
/// <param name="Plain">What becomes of the same packets without the option.</param>
/// <param name="Others">What becomes of its other forms, where that is something else and the kernel does not drop them by itself.</param>
/// <param name="Classes">What becomes of parts of the protocol, where that is something else.</param>
public sealed record RouterAlertRow(
    string Input,
    string Output,
    bool IsIpv6,
    AuditProtocol Protocol,
    RouterAlertTreatment Usual,
    RouterAlertTreatment Arriving,
    RouterAlertTreatment Plain,
    ImmutableArray<(RouterAlertForm Form, RouterAlertTreatment Treatment)> Others,
    ImmutableArray<(AuditClass Class, RouterAlertTreatment Treatment)> Classes)
{
    /// <summary>What becomes of the option's usual form, in a word.</summary>
    public RouterAlertTreatmentKind Treatment => Usual.Kind == RouterAlertTreatmentKind.Dropped && !Usual.IsDeadQueue && Plain.Kind == RouterAlertTreatmentKind.Dropped
        ? RouterAlertTreatmentKind.DroppedAnyway
        : Usual.Kind;

    /// <summary><c>ipv4</c> or <c>ipv6</c>.</summary>
    public string Family => IpFamilyNames.Key(IsIpv6);
}

/// <summary>A router's policy on Router Alert, worked out of its ruleset by trying packets on it.</summary>
/// <param name="Rows">By interfaces, family and protocol.</param>
/// <param name="Findings">What RFC 6398 has to say about it, the gravest first.</param>
public sealed record RouterAlertPolicy(ImmutableArray<RouterAlertRow> Rows, ImmutableArray<RouterAlertFinding> Findings)
{
    /// <summary>The protocols that share each limit (<see cref="RouterAlertTreatment.Bucket"/>).</summary>
    public FrozenDictionary<string, ImmutableHashSet<AuditProtocol>> Buckets { get; } = Rows.Where(row => row.Usual.Bucket is not null)
        .GroupBy(row => row.Usual.Bucket!, row => row.Protocol, StringComparer.Ordinal).ToFrozenDictionary(bucket => bucket.Key, bucket => bucket.ToImmutableHashSet(), StringComparer.Ordinal);

    /// <summary>Works the policy out.</summary>
    /// <param name="ruleset">The router's ruleset.</param>
    /// <param name="interfaces">Its interfaces; packets are tried from each to each other one, or between others that the rules treat alike.</param>
    /// <param name="protocols">The protocols to try.</param>
    /// <param name="ofInterest">Those of them that the router is meant to protect.</param>
    /// <param name="punts">The programs that take packets out of forwarding, as far as they are known.</param>
    public static RouterAlertPolicy Of(
        NftRuleset ruleset, IReadOnlyList<string> interfaces, IReadOnlyList<AuditProtocol> protocols, IReadOnlyList<AuditProtocol> ofInterest, PuntSnapshot punts)
    {
        ArgumentNullException.ThrowIfNull(punts);
        var evaluator = new NftEvaluator(ruleset, punts.ListenedQueues);
        var classes = new AuditClasses(ruleset);
        var packets = AuditPacket.Set(protocols).GroupBy(packet => (packet.IsIpv6, packet.Protocol))
            .Select(same => new PacketsOfOne(same.ToDictionary(packet => packet.Form), [.. classes.Of(same.Key.Protocol, same.Key.IsIpv6).Select(part => (part, AuditPacket.Of(same.Key.IsIpv6, same.Key.Protocol, part)))]))
            .ToList();
        ImmutableArray<RouterAlertRow> rows =
        [
            .. from alike in new InterfaceClasses(ruleset, interfaces).Pairs()
               let tried = packets.Select(one => Row(evaluator, alike.Input, alike.Output, one)).ToList()
               from pair in alike.Pairs
               from row in tried
               select row with { Input = pair.Input, Output = pair.Output },
        ];
        return new(rows, RouterAlertFindings.Of(rows, ofInterest, punts));
    }

    /// <summary>The same policy, judged for other protocols of interest.</summary>
    /// <param name="ofInterest">Those that the router is meant to protect.</param>
    /// <param name="punts">The programs that take packets out of forwarding, as far as they are known.</param>
    public RouterAlertPolicy JudgedFor(IReadOnlyList<AuditProtocol> ofInterest, PuntSnapshot punts) => this with { Findings = RouterAlertFindings.Of(Rows, ofInterest, punts) };

    private static RouterAlertRow Row(NftEvaluator evaluator, string input, string output, PacketsOfOne packets)
    {
        var any = packets.Forms[RouterAlertForm.Usual];
        var usual = Treat(any);
        return new(
            input,
            output,
            any.IsIpv6,
            any.Protocol,
            usual,
            RouterAlertTreatment.OfArriving(evaluator, new NftPacket(any.Octets, input, output)),
            Treat(packets.Forms[RouterAlertForm.None]),
            Otherwise(packets.Forms.Where(pair => pair.Key is not (RouterAlertForm.Usual or RouterAlertForm.None)).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))),
            Otherwise(packets.Classes));

        RouterAlertTreatment Treat(AuditPacket packet) => RouterAlertTreatment.Of(evaluator, new NftPacket(packet.Octets, input, output));

        ImmutableArray<(T What, RouterAlertTreatment Treatment)> Otherwise<T>(IEnumerable<(T What, AuditPacket Packet)> tried) =>
        [
            .. from one in tried
               let treatment = Treat(one.Packet)
               where treatment.Kind != RouterAlertTreatmentKind.DroppedAnyway && (treatment.Kind, treatment.Bucket) != (usual.Kind, usual.Bucket)
               select (one.What, treatment),
        ];
    }

    // The packets of one protocol and family that a ruleset is tried with.
    private sealed record PacketsOfOne(Dictionary<RouterAlertForm, AuditPacket> Forms, ImmutableArray<(AuditClass Class, AuditPacket Packet)> Classes);
}
