using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Heuristics.Tests.Decomposition;

public sealed class ProposalTests
{
    [Fact]
    public void Find_TwoEndsOfOneTunnel_ProposesItOnceWithItsFacts()
    {
        var proposal = Find(End("pe2", "gre7", "10.0.0.2", "10.0.0.1"), End("pe1", "gre9", "10.0.0.1", "10.0.0.2")).ShouldHaveSingleItem();

        (proposal.Type, proposal.Name).ShouldBe(("tunnel", "pe1-pe2-gre9"));
        proposal.Parameters.Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(
            ["address1=10.0.0.1", "address2=10.0.0.2", "device1=pe1", "device2=pe2", "interface1=gre9", "interface2=gre7"]);
        proposal.Reason.ShouldBe("pe1 and pe2 configure the two ends of one vxlan tunnel: gre9 from 10.0.0.1, gre7 from 10.0.0.2");
        proposal.Facts.Select(fact => fact["device"]).ShouldBe(["pe1", "pe2"]);
        proposal.Identities.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("pe2", "10.0.0.2", "10.0.0.1", "200", "vxlan")]
    [InlineData("pe2", "10.0.0.2", "10.0.0.1", "100", "gre")]
    [InlineData("pe2", "10.0.0.2", "10.0.0.9", "100", "vxlan")]
    [InlineData("pe2", "10.0.0.9", "10.0.0.1", "100", "vxlan")]
    [InlineData("pe1", "10.0.0.2", "10.0.0.1", "100", "vxlan")]
    public void Find_EndsThatDoNotFit_ProposesNothing(string device, string local, string remote, string vni, string kind) =>
        Find(End("pe1", "t1", "10.0.0.1", "10.0.0.2"), End(device, "t2", local, remote, vni, kind)).ShouldBeEmpty();

    [Fact]
    public void Find_EndsWithoutAddresses_ProposesNothing() => Find(End("pe1", "t1", "", ""), End("pe2", "t2", "", "")).ShouldBeEmpty();

    [Fact]
    public void IdentityOf_DefinitionInTheOtherOrder_IsOneOfTheProposals()
    {
        var proposal = Find(End("pe1", "t1", "10.0.0.1", "10.0.0.2"), End("pe2", "t2", "10.0.0.2", "10.0.0.1")).Single();
        var definition = new Dictionary<string, string>
        {
            ["device1"] = "pe2",
            ["interface1"] = "t2",
            ["address1"] = "10.0.0.2",
            ["device2"] = "pe1",
            ["interface2"] = "t1",
            ["address2"] = "10.0.0.1",
            ["tunnel-address1"] = "172.16.0.2",
        };

        proposal.Identities.ShouldContain(ProposalFinder.IdentityOf(TestPackages.Base.FindService("tunnel")!, definition)!);
        definition["interface1"] = "t3";
        proposal.Identities.ShouldNotContain(ProposalFinder.IdentityOf(TestPackages.Base.FindService("tunnel")!, definition)!);
    }

    [Fact]
    public void Find_FactsPermuted_GivesTheSameIdsAndDigests() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var facts = Enumerable.Range(0, 12).Select(_ => End(
                $"pe{random.Next(4)}", $"t{random.Next(3)}", $"10.0.0.{random.Next(1, 5)}", $"10.0.0.{random.Next(1, 5)}", $"{random.Next(2)}")).ToArray();
            var expected = Print(Find(facts));
            random.Shuffle(facts);
            return Print(Find(facts)) == expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Find_OtherFactUnderTheSameParameters_KeepsTheIdAndChangesTheDigest()
    {
        var before = Find(End("pe1", "t1", "10.0.0.1", "10.0.0.2"), End("pe2", "t2", "10.0.0.2", "10.0.0.1")).Single();
        var after = Find(End("pe1", "t1", "10.0.0.1", "10.0.0.2", "7"), End("pe2", "t2", "10.0.0.2", "10.0.0.1", "7")).Single();

        after.Id.ShouldBe(before.Id);
        after.FactsDigest.ShouldNotBe(before.FactsDigest);
    }

