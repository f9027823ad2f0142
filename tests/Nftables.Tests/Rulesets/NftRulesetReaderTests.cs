using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Policy;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Tests.Rulesets;

public sealed class NftRulesetReaderTests
{
    private static readonly string Sample = Listings.Of(
        "prerouting",
        $"{Listings.Alert},{Listings.Protocol("\"@interesting\"")},{{\"limit\":\"slow\"}},{{\"counter\":\"over\"}},{Listings.Drop}",
        """{"xt":{"type":"match","name":"u32"}},{"counter":{"packets":7,"bytes":9}},{"queue":{"num":3,"flags":"bypass"}}""",
        """{"vmap":{"key":{"payload":{"protocol":"ip","field":"protocol"}},"data":{"set":[["udp",{"drop":null}],[46,{"jump":{"target":"c"}}]]}}}""",
        """{"mangle":{"key":{"payload":{"base":"nh","offset":160,"len":32}},"value":37892}}""");

    [Fact]
    public void Read_Listing_HasWhatDecides()
    {
        var ruleset = NftRulesetReader.Read(Sample);

        var chain = ruleset.AtHook("prerouting").ShouldHaveSingleItem();
        chain.Rules.Select(rule => rule.Handle).ShouldBe([10, 11, 12, 13]);
        chain.Rules[0].Statements.ShouldBe(
        [
            new NftMatch("==", new NftIpOption("ra", null), new NftExists(true)), new NftMatch("==", new NftMeta("l4proto"), new NftSetReference("interesting")),
            new NftLimitReference("slow"), new NftCounter("over", 0, 0), new NftVerdict(NftVerdictKind.Drop),
        ]);
        chain.Rules[1].Statements[1..].ShouldBe([new NftCounter(null, 7, 9), new NftVerdict(NftVerdictKind.Queue, "3 bypass")]);
        chain.Rules[1].Statements[0].ShouldBeAssignableTo<NftUnknown>();
        chain.Rules[2].Statements[0].ShouldBeOfType<NftVerdictMap>().Elements.Select(pair => pair.Verdict.Kind).ShouldBe([NftVerdictKind.Drop, NftVerdictKind.Jump]);
        ruleset.Limits[new("inet", "t", "slow")].Rate.ShouldBe(1);
        ruleset.Counters[new("inet", "t", "over")].Packets.ShouldBe(441);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"nftables":{}}""")]
    [InlineData("""{"nftables":[{"rule":[]}]}""")]
    [InlineData("""{"nftables":[{"rule":{"expr":7}}]}""")]
    [InlineData("""{"nftables":[7]}""")]
    public void Read_NoListing_Throws(string json) => Should.Throw<JsonException>(() => NftRulesetReader.Read(json));

    [Fact]
    public void ReadAndEvaluate_MutatedListings_EndsWithAResultOrARefusal()
    {
        var mutated =
            from places in Gen.ArrayOf(Gen.Choose(0, Sample.Length - 1))
            from values in Gen.ArrayOf(Gen.Elements("{}[]\",:0123456789abdlnrtu".ToCharArray()))
            select places.Zip(values).Aggregate(new StringBuilder(Sample), (text, change) =>
            {
                text[change.First] = change.Second;
                return text;
            }).ToString();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(mutated.ToArbitrary(), IsBounded));
    }

    private static bool IsBounded(string json)
    {
        try
        {
            var evaluator = new NftEvaluator(NftRulesetReader.Read(json));
            return AuditPacket.Set([new(46), new(17)]).All(packet => evaluator.Forward(new NftPacket(packet.Octets, "a", "b")).Length > 0);
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
