using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Tests.Policy;

public sealed class RouterAlertPolicyTests
{
    [Fact]
    public void Of_NoRules_ForwardsEverythingUntouched()
    {
        var policy = Policy();

        policy.Rows.ShouldAllBe(row => row.Usual.Kind == RouterAlertTreatmentKind.Untouched && row.Others.IsEmpty);
        policy.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Of_LimitOfItsOwn_IsPolicedAndValue1SlipsPast()
    {
        var policy = Policy($"{Listings.Alert},{Listings.Protocol("\"rsvp\"")},{Listings.Over(50)},{Listings.Drop}");

        var row = policy.Rows.First(row => row is { Protocol: 46, IsIpv6: false });
        (row.Usual.Kind, row.Usual.Limit!.Rate).ShouldBe((RouterAlertTreatmentKind.Policed, 50d));
        row.Others.Select(other => (other.Form, other.Treatment.Kind)).ShouldBe([(RouterAlertForm.OtherValue, RouterAlertTreatmentKind.Untouched)]);
        policy.Rows.Where(row => row.Protocol != 46 || row.IsIpv6).ShouldAllBe(row => row.Usual.Kind == RouterAlertTreatmentKind.Untouched);
        policy.Findings.Select(finding => finding.Text).ShouldBe(["RSVP over IPv4: the rules for the option do not see it with value 1"]);
    }

    [Fact]
    public void Of_FirstOctetAtItsPlace_SeesOtherValuesAndMissesPadding()
    {
        var policy = Policy($$$"""{"match":{"op":">","left":{"payload":{"protocol":"ip","field":"hdrlength"}},"right":5}},{"match":{"op":"==","left":{"payload":{"base":"nh","offset":160,"len":8}},"right":148}},{{{Listings.Drop}}}""");

        policy.Rows.First(row => row is { Protocol: 17, IsIpv6: false }).Others.Select(other => other.Form).ShouldBe([RouterAlertForm.BehindPadding, RouterAlertForm.BehindOption]);
    }

    [Fact]
    public void Of_SharedLimit_IsAFindingOnlyWithAProtocolOfInterest()
    {
        var shared = $"{Listings.Alert},{{\"limit\":\"slow\"}},{Listings.Drop}";

        Policy(shared).Findings.First(finding => finding.Kind == RouterAlertFindingKind.SharedLimit).Section.ShouldContain("RFC 6398, section 5");
        Policy($"{Listings.Alert},{Listings.Protocol("""{"set":["igmp","rsvp"]}""")},{{\"accept\":null}}", shared).Findings
            .ShouldNotContain(finding => finding.Kind == RouterAlertFindingKind.SharedLimit);
    }

    [Fact]
    public void Of_Drop_JudgesProtocolsOfInterestHarder()
    {
        var findings = Policy($"{Listings.Alert},{Listings.Drop}").Findings;

        findings.First(finding => finding.Text.StartsWith("RSVP", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            finding => finding.Kind.ShouldBe(RouterAlertFindingKind.DropsProtocolOfInterest), finding => finding.Section.ShouldBe("RFC 6398, section 4.3"));
        findings.First(finding => finding.Text.StartsWith("UDP", StringComparison.Ordinal)).Kind.ShouldBe(RouterAlertFindingKind.DropsOthers);
    }

    [Fact]
    public void Of_DropWithoutTheOptionToo_IsNoFinding() =>
        Policy($"{Listings.Protocol("\"udp\"")},{Listings.Drop}").Findings.ShouldBeEmpty();

    [Theory]
    [InlineData(37892, RouterAlertTreatmentKind.Stripped)]
    [InlineData(16843009, RouterAlertTreatmentKind.StrippedBroken)]
    public void Of_Rewrite_TellsAWholeChecksumFromABrokenOne(int value, RouterAlertTreatmentKind kind) =>
        Policy($$$"""{{{Listings.Alert}}},{"mangle":{"key":{"payload":{"base":"nh","offset":160,"len":32}},"value":{{{value}}}}}""").Rows
            .First(row => row is { Protocol: 46, IsIpv6: false }).Usual.Kind.ShouldBe(kind);

    [Fact]
    public void Of_UnknownMatch_IsUnclearWhereItDecides()
    {
        var row = Policy("""{"xt":{"type":"match","name":"u32"}},{"queue":{"num":0,"flags":"bypass"}}""").Rows[0];

        (row.Usual.Kind, row.Usual.Detail).ShouldBe((RouterAlertTreatmentKind.Unclear, """{"xt":{"type":"match","name":"u32"}}"""));
        Policy($"{Listings.Alert},{{\"queue\":{{\"num\":4}}}}").Rows.First(found => found is { Protocol: 46, IsIpv6: false }).Usual.ShouldSatisfyAllConditions(
            queued => queued.Kind.ShouldBe(RouterAlertTreatmentKind.Queued), queued => queued.Detail.ShouldBe("4"));
    }

    [Fact]
    public void Of_RawSocketWithoutALimit_IsAFinding() =>
        RouterAlertPolicy.Of(NftRulesetReader.Read(Listings.Of("prerouting")), ["a", "b"], [46, 17], [46], punted: [46]).Findings
            .ShouldContain(finding => finding.Kind == RouterAlertFindingKind.Unlimited && finding.Text.StartsWith("RSVP over IPv4", StringComparison.Ordinal));

    private static RouterAlertPolicy Policy(params string[] rules) =>
        RouterAlertPolicy.Of(NftRulesetReader.Read(Listings.Of("prerouting", rules)), ["a", "b"], [2, 46, 17], [2, 46], punted: []);
}
