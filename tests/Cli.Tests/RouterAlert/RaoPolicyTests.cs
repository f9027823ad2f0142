using System.Text.Json;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.RouterAlert;

public sealed class RaoPolicyTests : IDisposable
{
    private const string Listing = """
        {"nftables":[
          {"chain":{"family":"inet","table":"t","name":"c","type":"filter","hook":"prerouting","prio":-300,"policy":"accept"}},
          {"rule":{"family":"inet","table":"t","chain":"c","handle":4,"comment":"rsvp","expr":[
            {"match":{"op":"==","left":{"ip option":{"name":"ra"}},"right":true}},
            {"match":{"op":"==","left":{"meta":{"key":"l4proto"}},"right":"rsvp"}},
            {"limit":{"rate":50,"burst":5,"per":"second","inv":true}},
            {"counter":{"packets":441,"bytes":33516}},
            {"drop":null}]}}
        ]}
        """;

    private readonly TemporaryDirectory _folder = new();

    public RaoPolicyTests() => _folder.Write("rules.json", Listing);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Policy_Listing_TellsTreatmentFormsFindingsAndCounters()
    {
        var run = await RunAsync("--ruleset", _folder.Combine("rules.json"), "--interface", "a", "--interface", "b", "--protocol", "rsvp");

        run.ShouldBe((0, """
            IN   OUT  PROTOCOL     WITH ROUTER ALERT    BY                               OTHER FORMS AND CLASSES
            any  any  rsvp (ipv4)  policed to 50/s      rule 4 of chain inet t c (rsvp)  with another value: forwarded untouched
            any  any  rsvp (ipv6)  forwarded untouched  -                                the same

            RSVP over IPv4: the rules for the option do not see it with another value. [RFC 6398, section 5]

            RULE                             LIMIT          COUNTED
            rule 4 of chain inet t c (rsvp)  50/s, burst 5  441 packets, 33516 octets

            """.ReplaceLineEndings("\n"), ""));
    }

    [Fact]
    public async Task Policy_Json_HasRowsFindingsAndRules()
    {
        var run = await RunAsync("--ruleset", _folder.Combine("rules.json"), "--interface", "a", "--interface", "b", "--protocol", "46", "--json");

        using var answer = JsonDocument.Parse(run.Output);
        answer.RootElement.GetProperty("rows")[0].GetProperty("packetsPerSecond").GetDouble().ShouldBe(50);
        answer.RootElement.GetProperty("rows")[0].GetProperty("protocol").GetString().ShouldBe("rsvp");
        var rule = answer.RootElement.GetProperty("rules")[0];
        (rule.GetProperty("place").GetString(), rule.GetProperty("perSecond").GetDouble(), rule.GetProperty("packets").GetInt64(), rule.GetProperty("octets").GetInt64())
            .ShouldBe(("rule 4 of chain inet t c (rsvp)", 50d, 441L, 33516L));
        answer.RootElement.GetProperty("findings")[0].GetProperty("kind").GetString().ShouldBe("SlipsPast");
    }

    [Fact]
    public async Task Policy_RulesOfIptables_AreUnderstoodFromTheirListing()
    {
        var rules = _folder.Write("xt.json", """
            {"nftables":[
              {"chain":{"family":"ip","table":"mangle","name":"FORWARD","type":"filter","hook":"forward","prio":-150,"policy":"accept"}},
              {"rule":{"family":"ip","table":"mangle","chain":"FORWARD","handle":2,"expr":[
                {"xt":{"type":"match","name":"u32"}},{"counter":{"packets":0,"bytes":0}},{"xt":{"type":"target","name":"NFQUEUE"}}]}}
            ]}
            """);
        var save = _folder.Write("save", """
            *mangle
            :FORWARD ACCEPT [0:0]
            [0:0] -A FORWARD -m u32 --u32 "0x0>>0x18&0xf=0x6:0xf&&0x14>>0x18&0xff=0x94" -j NFQUEUE --queue-num 4 --queue-bypass
            COMMIT
            """);
        string[] common = ["--ruleset", rules, "--interface", "a", "--interface", "b", "--protocol", "rsvp"];

        (await RunAsync(common)).Output.ShouldContain("unclear");
        var understood = await RunAsync([.. common, "--iptables-save", save]);

        understood.Output.ShouldContain("handed to a program");
        understood.Output.ShouldNotContain("unclear");
        understood.Output.ShouldContain("RSVP over IPv4 may reach the program behind queue 4 at any rate: no rule limits it. [RFC 6398, section 5]");
    }

    [Fact]
    public async Task Policy_Recommend_PrintsARulesetAndNothingElse()
    {
        var run = await RunAsync("--recommend", "--of-interest", "rsvp");

        (run.ExitCode, run.Errors).ShouldBe((0, ""));
        run.Output.ShouldContain("table inet raa_router_alert {");
        run.Output.ShouldContain("meta l4proto 46 limit rate over 100/second");
        run.Output.ShouldNotContain("meta l4proto 2 ");
        using var answer = JsonDocument.Parse((await RunAsync("--recommend", "--of-interest", "rsvp", "--json")).Output);
        answer.RootElement.GetProperty("ruleset").GetString().ShouldBe(run.Output);
    }

    [Theory]
    [InlineData("raa: a router has two interfaces at least; name them with --interface.", "--interface", "a")]
    [InlineData("raa rao policy: --protocol 'foo' is no protocol: a number up to 255, or one of icmp, igmp, tcp, udp, rsvp, icmpv6, pgm, sctp, mld.", "--protocol", "foo", "--interface", "a", "--interface", "b")]
    [InlineData("raa: /etc/hostname: no listing of 'nft -j list ruleset'", "--ruleset", "/etc/hostname", "--interface", "a", "--interface", "b")]
    [InlineData("raa: /nothere: Could not find file", "--ruleset", "/nothere", "--interface", "a", "--interface", "b")]
    public async Task Policy_WrongCommandLine_IsRefused(string error, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Errors.ShouldStartWith(error);
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => CommandRun.OfAsync(["rao", "policy", .. arguments]);
}
