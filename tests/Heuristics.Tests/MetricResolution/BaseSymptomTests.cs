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
    public void Symptoms_OfSamples_AreThoseExpected(string type, string samples, string expected) =>
        Raised(type, samples, profile: null).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Symptoms_UnderProfile_UseItsThresholds()
    {
        Raised("ip-connectivity", "loss=0.04", "gold").ShouldBe(["loss-high"]);
        Raised("ip-connectivity", "loss=0.08", "bronze").ShouldBeEmpty();
        Raised("ip-connectivity", "loss=0.08", "unknown-profile").ShouldBe(["loss-high"]);
    }

    private static List<string> Raised(string typeName, string samples, string? profile)
    {
        var type = TestPackages.Base.FindSubservice(typeName)!;
        var symptoms = ThresholdResolver.Symptoms(type, Parameters, profile, TestPackages.Base);
        var scope = ThresholdResolver.Scope(type, Parameters, profile, TestPackages.Base);
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
        var symptoms = ThresholdResolver.Symptoms(type, Parameters, null, TestPackages.Base);
        var evaluator = new ExpressionEvaluator(symptoms.Select(symptom => (symptom.Definition.Name, symptom.When)));

        evaluator.Set(input, Sample.Present(Now, 1000.0));
        symptoms.ShouldAllBe(symptom => !evaluator.Evaluate(symptom.Definition.Name).Boolean);
        evaluator.Set(input, Sample.Present(Now.AddSeconds(2), 1000.0 + increase));

        symptoms.Where(symptom => evaluator.Evaluate(symptom.Definition.Name).Boolean).Select(symptom => symptom.Definition.Name)
            .ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Texts_OfEverySymptom_CompileWithTheNodesParameters()
    {
        foreach (var type in TestPackages.Base.Find("base")!.Package.Subservices.Values)
        {
            foreach (var symptom in ThresholdResolver.Symptoms(type, Parameters, "gold", TestPackages.Base))
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
