using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Nftables.Tests.Evaluation;

/// <summary>The evaluator says of every packet what the kernel does with it: rulesets loaded into a router of its own, packets sent through.</summary>
public sealed class KernelAgreementTests
{
    private static readonly string[] Rulesets =
    [
        "",
        """
        table inet t {
          chain c { type filter hook prerouting priority -300; policy accept;
            ip option ra exists drop
            ip6 nexthdr 0 @nh,336,16 0x0502 drop
          }
        }
        """,
        """
        table inet t {
          set interesting { type inet_proto; elements = { 2, 46 } }
          chain c { type filter hook prerouting priority -300; policy accept;
            ip hdrlength > 5 @nh,160,8 0x94 meta l4proto != @interesting drop
            exthdr hbh exists meta l4proto != { 46, 58 } drop
          }
        }
        """,
        """
        table ip strip {
          chain c { type filter hook forward priority 0; policy accept;
            ip option ra exists @nh,160,32 set 0x00009404
          }
        }
        table ip6 strip6 {
          chain c { type filter hook forward priority 0; policy accept;
            ip6 nexthdr 0 @nh,336,16 0x0502 @nh,336,32 set 0x01020000
          }
        }
        """,
        """
        table inet t {
          limit slow { rate over 1/minute burst 100 packets
          }
          chain c { type filter hook prerouting priority -300; policy accept;
            ip option ra exists meta l4proto 46 limit name "slow" counter drop
            ip option ra exists ip protocol vmap { 17 : jump datagrams, 113 : drop, 253 : goto rest }
            iifname "r0" ip option rr exists drop
          }
          chain datagrams {
            ip daddr 198.51.100.0/24 udp dport 32769 counter return
            drop
          }
          chain rest {
            oifname "r1" drop
            ip ttl > 63 accept
          }
          chain forwarding { type filter hook forward priority 0; policy drop;
            meta l4proto { tcp, udp, rsvp } iifname "r*" accept
            ip saddr 192.0.2.0-192.0.2.9 meta l4proto 253 accept
            meta nfproto ipv6 tcp flags & syn == syn accept
          }
        }
        table netdev n {
          chain i { type filter hook ingress device r0 priority 0; policy accept;
            meta protocol ip ip protocol igmp ip option ra exists drop
          }
        }
        """,
    ];

    // By the session of RSVP, by port, and by the option's value.
    private const string ByClass = """
        table inet t {
          set noisy { type inet_service; flags interval; elements = { 5000, 6000-6010 } }
          chain c { type filter hook prerouting priority -300; policy accept;
            ip option ra exists meta l4proto 46 @th,88,8 7 drop
            ip6 nexthdr 0 @nh,336,16 0x0502 meta l4proto 46 @th,88,8 10 drop
            ip option ra exists udp dport @noisy drop
            meta l4proto tcp th dport vmap { 80 : drop, 5001 : accept }
            meta nfproto ipv4 @nh,160,16 0x9404 @nh,176,16 35 drop
            ip option ra value 37 drop
            exthdr hbh exists @nh,352,16 36 drop
          }
        }
        """;

    private static readonly AuditProtocol[] Protocols = [new(2), new(46), new(113), new(17), new(6), AuditProtocol.Mld, new(253)];

    [Fact]
    public void Forward_EveryPacketOfTheSet_EndsAsInTheKernel()
    {
        Requirement.Root();
        Requirement.Command("nft", "nftables");
        using var network = new RouterNamespaces();
        var differences = new List<string>();
        foreach (var text in Rulesets)
        {
            var evaluator = new NftEvaluator(NftRulesetReader.Read(network.Load(text)));
            differences.AddRange(AuditPacket.Set(Protocols).Select(packet => Difference(evaluator, network, packet)).OfType<string>().Select(difference => $"{text}: {difference}"));
        }

        differences.ShouldBeEmpty();
    }

    [Fact]
    public void Forward_EveryClass_EndsAsInTheKernel()
    {
        Requirement.Root();
        Requirement.Command("nft", "nftables");
        using var network = new RouterNamespaces();
        var ruleset = NftRulesetReader.Read(network.Load(ByClass));
        var evaluator = new NftEvaluator(ruleset);
        var classes = new AuditClasses(ruleset);
        var tried = (
            from protocol in Protocols
            from isIpv6 in (bool[])[false, true]
            where isIpv6 ? protocol.IsOfIpv6 : protocol.IsOfIpv4
            from part in classes.Of(protocol, isIpv6)
            select (Class: part, Packet: AuditPacket.Of(isIpv6, protocol, part))).ToList();

        tried.Select(one => Difference(evaluator, network, one.Packet) is { } difference ? $"{one.Class}: {difference}" : null).OfType<string>().ShouldBeEmpty();
        tried.Where(one => evaluator.Forward(new NftPacket(one.Packet.Octets, "r0", "r1")).All(outcome => outcome.End == NftEnd.Dropped))
            .Select(one => $"{one.Packet.Protocol.Key} {(one.Packet.IsIpv6 ? "ipv6" : "ipv4")} {one.Class}").Order(StringComparer.Ordinal).ShouldBe(
            [
                "igmp ipv4 with value 35", "mld ipv6 with value 36", "pgm ipv4 with value 35", "pgm ipv6 with value 36",
                "protocol-253 ipv4 with value 35", "protocol-253 ipv6 with value 36", "rsvp ipv4 RSVP-TE", "rsvp ipv4 with value 35",
                "rsvp ipv6 aggregated RSVP", "rsvp ipv6 with value 36", "tcp ipv4 to port 80", "tcp ipv4 with value 35", "tcp ipv6 to port 80",
                "tcp ipv6 with value 36", "udp ipv4 to port 5000", "udp ipv4 to port 6000", "udp ipv4 with value 35", "udp ipv6 with value 36",
            ]);
    }

    private static string? Difference(NftEvaluator evaluator, RouterNamespaces network, AuditPacket packet)
    {
        var expected = evaluator.Forward(new NftPacket(packet.Octets, "r0", "r1"))
            .Single(outcome => outcome.Conditions.All(condition => condition is NftRateCondition { IsExceeded: false }));
        var arrived = network.Send(packet.Octets);
        var (said, saw) = (expected.End == NftEnd.Forwarded ? Form(expected.Packet.Octets) : "dropped", arrived is null ? "dropped" : Form(arrived));
        return said == saw ? null : $"{(packet.IsIpv6 ? "IPv6" : "IPv4")} {packet.Protocol} {packet.Form}: here {said} ({expected.Place}), in the kernel {saw}";
    }

    private static string Form(byte[] octets)
    {
        Dissector.Dissect(LinkType.Raw, octets, octets.Length, out var found);
        return found.RouterAlert.ToString();
    }
}
