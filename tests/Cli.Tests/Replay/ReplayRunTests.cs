using RouterAlertAssurance.Cli.Replay;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Tests.Replay;

public sealed class ReplayRunTests
{
    private const string Package = """
        package: house
        version: 1.0.0
        revision: 2026-01-31
        metrics:
          open: {type: boolean, parameters: [device], implementations: [{name: a, source: sensor, read: door, arguments: {of: "{device}"}}]}
          dust: {type: number, unit: ratio, parameters: [device], implementations: [{name: a, source: sensor, read: dust}]}
          steps: {type: number, labels: [room], parameters: [device], implementations: [{name: a, source: sensor, read: steps}]}
        subservices:
          door:
            description: A door.
            label: Door {device}
            owner: device
            parameters: [{name: device, type: device, description: The door.}]
            inputs: {open: {metric: open}, dust: {metric: dust, required: false}, steps: {metric: steps, required: false}}
            thresholds: {max-steps: {value: 5, description: Steps that are borne.}}
            symptoms:
              - {name: open, when: open, weight: 30, raise-after: 2s, text: "{device} is open", description: A door is open.}
              - {name: busy, for-each: [room], when: steps > max-steps, weight: 10, text: "{room} is busy", description: A room is busy.}
        """;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SubserviceId Door = new("door", "d1");

    [Fact]
    public void Of_RecordedSamples_GivesSymptomsAndScores()
    {
        var outcome = Replay([.. Enumerable.Range(0, 30).Select(second => Open(second, second is >= 10 and < 20))]);

        var episode = outcome.Simulation.Episodes.ShouldHaveSingleItem();
        episode.Symptom.ShouldSatisfyAllConditions(
            symptom => symptom.Id.ShouldBe("house/door.open"),
            symptom => symptom.Text.ShouldBe("d1 is open"),
            symptom => (symptom.Start - Start).TotalSeconds.ShouldBe(10, 1),
            symptom => (symptom.Stop!.Value - Start).TotalSeconds.ShouldBe(20, 1));
        episode.Account!.Inputs.ShouldHaveSingleItem().Origin.Read.ShouldBe("sensor door(of=d1)");
        outcome.Simulation.ScoresOf(Door).Select(score => score.Score).ShouldBe([100, 70, 100]);
        outcome.NotRecorded.ShouldBe(["dust of d1: sensor dust()", "steps of d1: sensor steps()"]);
    }

    [Fact]
    public void Of_MetricThatHadAnotherName_IsFoundByWhatWasRead() =>
        Replay([.. Enumerable.Range(0, 9).Select(second => Open(second, isOpen: true) with { Metric = "ajar" })])
            .Simulation.Episodes.ShouldHaveSingleItem().Symptom.Id.ShouldBe("house/door.open");

    [Fact]
    public void Of_SeriesOfAMetric_AreToldApart()
    {
        var steps = Enumerable.Range(0, 9).SelectMany(second => new[] { Steps(second, "hall", 9), Steps(second, "bath", 1) });

        var outcome = Replay([.. Enumerable.Range(0, 9).Select(second => Open(second, isOpen: false)).Concat(steps)]);

        outcome.Simulation.Episodes.ShouldHaveSingleItem().Symptom.Text.ShouldBe("hall is busy");
    }

    [Fact]
    public void Of_ThresholdsOfTheAssignment_Count()
    {
        var assignment = Assignment() with { Thresholds = [new NodeThreshold("door", "d1", "max-steps", 10, "")] };

        Replay([Open(0, isOpen: false), Steps(0, "hall", 9)], assignment).Simulation.Episodes.ShouldBeEmpty();
    }

    [Fact]
    public void Of_NothingRecorded_IsNotKnown() =>
        Replay([]).Simulation.ScoresOf(Door).ShouldHaveSingleItem().Score.ShouldBe(-1);

