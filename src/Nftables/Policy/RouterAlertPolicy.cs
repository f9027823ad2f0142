using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>What a ruleset does to forwarded packets with Router Alert of one protocol.</summary>
/// <param name="Input">The interface they come in by.</param>
/// <param name="Output">The interface they go out by.</param>
/// <param name="IsIpv6">Their family.</param>
/// <param name="Protocol">Number of their transport protocol.</param>
/// <param name="Usual">What becomes of the option's usual form.</param>
/// <param name="Plain">What becomes of the same packets without the option.</param>
/// <param name="Others">What becomes of its other forms, where that is something else.</param>
public sealed record RouterAlertRow(
    string Input,
    string Output,
    bool IsIpv6,
    int Protocol,
    RouterAlertTreatment Usual,
    RouterAlertTreatment Plain,
    ImmutableArray<(RouterAlertForm Form, RouterAlertTreatment Treatment)> Others);

/// <summary>A router's policy on Router Alert, worked out of its ruleset by trying packets on it.</summary>
/// <param name="Rows">By interfaces, family and protocol.</param>
/// <param name="Findings">What RFC 6398 has to say about it, the gravest first.</param>
public sealed record RouterAlertPolicy(ImmutableArray<RouterAlertRow> Rows, ImmutableArray<RouterAlertFinding> Findings)
{
    /// <summary>Works the policy out.</summary>
    /// <param name="ruleset">The router's ruleset.</param>
    /// <param name="interfaces">Its interfaces; packets are tried from each to each other one.</param>
    /// <param name="protocols">The protocols to try.</param>
    /// <param name="ofInterest">Those of them that the router is meant to protect.</param>
    /// <param name="punted">Those that a program of the router may take in (raw sockets); none where that is not known.</param>
    public static RouterAlertPolicy Of(
        NftRuleset ruleset, IReadOnlyList<string> interfaces, IReadOnlyList<int> protocols, IReadOnlyList<int> ofInterest, IReadOnlyList<int> punted)
    {
        ArgumentNullException.ThrowIfNull(interfaces);
        var (evaluator, packets) = (new NftEvaluator(ruleset), AuditPacket.Set(protocols));
        ImmutableArray<RouterAlertRow> rows =
        [
            .. from input in interfaces
               from output in interfaces
               where input != output
               from same in packets.GroupBy(packet => (packet.IsIpv6, packet.Protocol))
               select Row(evaluator, input, output, same.ToDictionary(packet => packet.Form)),
        ];
        return new(rows, RouterAlertFindings.Of(rows, ofInterest, punted));
    }

    private static RouterAlertRow Row(NftEvaluator evaluator, string input, string output, Dictionary<RouterAlertForm, AuditPacket> packets)
    {
        var (usual, plain) = (Treat(RouterAlertForm.Usual), Treat(RouterAlertForm.None));
        var any = packets[RouterAlertForm.Usual];
        return new(
            input,
            output,
            any.IsIpv6,
            any.Protocol,
            usual,
            plain,
            [
                .. from form in packets.Keys.Order()
                   where form is not (RouterAlertForm.Usual or RouterAlertForm.None)
                   let treatment = Treat(form)
                   where (treatment.Kind, treatment.Bucket) != (usual.Kind, usual.Bucket)
                   select (form, treatment),
            ]);

        RouterAlertTreatment Treat(RouterAlertForm form) => RouterAlertTreatment.Of(evaluator, new NftPacket(packets[form].Octets, input, output));
    }
}
