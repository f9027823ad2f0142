using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.MetricResolution;

namespace RouterAlertAssurance.Heuristics.Tests.MetricResolution;

/// <summary>The symptoms of the base package over single samples: which are there for which values.</summary>
public sealed class BaseSymptomTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["device"] = "pe1",
        ["interface"] = "vxlan100",
        ["local-address"] = "10.255.0.1",
        ["remote-address"] = "10.255.0.2",
        ["destination"] = "10.255.0.2",
        ["instance"] = "CORE",
        ["address"] = "192.0.2.1",
        ["device1"] = "pe1",
        ["address1"] = "10.255.0.1",
        ["device2"] = "pe2",
        ["address2"] = "10.255.0.2",
        ["peer-mtu"] = "1500",
        ["server"] = "192.0.2.53",
        ["name"] = "www.example.com",
        ["port"] = "80",
    };

    [Theory]
    [InlineData("interface", "oper-up=true admin-up=true", "")]
    [InlineData("interface", "oper-up=false admin-up=true", "oper-down")]
    [InlineData("interface", "oper-up=false admin-up=false", "oper-down admin-down")]
    [InlineData("interface", "oper-up=false", "oper-down")]
    [InlineData("ecmp", "members=2 expected=2", "")]
    [InlineData("ecmp", "members=1 expected=1", "")]
    [InlineData("ecmp", "members=1 expected=2", "redundancy-lost")]
    [InlineData("ecmp", "members=1 expected=3", "redundancy-lost")]
    [InlineData("ecmp", "members=2 expected=3", "member-lost")]
    [InlineData("ecmp", "members=0 expected=2", "no-path")]
    [InlineData("is-is", "running=true circuits=2 adjacencies=2", "")]
    [InlineData("is-is", "running=true circuits=2 adjacencies=1", "adjacency-lost")]
    [InlineData("is-is", "running=true circuits=2 adjacencies=0", "isolated")]
    [InlineData("is-is", "running=false circuits=0 adjacencies=0", "not-running")]
    [InlineData("ospf", "running=true interfaces=2 neighbours=1", "neighbour-lost")]
    [InlineData("tunnel", "tunnel-local='10.255.0.1' tunnel-remote='10.255.0.2'", "")]
    [InlineData("tunnel", "tunnel-local='' tunnel-remote='10.255.0.2'", "")]
    [InlineData("tunnel", "tunnel-local='10.255.0.1' tunnel-remote='10.255.0.99'", "endpoint-mismatch")]
    [InlineData("tunnel", "tunnel-local='10.255.0.7' tunnel-remote='10.255.0.2'", "source-mismatch")]
    [InlineData("ip-connectivity", "loss=0.04", "")]
    [InlineData("ip-connectivity", "loss=0.08", "loss-high")]
    [InlineData("ip-connectivity", "loss=1", "unreachable")]
    [InlineData("gateway", "loss=1", "unreachable")]
    [InlineData("gateway", "loss=1 neighbour='reachable'", "")]
    [InlineData("gateway", "loss=1 neighbour='failed'", "neighbour-failed unreachable")]
    [InlineData("gateway", "neighbour='failed'", "neighbour-failed")]
    [InlineData("gateway", "loss=0 neighbour='stale'", "")]
    [InlineData("device", "cpu=0.95 memory-used=0.5", "cpu-pressure")]
    [InlineData("device", "cpu=0.1 memory-used=0.97", "memory-pressure")]
    [InlineData("device", "cpu=0.1 memory-available=0.02", "memory-low")]
    [InlineData("device", "cpu=0.1 load=13 processors=2", "load-high")]
    [InlineData("device", "cpu=0.1 load=11 processors=2", "")]
    [InlineData("device", "cpu=0.1 io-pressure=0.5", "io-pressure")]
    [InlineData("device", "cpu=0.1 blocked=20", "processes-blocked")]
    [InlineData("device", "cpu=0.1 file-descriptors=0.9", "file-descriptors-low")]
    [InlineData("device", "cpu=0.1 connections-tracked=0.9", "connection-table-full")]
    [InlineData("device", "cpu=0.1 clock-error=16", "")]
    [InlineData("device", "cpu=0.1 uptime=60", "restarted")]
    [InlineData("device", "cpu=0.1 uptime=3600 file-descriptors=0.1 connections-tracked=0 io-pressure=0 blocked=1 load=1 processors=2", "")]
    [InlineData("interface", "oper-up=true duplex='half'", "half-duplex")]
    [InlineData("interface", "oper-up=true duplex='unknown' speed=0 queue-rate=0", "")]
    [InlineData("link-mtu", "mtu=1400", "mtu-mismatch")]
    [InlineData("link-mtu", "mtu=1500", "")]
    [InlineData("neighbour", "state='failed'", "unresolved")]
    [InlineData("neighbour", "state='incomplete'", "unresolved")]
    [InlineData("neighbour", "state='none'", "")]
    [InlineData("neighbour", "state='stale' address-changes=0", "")]
    [InlineData("ip-connectivity", "loss=0 round-trip=0.2", "delay-high")]
    [InlineData("ip-connectivity", "loss=0 round-trip=0.1 jitter=0.08", "jitter-high")]
    [InlineData("ip-connectivity", "loss=0 path-mtu=1500 known-mtu=1500", "")]
    [InlineData("ip-connectivity", "loss=0 path-mtu=1450 known-mtu=1450", "")]
    [InlineData("ip-connectivity", "loss=0 path-mtu=1400 known-mtu=1500", "packets-vanish")]
    [InlineData("ip-connectivity", "loss=0 path-mtu=1006 known-mtu=1006", "path-mtu-low")]
    [InlineData("dns-name", "outcome='resolved' time=0.01", "")]
    [InlineData("dns-name", "outcome='resolved' time=0.9", "slow")]
    [InlineData("dns-name", "outcome='timeout'", "server-silent")]
    [InlineData("dns-name", "outcome='no-such-name' time=0.01", "not-resolved")]
    [InlineData("dns-answer", "has-address=true", "")]
    [InlineData("dns-answer", "has-address=false", "wrong-answer")]
    [InlineData("tcp-service", "outcome='connected' time=0.01", "")]
    [InlineData("tcp-service", "outcome='connected' time=0.9", "slow")]
    [InlineData("tcp-service", "outcome='refused'", "refused")]
    [InlineData("tcp-service", "outcome='timeout'", "silent")]
    public void Symptoms_OfSamples_AreThoseExpected(string type, string samples, string expected) =>
        Raised(type, samples, profile: null).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Symptoms_UnderProfile_UseItsThresholds()
    {
        Raised("ip-connectivity", "loss=0.04", "gold").ShouldBe(["loss-high"]);
        Raised("ip-connectivity", "loss=0.08", "bronze").ShouldBeEmpty();
        Raised("ip-connectivity", "loss=0.08", "unknown-profile").ShouldBe(["loss-high"]);
        Raised("ip-connectivity", "loss=0 round-trip=0.1", "gold").ShouldBe(["delay-high"]);
        // Only gold asks for a clock that something corrects.
        Raised("device", "cpu=0 clock-error=16", "gold").ShouldBe(["clock-unsynchronised"]);
    }

    private static List<string> Raised(string typeName, string samples, string? profile)
    {
        var type = TestPackages.Base.FindSubservice(typeName)!;
        var symptoms = ResolvedSymptom.Of(type, Parameters, profile, TestPackages.Base);
        var scope = ResolvedSymptom.Scope(type, Parameters, profile, TestPackages.Base);
        return Evaluate(symptoms, scope, samples);
    }

    [Theory]
    [InlineData("interface", "rx-errors", 10, "rx-errors")]
    [InlineData("interface", "tx-errors", 10, "tx-errors")]
    [InlineData("interface", "rx-errors", 0, "")]
    [InlineData("interface", "tx-discards", 100, "tx-discards")]
    [InlineData("ip-stack", "header-errors", 100, "header-errors")]
    [InlineData("tcp-stack", "listen-overflows", 10, "listen-overflows")]
    public void Symptoms_OfCounters_FollowTheRate(string typeName, string input, int increase, string expected)
    {
        var type = TestPackages.Base.FindSubservice(typeName)!;
        var symptoms = ResolvedSymptom.Of(type, Parameters, null, TestPackages.Base);
        var evaluator = new ExpressionEvaluator(symptoms.Select(symptom => (symptom.Definition.Name, symptom.When)));

        evaluator.Set(input, Sample.Present(Now, 1000.0));
        symptoms.ShouldAllBe(symptom => !evaluator.Evaluate(symptom.Definition.Name).Boolean);
        evaluator.Set(input, Sample.Present(Now.AddSeconds(2), 1000.0 + increase));

        symptoms.Where(symptom => evaluator.Evaluate(symptom.Definition.Name).Boolean).Select(symptom => symptom.Definition.Name)
            .ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Interface_DownFourTimes_FlapsForTenMinutes()
    {
        var symptoms = Compiled("interface");
        for (var i = 0; i <= 7; i++)
        {
            symptoms.Evaluate("flapping").Boolean.ShouldBeFalse();
            symptoms.Set("oper-up", Sample.Present(Now.AddSeconds(i * 10), i % 2 == 0));
        }

        symptoms.Evaluate("flapping").Boolean.ShouldBeTrue();
        symptoms.Set("oper-up", Sample.Present(Now.AddMinutes(9), true));
        symptoms.Evaluate("flapping").Boolean.ShouldBeTrue();
        symptoms.Set("oper-up", Sample.Present(Now.AddMinutes(12), true));
        symptoms.Evaluate("flapping").Boolean.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 950_000, "tx-utilisation")]
    [InlineData(0, 850_000, "")]
    [InlineData(500_000, 475_000, "tx-utilisation")]
    [InlineData(500_000, 400_000, "")]
    public void Interface_SendsForAMinute_IsBusyAgainstSpeedOrQueue(int queueBits, int sentBits, string expected)
    {
        var symptoms = Compiled("interface");
        for (var second = 0; second <= 120; second += 2)
        {
            var time = Now.AddSeconds(second);
            symptoms.Set("speed", Sample.Present(time, 1_000_000));
            symptoms.Set("queue-rate", Sample.Present(time, queueBits));
            symptoms.Set("tx-octets", Sample.Present(time, sentBits / 8.0 * second));
        }

        Active(symptoms).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    // Out of 100 packets a second nearly 1 damaged one is nothing, out of 10 it is.
    [InlineData(100, 0.4, "")]
    [InlineData(10, 0.4, "error-ratio")]
    [InlineData(10, 2, "rx-errors")]
    public void Interface_DamagedPackets_CountAgainstAllWhereTheyAreFew(double packets, double errors, string expected)
    {
        var symptoms = Compiled("interface");
        for (var second = 0; second <= 120; second += 2)
        {
            symptoms.Set("rx-packets", Sample.Present(Now.AddSeconds(second), packets * second));
            symptoms.Set("rx-errors", Sample.Present(Now.AddSeconds(second), errors * second));
        }

        Active(symptoms).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Neighbour_TwoStationsInTurn_AreADuplicateAddress()
    {
        var symptoms = Compiled("neighbour");
        symptoms.Set("address-changes", Sample.Present(Now, 0));
        Active(symptoms).ShouldBeEmpty();

        symptoms.Set("address-changes", Sample.Present(Now.AddSeconds(1), 1));
        Active(symptoms).ShouldBe(["address-changed"]);

        symptoms.Set("address-changes", Sample.Present(Now.AddSeconds(2), 2));
        symptoms.Set("address-changes", Sample.Present(Now.AddSeconds(3), 3));
        Active(symptoms).ShouldBe(["address-changed", "duplicate-address"]);
    }

    [Fact]
    public void Reachability_MuchSlowerThanWithinTheHour_IsUnusual()
    {
        var symptoms = Compiled("ip-connectivity");
        for (var second = 0; second <= 3700; second += 10)
        {
            symptoms.Set("round-trip", Sample.Present(Now.AddSeconds(second), second % 20 == 0 ? 0.010 : 0.012));
        }

        Active(symptoms).ShouldBeEmpty();
        symptoms.Set("round-trip", Sample.Present(Now.AddSeconds(3710), 0.060));
        Active(symptoms).ShouldBe(["delay-unusual"]);
    }

    private static ExpressionEvaluator Compiled(string typeName) => new(
        ResolvedSymptom.Of(TestPackages.Base.FindSubservice(typeName)!, Parameters, null, TestPackages.Base).Select(symptom => (symptom.Definition.Name, symptom.When)));

    private static IEnumerable<string> Active(ExpressionEvaluator symptoms) => symptoms.Names.Where(name => symptoms.Evaluate(name).Boolean);

    [Fact]
    public void Texts_OfEverySymptom_CompileWithTheNodesParameters()
    {
        foreach (var type in TestPackages.Base.Find("base")!.Package.Subservices.Values)
        {
            foreach (var symptom in ResolvedSymptom.Of(type, Parameters, "gold", TestPackages.Base))
            {
                symptom.TextExpressions.Keys.ShouldBe(Heuristics.Templates.Template.Parse(symptom.Definition.Text).Expressions.Distinct(), ignoreOrder: true);
            }
        }
    }

    private static List<string> Evaluate(IReadOnlyList<ResolvedSymptom> symptoms, ExpressionScope scope, string samples)
    {
        var evaluator = new ExpressionEvaluator(symptoms.Select(symptom => (symptom.Definition.Name, symptom.When)));
        foreach (var assignment in samples.Split(' '))
        {
            var (name, text) = (assignment.Split('=')[0], assignment.Split('=')[1]);
            scope.Inputs.Keys.ShouldContain(name);
            evaluator.Set(name, Parse(text));
        }

        return [.. symptoms.Select(symptom => symptom.Definition.Name).Where(name => evaluator.Evaluate(name).Boolean)];
    }

    private static Sample Parse(string text) =>
        text is "true" or "false" ? Sample.Present(Now, text == "true")
        : text.StartsWith('\'') ? Sample.Present(Now, text.Trim('\''))
        : Sample.Present(Now, double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
