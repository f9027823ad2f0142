using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Nftables.Tests.Policy;

public sealed class RouterAlertPolicyTests
{
    // Four octets where the first option is; what is written follows.
    private const string Strip = """{"mangle":{"key":{"payload":{"base":"nh","offset":160,"len":32}},"value": """;

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

        var row = policy.Rows.First(row => row is { Protocol.Number: 46, IsIpv6: false });
        (row.Usual.Kind, row.Usual.Limit!.Rate).ShouldBe((RouterAlertTreatmentKind.Policed, 50d));
        row.Others.Select(other => (other.Form, other.Treatment.Kind)).ShouldBe([(RouterAlertForm.OtherValue, RouterAlertTreatmentKind.Untouched)]);
        policy.Rows.Where(row => row.Protocol.Number != 46 || row.IsIpv6).ShouldAllBe(row => row.Usual.Kind == RouterAlertTreatmentKind.Untouched);
        policy.Findings.Select(finding => finding.Text).ShouldBe(["RSVP over IPv4: the rules for the option do not see it with another value"]);
    }

    [Fact]
    public void Of_FirstOctetAtItsPlace_SeesOtherValuesAndMissesPadding()
    {
        var policy = Policy($$$"""{"match":{"op":">","left":{"payload":{"protocol":"ip","field":"hdrlength"}},"right":5}},{"match":{"op":"==","left":{"payload":{"base":"nh","offset":160,"len":8}},"right":148}},{{{Listings.Drop}}}""");

        policy.Rows.First(row => row is { Protocol.Number: 17, IsIpv6: false }).Others.Select(other => other.Form).ShouldBe([RouterAlertForm.BehindPadding, RouterAlertForm.BehindOption]);
    }

    [Fact]
    public void Of_RulesForFragmentsAndPlaces_TellEveryFormThatIsTreatedOtherwise()
    {
        var policy = Policy(
            $$$"""{{{Listings.Alert}}},{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"frag-off"}},"right":8192}},{"accept":null}""",
            $"{Listings.Alert},{Listings.Drop}",
            $$$"""{"match":{"op":"==","left":{"payload":{"protocol":"ip6","field":"nexthdr"}},"right":0}},{"match":{"op":"==","left":{"payload":{"base":"nh","offset":336,"len":16}},"right":1282}},{"match":{"op":"!=","left":{"payload":{"base":"nh","offset":384,"len":8}},"right":46}},{{{Listings.Drop}}}""");

        policy.Rows.First(row => row is { Protocol.Number: 17, IsIpv6: false }).Others.Select(other => other.Form).ShouldBe([RouterAlertForm.OtherValue, RouterAlertForm.FirstFragment]);
        policy.Rows.First(row => row is { Protocol.Number: 17, IsIpv6: true }).Others.Select(other => other.Form).ShouldBe([RouterAlertForm.BehindPadding, RouterAlertForm.BehindOption]);
        policy.Rows.First(row => row is { Protocol.Number: 46, IsIpv6: true }).Others.Select(other => other.Form)
            .ShouldBe([RouterAlertForm.BehindPadding, RouterAlertForm.BehindOption, RouterAlertForm.FirstFragment, RouterAlertForm.LaterFragment]);
    }

    // Where the kernel reads options a rule has not seen them yet, or has.
    [Fact]
    public void Of_WhatTheKernelDropsByItself_IsTheTreatmentOfNoRule()
    {
        const string octet = """{"match":{"op":"==","left":{"payload":{"base":"nh","offset":160,"len":8}},"right":148}}""";
        RouterAlertForm[] Others(string hook) => [.. RouterAlertPolicy.Of(NftRulesetReader.Read(Listings.Of(hook, $"{Listings.Alert},{Listings.Drop}", $"{octet},{{\"queue\":{{\"num\":4}}}}")), ["a", "b"], [new(46)], [], PuntSnapshot.None)
            .Rows.First(row => !row.IsIpv6).Others.Select(other => other.Form)];

        Others("prerouting").ShouldBe([RouterAlertForm.OtherValue, RouterAlertForm.ShortLength]);
        Others("forward").ShouldBe([RouterAlertForm.OtherValue]);
    }

    [Fact]
    public void Of_LimitsInsideAProtocol_AreToldByClass()
    {
        const string tunnel = """{"match":{"op":"==","left":{"payload":{"base":"th","offset":88,"len":8}},"right":7}}""";
        const string port = """{"match":{"op":"==","left":{"payload":{"protocol":"udp","field":"dport"}},"right":{"set":[5000,6000]}}}""";
        var policy = Policy(
            $"{Listings.Alert},{Listings.Protocol("\"rsvp\"")},{tunnel},{Listings.Over(20)},{Listings.Drop}",
            $"{Listings.Alert},{Listings.Protocol("\"rsvp\"")},{tunnel},{{\"accept\":null}}",
            $"{Listings.Alert},{Listings.Protocol("\"rsvp\"")},{Listings.Over(50)},{Listings.Drop}",
            $"{Listings.Alert},{Listings.Protocol("\"udp\"")},{port},{{\"accept\":null}}",
            $"{Listings.Alert},{Listings.Protocol("\"udp\"")},{Listings.Drop}");

        var lines = RouterAlertLine.Of(policy);

        lines.First(line => line is { Protocol.Number: 46, Family: "ipv4" }).ShouldSatisfyAllConditions(
            line => line.PacketsPerSecond.ShouldBe(50), line => line.Classes.ShouldBe("RSVP-TE: policed to 20/s"));
        lines.First(line => line is { Protocol.Number: 17, Family: "ipv4" }).ShouldSatisfyAllConditions(
            line => line.Treatment.ShouldBe(RouterAlertTreatmentKind.Dropped), line => line.Classes.ShouldBe("to port 5000, to port 6000: forwarded untouched"));
        lines.First(line => line is { Protocol.Number: 2 }).Classes.ShouldBeEmpty();
        policy.Findings.ShouldContain(new RouterAlertFinding(
            RouterAlertFindingKind.SlipsPast, "RFC 6398, sections 3 and 5", "UDP over IPv4: the rules for the option let a part of it pass: to port 5000, to port 6000"));
    }

    // What goes on behind them depends on what came before, which no listing tells.
    [Theory]
    [InlineData("""{"meter":{"name":"m","key":{"payload":{"protocol":"ip","field":"saddr"}},"stmt":{"limit":{"rate":10,"per":"second","inv":true}}}}""")]
    [InlineData("""{"ct count":{"val":20,"inv":true}}""")]
    public void Of_StateThatIsNotListed_IsUnclear(string statement) =>
        Policy($"{Listings.Alert},{Listings.Protocol("\"rsvp\"")},{statement},{Listings.Drop}").Rows.First(row => row is { Protocol.Number: 46, IsIpv6: false }).Usual.Kind
            .ShouldBe(RouterAlertTreatmentKind.Unclear);

    [Fact]
    public void Of_SharedLimit_IsAFindingOnlyWithAProtocolOfInterest()
    {
        var shared = $"{Listings.Alert},{{\"limit\":\"slow\"}},{Listings.Drop}";

        Policy(shared).Findings.First(finding => finding.Kind == RouterAlertFindingKind.SharedLimit).Section.ShouldStartWith("RFC 6398, section 3; ");
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
        Policy($"{Listings.Alert},{Strip}{value}}}}}").Rows
            .First(row => row is { Protocol.Number: 46, IsIpv6: false }).Usual.Kind.ShouldBe(kind);

    // What is below the limit is told as well as that there is one.
    [Theory]
    [InlineData("""{"queue":{"num":4}}""", true, RouterAlertTreatmentKind.QueuedPoliced, "rule 10 of chain inet t c; rule 11 of chain inet t c", 50)]
    [InlineData("""{"queue":{"num":4}}""", false, RouterAlertTreatmentKind.QueuedLimited, "rule 10 of chain inet t c", 50)]
    [InlineData(Strip + "37892}}", true, RouterAlertTreatmentKind.StrippedPoliced, "rule 10 of chain inet t c; rule 11 of chain inet t c", 50)]
    [InlineData(Strip + "16843009}}", true, RouterAlertTreatmentKind.StrippedBrokenPoliced, "rule 10 of chain inet t c; rule 11 of chain inet t c", 50)]
    [InlineData("""{"accept":null}""", true, RouterAlertTreatmentKind.Policed, "rule 10 of chain inet t c", 50)]
    public void Of_LimitBeforeSomethingElse_TellsBoth(string then, bool isPoliced, RouterAlertTreatmentKind kind, string place, double rate)
    {
        var policy = isPoliced
            ? Policy($"{Listings.Alert},{Listings.Protocol("46")},{Listings.Over(50)},{Listings.Drop}", $"{Listings.Alert},{Listings.Protocol("46")},{then}")
            : Policy($$$"""{{{Listings.Alert}}},{{{Listings.Protocol("46")}}},{"limit":{"rate":50,"burst":5,"per":"second"}},{{{then}}}""");

        RouterAlertLine.Of(policy).First(line => line is { Protocol.Number: 46, Family: "ipv4" })
            .ShouldSatisfyAllConditions(line => line.Treatment.ShouldBe(kind), line => line.Place.ShouldBe(place), line => line.PacketsPerSecond.ShouldBe(rate));
        policy.Findings.ShouldNotContain(finding => finding.Kind == RouterAlertFindingKind.Unlimited);
    }

    // A packet that comes alone is lost, whatever passes beyond the rate.
    [Fact]
    public void Of_DropBelowALimit_IsDropped() =>
        Policy($$$"""{{{Listings.Alert}}},{{{Listings.Protocol("46")}}},{"limit":{"rate":50,"burst":5,"per":"second"}},{{{Listings.Drop}}}""").Rows
            .First(row => row is { Protocol.Number: 46, IsIpv6: false }).Treatment.ShouldBe(RouterAlertTreatmentKind.Dropped);

    [Fact]
    public void Of_WhatIsBeyondALimitToAQueue_IsHandedToAProgram() =>
        Policy($$$"""{{{Listings.Alert}}},{{{Listings.Protocol("46")}}},{{{Listings.Over(50)}}},{"queue":{"num":4}}""").Findings
            .ShouldContain(finding => finding.Kind == RouterAlertFindingKind.Unlimited && finding.Text.StartsWith("RSVP over IPv4 may reach the program behind queue 4", StringComparison.Ordinal));

    [Fact]
    public void Of_UnknownMatch_IsUnclearWhereItDecides()
    {
        var row = Policy("""{"xt":{"type":"match","name":"u32"}},{"queue":{"num":0,"flags":"bypass"}}""").Rows[0];

        (row.Usual.Kind, row.Usual.Detail).ShouldBe((RouterAlertTreatmentKind.Unclear, """{"xt":{"type":"match","name":"u32"}}"""));
        Policy($"{Listings.Alert},{{\"queue\":{{\"num\":4}}}}").Rows.First(found => found is { Protocol.Number: 46, IsIpv6: false }).Usual.ShouldSatisfyAllConditions(
            queued => queued.Kind.ShouldBe(RouterAlertTreatmentKind.Queued), queued => queued.Detail.ShouldBe("4"));
    }

    [Fact]
    public void Of_RawSocketWithoutALimit_IsAFinding() =>
        RouterAlertPolicy.Of(NftRulesetReader.Read(Listings.Of("prerouting")), ["a", "b"], [new(46), new(17)], [new(46)], Punts(new RawSocket(false, 46, 7, 3, 0))).Findings
            .ShouldContain(finding => finding.Kind == RouterAlertFindingKind.Unlimited && finding.Text.StartsWith("RSVP over IPv4", StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"xt":{"type":"target","name":"TEE"}}""")]
    [InlineData("""{"vmap":{"key":{"meta":{"key":"l4proto"}},"data":"@verdicts"}}""")]
    public void Of_UnknownStatementThatMayEndTheWay_IsUnclear(string statement)
    {
        var row = Policy($"{Listings.Alert},{statement}").Rows.First(row => row is { Protocol.Number: 46, IsIpv6: false });

        (row.Treatment, row.Usual.Detail, row.Plain.Kind).ShouldBe((RouterAlertTreatmentKind.Unclear, statement, RouterAlertTreatmentKind.Untouched));
    }

    [Theory]
    [InlineData("""{"vmap":{"key":{"concat":[{"meta":{"key":"l4proto"}},{"meta":{"key":"iifname"}}]},"data":{"set":[[{"concat":["rsvp","a"]},{"drop":null}]]}}}""", RouterAlertTreatmentKind.Unclear)]
    [InlineData("""{"vmap":{"key":{"meta":{"key":"mark"}},"data":{"set":[[1,{"drop":null}],["*",{"accept":null}]]}}}""", RouterAlertTreatmentKind.Unclear)]
    [InlineData("""{"vmap":{"key":{"meta":{"key":"l4proto"}},"data":{"set":[["nobody-knows",{"drop":null}]]}}}""", RouterAlertTreatmentKind.Unclear)]
    [InlineData("""{"vmap":{"key":{"ct":{"key":"state"}},"data":{"set":[["established",{"accept":null}],["new",{"accept":null}]]}}}""", RouterAlertTreatmentKind.Untouched)]
    [InlineData("""{"vmap":{"key":{"meta":{"key":"l4proto"}},"data":{"set":[["rsvp",{"accept":null}],["*",{"drop":null}]]}}}""", RouterAlertTreatmentKind.Untouched)]
    [InlineData("""{"vmap":{"key":{"meta":{"key":"l4proto"}},"data":{"set":[["udp",{"accept":null}],["*",{"drop":null}]]}}}""", RouterAlertTreatmentKind.Dropped)]
    [InlineData(Strip + """{"|":[{"payload":{"base":"nh","offset":160,"len":32}},1]}}}""", RouterAlertTreatmentKind.Unclear)]
    [InlineData(Strip + """{"payload":{"base":"nh","offset":48,"len":32}}}}""", RouterAlertTreatmentKind.StrippedBroken)]
    [InlineData(Strip + """{"payload":{"base":"nh","offset":128,"len":32}}}}""", RouterAlertTreatmentKind.Dropped)]
    [InlineData("""{"mangle":{"key":{"meta":{"key":"mark"}},"value":{"payload":{"base":"ll","offset":0,"len":32}}}}""", RouterAlertTreatmentKind.Untouched)]
    public void Of_KeysAndWrittenValues_AreUnclearWhereTheyAreNotKnownAndDecide(string statement, RouterAlertTreatmentKind kind) =>
        Policy($"{Listings.Alert},{statement}").Rows.First(row => row is { Protocol.Number: 46, IsIpv6: false }).Usual.Kind.ShouldBe(kind);

    [Fact]
    public void Of_SocketForAProtocolOfNoInterest_IsAFinding()
    {
        var policy = RouterAlertPolicy.Of(NftRulesetReader.Read(Listings.Of("prerouting")), ["a", "b"], [new(46), new(17)], [new(46)], Punts(new RawSocket(false, 17, 7, 3, 0)));

        policy.Findings[0].ShouldBe(new(
            RouterAlertFindingKind.Intercepted,
            "RFC 6398, section 5",
            "UDP over IPv4 is taken out of forwarding by rsvpd (process 12); a packet of a protocol that is of no interest should be forwarded like any other"));
    }

    [Fact]
    public void Of_QueueForAProtocolOfNoInterest_IsAFinding() =>
        Policy($"{Listings.Alert},{Listings.Over(50)},{Listings.Drop}", $"{Listings.Alert},{{\"queue\":{{\"num\":4}}}}").Findings.Where(finding => finding.Kind == RouterAlertFindingKind.Intercepted).ShouldBe(
        [
            new(
                RouterAlertFindingKind.Intercepted,
                "RFC 6398, section 5",
                "UDP over IPv4 is handed to the program behind queue 4 by rule 11 of chain inet t c; a packet of a protocol that is of no interest should be forwarded like any other"),
        ]);

    [Fact]
    public void Of_SocketThatAsksByValue_IsOneFinding() =>
        RouterAlertPolicy.Of(NftRulesetReader.Read(Listings.Of("prerouting")), ["a", "b"], AuditProtocol.Usual, AuditProtocol.UsuallyOfInterest, Punts(new RawSocket(true, RawSocket.AnyProtocol, 7, 3, 0))).Findings
            .Where(finding => finding.Kind == RouterAlertFindingKind.Intercepted).Select(finding => finding.Text)
            .ShouldBe(["IPv6 packets are taken out of forwarding by rsvpd (process 12), which asks for a value of the option whatever the protocol is; those of protocols that are of no interest should be forwarded like any other"]);

    // It takes packets before the hook forward.
    [Theory]
    [InlineData("prerouting", false)]
    [InlineData("forward", true)]
    public void Of_LimitBehindASocket_IsNoneForIt(string hook, bool isUnlimited)
    {
        var ruleset = NftRulesetReader.Read(Listings.Of(hook, $"{Listings.Alert},{Listings.Over(50)},{Listings.Drop}"));

        RouterAlertPolicy.Of(ruleset, ["a", "b"], [new(46)], [new(46)], Punts(new RawSocket(false, 46, 7, 3, 0))).Findings
            .Any(finding => finding.Kind == RouterAlertFindingKind.Unlimited && finding.Text.StartsWith("RSVP over IPv4", StringComparison.Ordinal)).ShouldBe(isUnlimited);
    }

    [Theory]
    [InlineData("4", true, RouterAlertTreatmentKind.Queued, RouterAlertFindingKind.Unlimited)]
    [InlineData("4", false, RouterAlertTreatmentKind.Dropped, RouterAlertFindingKind.DeadQueue)]
    [InlineData("4,\"flags\":\"bypass\"", false, RouterAlertTreatmentKind.Untouched, null)]
    [InlineData("{\"range\":[2,5]}", true, RouterAlertTreatmentKind.Queued, RouterAlertFindingKind.Unlimited)]
    public void Of_Queue_GoesByWhoListens(string number, bool isListened, RouterAlertTreatmentKind kind, RouterAlertFindingKind? finding)
    {
        var rule = $"{Listings.Alert},{Listings.Protocol("46")},{{\"queue\":{{\"num\":{number}}}}}";
        var punts = new PuntSnapshot([], isListened ? [new(new(4, 99, 0, 0), null)] : [], []);

        var policy = RouterAlertPolicy.Of(NftRulesetReader.Read(Listings.Of("prerouting", rule)), ["a", "b"], [new(46)], [new(46)], punts);

        policy.Rows.First(row => !row.IsIpv6).Treatment.ShouldBe(kind);
        policy.Findings.Select(found => (RouterAlertFindingKind?)found.Kind).Where(found => found != RouterAlertFindingKind.SlipsPast).FirstOrDefault().ShouldBe(finding);
    }

    [Fact]
    public void Of_ManyInterfaces_SaysOfEachPairWhatItSaysOfThePairAlone()
    {
        string Input(string name) => $$$$"""{"match":{"op":"==","left":{"meta":{"key":"iifname"}},"right":"{{{{name}}}}"}}""";
        var ruleset = NftRulesetReader.Read(Listings.Of(
            "prerouting", $"{Input("eth1")},{Listings.Alert},{Listings.Drop}", $"{Input("to-*")},{Listings.Alert},{Listings.Protocol("46")},{Listings.Over(50)},{Listings.Drop}"));
        string[] interfaces = ["eth0", "eth1", "eth2", "to-a", "to-b"];
        RouterAlertPolicy Of(params string[] names) => RouterAlertPolicy.Of(ruleset, names, [new(46), new(17)], [new(46)], PuntSnapshot.None);

        var all = Of(interfaces);

        all.Rows.Length.ShouldBe(5 * 4 * 4);
        foreach (var row in all.Rows)
        {
            var alone = Of(row.Input, row.Output).Rows.Single(other => (other.Input, other.Output, other.IsIpv6, other.Protocol) == (row.Input, row.Output, row.IsIpv6, row.Protocol));
            (row.Treatment, row.Usual, string.Join(',', row.Others)).ShouldBe((alone.Treatment, alone.Usual, string.Join(',', alone.Others)));
        }
    }

    private static RouterAlertPolicy Policy(params string[] rules) =>
        RouterAlertPolicy.Of(NftRulesetReader.Read(Listings.Of("prerouting", rules)), ["a", "b"], [new(2), new(46), new(17)], [new(2), new(46)], PuntSnapshot.None);

    private static PuntSnapshot Punts(RawSocket socket) => new([new(socket, RouterAlertAnswer.Yes, new(12, 3, "rsvpd"))], [], []);
}
