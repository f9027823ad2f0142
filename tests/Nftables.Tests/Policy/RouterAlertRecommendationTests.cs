using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Nftables.Tests.Evaluation;
using RouterAlertAssurance.Packets.Punting;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Nftables.Tests.Policy;

public sealed class RouterAlertRecommendationTests
{
    private const int Flood = 400;

    [Fact]
    public void Of_Loaded_IsJudgedWithoutFindingsAndPolicesByProtocolInTheKernel()
    {
        Requirement.Root();
        Requirement.Command("nft", "nftables");
        using var network = new RouterNamespaces();
        var ruleset = NftRulesetReader.Read(network.Load(RouterAlertRecommendation.Of(AuditProtocol.UsuallyOfInterest)));
        var punts = new PuntSnapshot([new(new(false, 46, 1, 3, 0), RouterAlertAnswer.Yes, new(1, 3, "rsvpd"))], [], []);
        var policy = RouterAlertPolicy.Of(ruleset, ["r0", "r1"], AuditProtocol.Usual, AuditProtocol.UsuallyOfInterest, punts);

        policy.Findings.ShouldBeEmpty();
        policy.Rows.ShouldAllBe(row => row.Treatment == RouterAlertTreatmentKind.Policed && row.Others.All(other => other.Treatment.Kind == RouterAlertTreatmentKind.Policed));
        policy.Buckets.Values.Where(bucket => bucket.Overlaps(AuditProtocol.UsuallyOfInterest)).ShouldAllBe(bucket => bucket.Count == 1);

        // A flood of one protocol leaves the others their share.
        var alerts = AuditPacket.Set(AuditProtocol.Usual).Where(packet => packet.Form == RouterAlertForm.Usual).ToList();
        foreach (var isIpv6 in (bool[])[false, true])
        {
            var flood = alerts.First(packet => packet.IsIpv6 == isIpv6 && packet.Protocol.Number == 17).Octets;
            network.SendMany(flood, Flood).ShouldBeInRange(20, Flood / 2);
            network.SendMany(alerts.First(packet => packet.IsIpv6 == isIpv6 && packet.Protocol.Number == 253).Octets, Flood).ShouldBeLessThan(20);
            network.Send(alerts.First(packet => packet.IsIpv6 == isIpv6 && packet.Protocol.Number == 46).Octets).ShouldNotBeNull();
        }

        var counted = NftRulesetReader.Read(network.Run("nft", "-j", "list", "ruleset"));
        var dropping = policy.Rows.First(row => row is { IsIpv6: false, Protocol.Number: 17 }).Usual.Place.ShouldNotBeNull();
        new RuleCounters(counted).Of(dropping).ShouldNotBeNull().Packets.ShouldBeGreaterThan(Flood / 2);
    }

    [Fact]
    public void Of_AnyProtocols_IsAcceptedByNft()
    {
        Requirement.Root();
        Requirement.Command("nft", "nftables");
        using var network = new RouterNamespaces();

        network.Load(RouterAlertRecommendation.Of([new(58), new(1), new(2), AuditProtocol.Mld, new(253)])).ShouldContain(RouterAlertRecommendation.Table);
        network.Load(RouterAlertRecommendation.Of([])).ShouldContain(RouterAlertRecommendation.Table);
    }
}