    [Fact]
    public void Find_TenThousandTunnels_JoinsByValue()
    {
        var facts = Enumerable.Range(0, 10_000).SelectMany(i => (Fact[])[
            End($"a{i}", "t", $"10.{i / 250}.{i % 250}.1", $"10.{i / 250}.{i % 250}.2"), End($"b{i}", "t", $"10.{i / 250}.{i % 250}.2", $"10.{i / 250}.{i % 250}.1")]);

        Find([.. facts]).Length.ShouldBe(10_000);
    }

    [Theory]
    [InlineData("", "", "br200")]
    [InlineData("10.0.0.2", "10.0.0.1", "br200")]
    public void Find_TwoBridgesOfOneNetwork_ProposesThemOnce(string remote1, string remote2, string bridge)
    {
        var proposal = Find([.. Bridge("pe2", "br7", "10.0.0.2", remote2), .. Bridge("pe1", bridge, "10.0.0.1", remote1)]).Single(found => found.Type == "l2vpn");

        proposal.Name.ShouldBe("pe1-pe2-br200");
        proposal.Parameters.Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(
            ["address1=10.0.0.1", "address2=10.0.0.2", "bridge1=br200", "bridge2=br7", "device1=pe1", "device2=pe2"]);
        proposal.Reason.ShouldContain("br200 from 10.0.0.1, br7 from 10.0.0.2");
        proposal.Facts.Length.ShouldBe(4);
        proposal.Identities.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("pe2", "10.0.0.2", "", "300")]
    [InlineData("pe2", "10.0.0.1", "", "200")]
    [InlineData("pe2", "", "", "200")]
    [InlineData("pe1", "10.0.0.2", "", "200")]
    [InlineData("pe2", "10.0.0.2", "10.0.0.9", "200")]
    public void Find_BridgesThatDoNotFit_ProposesNothing(string device, string local, string remote, string vni) =>
        Find([.. Bridge("pe1", "br200", "10.0.0.1", ""), .. Bridge(device, "br201", local, remote, vni)]).ShouldBeEmpty();

    [Theory]
    [InlineData("as: end, ", "", "f.yaml:11:13: services.feed.proposals[0].when[0]: a proposal shows the facts it rests on, so each row needs a name (add 'as')|is no bound fact")]
    [InlineData("{device: \"{end.device}\"}", "{}", "f.yaml:10:9: services.feed.proposals[0]: parameter 'device' is not given (add it under 'parameters')")]
    [InlineData("{end.kind}", "{end.knd}", "*'end.knd' is no field of 'end' (did you mean 'end.kind'?)")]
    public void Load_WrongProposal_IsRefused(string good, string bad, string expected)
    {
        var package = TestPackages.Feed("""
            proposals:
              - when:
                  - {relation: tunnel, as: end, where: {kind: gre}}
                name: "{end.device}"
                parameters: {device: "{end.device}"}
                reason: "A {end.kind}"
            """);

        var errors = string.Join('|', TestPackages.Base.Replace([("f.yaml", package.Replace(good, bad, StringComparison.Ordinal))]).Errors);
        foreach (var part in expected.Split('|'))
        {
            errors.ShouldContain(part.Trim('*'));
        }
    }

    // The tunnel of a bridge, as a port and as an interface.
    private static Fact[] Bridge(string device, string bridge, string local, string remote, string vni = "200") =>
    [
        new(
            "bridge-port",
            ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
                .Add("device", device).Add("bridge", bridge).Add("interface", $"vx-{bridge}").Add("kind", "tunnel").Add("vni", vni).Add("local", local)),
        End(device, $"vx-{bridge}", local, remote, vni),
    ];

    private static ImmutableArray<Proposal> Find(params Fact[] facts) => ProposalFinder.Find(FactBase.From(facts), TestPackages.Base).Proposals;

    private static string Print(IEnumerable<Proposal> proposals) =>
        string.Join('\n', proposals.Select(proposal => $"{proposal.Id} {proposal.Name} {proposal.Reason} {proposal.FactsDigest} {string.Join(' ', proposal.Identities.Order())}"));

    private static Fact End(string device, string name, string local, string remote, string vni = "100", string kind = "vxlan") => new(
        "tunnel",
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
            .Add("device", device).Add("interface", name).Add("kind", kind).Add("local", local).Add("remote", remote).Add("vni", vni));
}