    [Fact]
    public void Of_NodeOfAnotherPackageOrAgent_IsLeftOut()
    {
        var material = Material([Open(0, isOpen: false)], Assignment(), Node("door", "d1", "a1"), Node("door", "d2", "a2"), Node("window", "w1", "a1"));

        ReplayRun.Of(material, Catalog()).LeftOut.Select(left => $"{left.Id}: {left.Reason}").ShouldBe(
            ["door[d2]: its agent was not asked", "window[w1]: its type is in no package that is replayed"]);
    }

    [Fact]
    public void Episodes_BesideTheRecorded_AreSameNewOrGone()
    {
        var simulated = Replay([.. Enumerable.Range(0, 60).Select(second => Open(second, second is (>= 10 and < 20) or (>= 40 and < 50)))]).Simulation.Episodes;

        var episodes = ReplayComparison.Episodes(
            simulated,
            [Recorded("house/door.open", 11, 19, 50), Recorded("house/door.creaks", 5, null, 10)],
            Start,
            Start.AddMinutes(1));

        episodes.Select(episode => (episode.Verdict, episode.Symptom, episode.RecordedWeight)).ShouldBe(
            [("gone", "house/door.creaks", null), ("same", "house/door.open", 50), ("new", "house/door.open", null)]);
    }

    [Fact]
    public void Episodes_WithoutARecord_AreNeitherNewNorTheSame() =>
        ReplayComparison.Episodes(Replay([Open(0, isOpen: true), Open(5, isOpen: true)]).Simulation.Episodes, null, Start, Start.AddMinutes(1))
            .ShouldHaveSingleItem().Verdict.ShouldBe("replayed");

    private static SymptomEpisode Recorded(string id, int start, int? stop, int weight) => new(
        SubserviceReference.From(Door),
        new SymptomDocument { Id = id, Start = Start.AddSeconds(start), Stop = stop is { } end ? Start.AddSeconds(end) : null, Weight = weight },
        null);

    private static RecordedSample Open(int second, bool isOpen) => new()
    {
        Metric = "open",
        Device = "d1",
        Implementation = "a",
        Read = "sensor door(of=d1)",
        Time = Start.AddSeconds(second),
        State = "present",
        Number = isOpen ? 1 : 0,
    };

    private static RecordedSample Steps(int second, string room, double number) => new()
    {
        Metric = "steps",
        Device = "d1",
        Implementation = "a",
        Read = "sensor steps()",
        Labels = $"room={room}",
        Time = Start.AddSeconds(second),
        State = "present",
        Number = number,
    };

    private static ReplayOutcome Replay(IReadOnlyList<RecordedSample> samples, AgentAssignment? assignment = null) =>
        ReplayRun.Of(Material(samples, assignment ?? Assignment()), Catalog());

    private static ReplayMaterial Material(IReadOnlyList<RecordedSample> samples, AgentAssignment assignment, params ReplayNode[] nodes) => ReplayMaterial.Of(
        new ReplayRequest(Start, samples.Count == 0 ? Start.AddSeconds(5) : samples.Max(sample => sample.Time).AddSeconds(3), null, null, null, new WarmUp(TimeSpan.Zero, TimeSpan.Zero)),
        new ReplayGraph([new ReplayVersion(Start, nodes is [] ? [Node("door", "d1", "a1")] : nodes)], [], "of the test"),
        new Dictionary<string, AgentAssignment> { ["a1"] = assignment },
        samples);

    private static AgentAssignment Assignment() => new() { Devices = [new DeviceDefinition { Name = "d1" }] };

    private static ReplayNode Node(string type, string id, string agent) =>
        ReplayNode.Of(new GraphNode { Type = type, Id = id, Label = id, Agent = agent, Parameters = new Dictionary<string, string> { ["device"] = id } });

    private static PackageCatalog Catalog()
    {
        var change = PackageCatalog.Empty.Replace([("p.yaml", Package)]);
        change.Errors.ShouldBeEmpty(string.Join('\n', change.Errors));
        return change.Catalog;
    }
}
