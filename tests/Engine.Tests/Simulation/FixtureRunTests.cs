using RouterAlertAssurance.Heuristics.Fixtures;
using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Engine.Tests.Simulation;

public sealed class FixtureRunTests
{
    private const string Package = """
        package: test
        version: 1.0.0
        revision: 2026-01-01
        metrics:
          up: {type: boolean, parameters: [device], staleness: 5s, implementations: [{name: a, source: s, read: r}]}
          packets: {type: number, unit: packets, kind: counter, labels: [protocol], parameters: [device], implementations: [{name: a, source: s, read: r}]}
        subservices:
          thing:
            description: A thing.
            label: Thing {device}
            owner: device
            parameters: [{name: device, type: device, description: The device.}]
            inputs:
              up: {metric: up}
              packets: {metric: packets, required: false}
            symptoms:
              - {name: down, when: not up, weight: 30, raise-after: 3s, clear-after: 2s, text: "{device} is down", description: It is down.}
              - {name: silent, for-each: [protocol], when: rate(packets) == 0 packets/s, weight: 20, text: "{protocol} is silent", description: It is silent.}
        """;

    private static readonly PackageCatalog Catalog = Load();

    [Fact]
    public void Of_AllAsExpected_Passes() => Run("""
        inputs:
          up: "true x4 false x9 true x9"
        expect:
          - {at: 4s, score: 100, coverage: 100 %, symptoms: []}
          - {at: 7s, score: 100, symptoms: []}
          - {at: 8s, score: 70, symptoms: [{name: down, weight: 30, text: pe1 is down}]}
          - {at: 16s, symptoms: [down]}
          - {at: 17s, score: 100, symptoms: []}
        """).Failures.ShouldBeEmpty();

    [Fact]
    public void Of_ExpectedAndNotThere_TellsWithTheAccount()
    {
        var failures = Run("""
            inputs: {up: "true x9"}
            expect: [{at: 5s, score: 70, symptoms: [down]}]
            """).Failures;

        failures.Select(failure => (failure.What, failure.Expected, failure.Actual)).ShouldBe([("score", "70", "100"), ("symptom down", "active", "not active")]);
        failures[1].Account!.Condition.ShouldBe("not up");
        failures[1].Account!.Steps.Select(step => $"{step.Text} = {SampleText.Of(step.Value, step.Unit)}").ShouldBe(["not up = false", "up = true"]);
    }

    [Fact]
    public void Of_ThereAndNotExpected_TellsTheText() => Run("""
        inputs: {up: "false x9"}
        expect: [{at: 5s, symptoms: []}]
        """).Failures.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            failure => failure.What.ShouldBe("symptom down"),
            failure => failure.Actual.ShouldBe("active: pe1 is down"),
            failure => failure.Account.ShouldNotBeNull());

    [Fact]
    public void Of_TimeBetweenTheIntervals_IsEvaluatedByTheSecond() => Run("""
        interval: 10s
        inputs: {up: "true false x5"}
        expect:
          - {at: 12s, symptoms: []}
          - {at: 13s, symptoms: [input-missing/up]}
        """).Failures.Select(failure => failure.What).ShouldBe(["symptom input-missing/up", "symptom down"]);

    [Fact]
    public void Of_TimelineThatEnds_GoesStale() => Run("""
        inputs: {up: "true x4"}
        expect:
          - {at: 9s, score: 100, coverage: 100 %, symptoms: []}
          - {at: 11s, score: unknown, coverage: 0 %, symptoms: [input-missing/up]}
        """).Failures.ShouldBeEmpty();

    [Fact]
    public void Of_SeriesOfAnInput_HaveTheirOwnSymptoms() => Run("""
        inputs:
          up: "true x30"
          packets: {series: {"protocol=rsvp": "0+10x9 90x9", "protocol=igmp": "0+10x30", "protocol=a/b": "0x9"}}
        expect:
          - {at: 5s, score: 80, symptoms: [silent/a%2Fb]}
          - {at: 18s, score: 80, symptoms: [{name: silent/rsvp, text: rsvp is silent}]}
        """).Failures.ShouldBeEmpty();

    [Fact]
    public void Coverage_CountsWhatPassingTestsExpect()
    {
        var raisedOnly = Run("{inputs: {up: \"false x9\"}, expect: [{at: 5s, symptoms: [down]}]}");
        var both = Run("{inputs: {up: \"false x9 true x9\"}, expect: [{at: 5s, symptoms: [down]}, {at: 15s, symptoms: []}]}");
        var failed = Run("{inputs: {up: \"true x9\"}, expect: [{at: 5s, symptoms: [down]}, {at: 9s, symptoms: []}]}");
        var package = Catalog.Find("test")!.Package;

        FixtureCoverage.Of(package, [failed]).NotRaised.ShouldBe(["thing.down", "thing.silent"]);
        FixtureCoverage.Of(package, [raisedOnly]).ShouldSatisfyAllConditions(
            coverage => coverage.Symptoms.ShouldBe(2),
            coverage => coverage.NotRaised.ShouldBe(["thing.silent"]),
            coverage => coverage.NotCleared.ShouldBe(["thing.down", "thing.silent"]));
        FixtureCoverage.Of(package, [both]).NotCleared.ShouldBe(["thing.silent"]);
    }

    private static FixtureResult Run(string body)
    {
        var lines = body.StartsWith('{') ? body[1..^1].Replace(", expect", "\nexpect", StringComparison.Ordinal) : body;
        var text = "tests:\n  - name: one\n    type: thing\n    parameters: {device: pe1}\n    " + lines.Replace("\n", "\n    ", StringComparison.Ordinal) + "\n";
        var read = FixtureLoader.Load([("t.yaml", text)], Catalog.Find("test")!.Package, Catalog);
        read.Errors.ShouldBeEmpty(string.Join('\n', read.Errors));
        return FixtureRun.Of(read.Fixtures.Single(), Catalog);
    }

    private static PackageCatalog Load()
    {
        var change = PackageCatalog.Empty.Replace([("p.yaml", Package)]);
        change.Errors.ShouldBeEmpty(string.Join('\n', change.Errors));
        return change.Catalog;
    }
}
