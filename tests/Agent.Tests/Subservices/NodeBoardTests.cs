using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Tests.Subservices;

public sealed class NodeBoardTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly BoardWithOneNode _evaluator = Interface();

    [Fact]
    public void Evaluate_EverythingFresh_IsHealthy()
    {
        Feed(0, ("interface-oper-up", true), ("interface-admin-up", true), ("interface-rx-errors", 0), ("interface-tx-errors", 0), ("interface-rx-discards", 0), ("interface-tx-discards", 0));
        Feed(0, ("interface-rx-packets", 0), ("interface-tx-packets", 0), ("interface-rx-octets", 0), ("interface-tx-octets", 0), ("interface-speed", 0), ("interface-duplex", "full"), ("interface-queue-rate", 0), ("interface-queue-drops", 0));

        _evaluator.Evaluate(Start);

        _evaluator.Health.Symptoms.ShouldBeEmpty();
        _evaluator.Health.Coverage.ShouldBe(1);
        _evaluator.IsReady.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_InterfaceDown_RaisesWithTextAndEvidence()
    {
        Feed(0, ("interface-oper-up", false));

        _evaluator.Evaluate(Start).ShouldBeTrue();

        var symptom = _evaluator.Health.Symptoms.Single(item => item.Id == "base/interface.oper-down");
        symptom.Text.ShouldBe("Interface to-p1 of pe1 is down");
        symptom.Broken.ShouldBeTrue();
        symptom.AgentId.ShouldBe("pe1");
        var evidence = _evaluator.EvidenceFor(symptom.Id)!;
        evidence.Expression.ShouldBe("not oper-up");
        evidence.Samples.Single().Value.ShouldBe("false");
        evidence.Samples.Single().Source.ShouldBe("rtnetlink (rtnetlink)");
        evidence.Samples.Single().Command.ShouldBe("ip -j -s link show dev to-p1  # read over rtnetlink");
        evidence.Steps.ShouldNotBeEmpty();
    }

    [Fact]
    public void Evaluate_NothingChanged_SaysSo()
    {
        Feed(0, ("interface-oper-up", false));
        _evaluator.Evaluate(Start);
        var before = _evaluator.Health;

        Feed(1, ("interface-oper-up", false));

        _evaluator.Evaluate(Start.AddSeconds(1)).ShouldBeFalse();
        _evaluator.Health.ShouldBeSameAs(before);
    }

    [Fact]
    public void Evaluate_ErrorRateHigh_RaisesAfterItsTimeWithTheRate()
    {
        for (var second = 0; second <= 8; second += 2)
        {
            Feed(second, ("interface-oper-up", true), ("interface-rx-errors", second * 10));
            _evaluator.Evaluate(Start.AddSeconds(second));
        }

        _evaluator.Health.Symptoms.Single(item => item.Id == "base/interface.rx-errors").Text.ShouldBe("Interface to-p1 of pe1 receives with 10 errors/s");
    }

    [Fact]
    public void Evaluate_ErrorRateGrowsWhileRaised_TextFollowsAndTheEvidenceStays()
    {
        for (var second = 0; second <= 40; second += 2)
        {
            Feed(second, ("interface-oper-up", true), ("interface-rx-errors", second <= 10 ? second * 10 : 100 + ((second - 10) * 30)));
            _evaluator.Evaluate(Start.AddSeconds(second));
        }

        var symptom = _evaluator.Health.Symptoms.Single(item => item.Id == "base/interface.rx-errors");
        symptom.Text.ShouldBe("Interface to-p1 of pe1 receives with 30 errors/s");
        symptom.Start.ShouldBeLessThan(Start.AddSeconds(10));
        _evaluator.EvidenceFor(symptom.Id)!.Samples.Single(sample => sample.Metric == "interface-rx-errors").Time.ShouldBeLessThan(Start.AddSeconds(11));
    }

    [Fact]
    public void Evaluate_RequiredInputStale_IsUnknownAndSaysWhichInputAndWhy()
    {
        Feed(0, ("interface-oper-up", true));
        _evaluator.Evaluate(Start);

        _evaluator.Evaluate(Start.AddSeconds(30)).ShouldBeTrue();

        _evaluator.Health.IsKnown.ShouldBeFalse();
        var symptom = _evaluator.Health.Symptoms.Single(item => item.Id == "base/interface.input-missing/oper-up");
        symptom.Kind.ShouldBe(SymptomKind.MissingInput);
        symptom.Weight.ShouldBeGreaterThan(0);
        symptom.Text.ShouldContain("interface-oper-up of pe1");
        symptom.Text.ShouldContain("00:00:30");
        symptom.Text.ShouldContain("10 s is the limit");
    }

    [Fact]
    public void Evaluate_OptionalInputMissing_LowersCoverageOnly()
    {
        Feed(0, ("interface-oper-up", true), ("interface-admin-up", true));

        _evaluator.Evaluate(Start);

        _evaluator.Health.IsKnown.ShouldBeTrue();
        _evaluator.Health.Coverage.ShouldBe(2.0 / 14);
        _evaluator.Health.Symptoms.ShouldAllBe(symptom => symptom.Weight == 0);
    }

    [Fact]
    public void Explain_InputNeverRead_SaysSoAndWhatWouldBeRead()
    {
        _evaluator.Evaluate(Start);

        var sample = _evaluator.Explain().Single(condition => condition.SymptomId == "base/interface.oper-down").Evidence.Samples.Single();

        (sample.State, sample.Reason, sample.Time).ShouldBe(("missing", "never read", default));
        sample.Command.ShouldBe("ip -j -s link show dev to-p1  # read over rtnetlink");
    }

    [Fact]
    public void Evaluate_InputBackAgain_IsKnownAgain()
    {
        Feed(0, ("interface-oper-up", true));
        _evaluator.Evaluate(Start.AddSeconds(30));
        Feed(31, ("interface-oper-up", true));

        _evaluator.Evaluate(Start.AddSeconds(31));

        _evaluator.Health.IsKnown.ShouldBeTrue();
        _evaluator.Health.Symptoms.ShouldNotContain(symptom => symptom.Id.EndsWith("/oper-up", StringComparison.Ordinal));
    }

    [Fact]
    public void Resume_ActiveSymptom_KeepsItsStart()
    {
        Feed(0, ("interface-oper-up", false));
        _evaluator.Evaluate(Start);
        var next = Interface();
        next.Resume(_evaluator.Health.Symptoms);
        Feed(next, 60, ("interface-oper-up", false));

        next.Evaluate(Start.AddSeconds(60));

        next.Health.Symptoms.Single(symptom => symptom.Id == "base/interface.oper-down").Start.ShouldBe(Start);
    }

    [Fact]
    public void Explain_AnyTime_HasEveryConditionWithItsValues()
    {
        Feed(0, ("interface-oper-up", false), ("interface-admin-up", true));
        _evaluator.Evaluate(Start);

        var conditions = _evaluator.Explain();

        conditions.Select(condition => condition.SymptomId).ShouldContain("base/interface.rx-errors");
        var down = conditions.Single(condition => condition.SymptomId == "base/interface.oper-down");
        down.IsRaised.ShouldBeTrue();
        down.Description.ShouldNotBeEmpty();
        down.Evidence.Steps[0].Value.ShouldBe("true");
        conditions.Single(condition => condition.SymptomId == "base/interface.admin-down").IsRaised.ShouldBeFalse();
    }

    [Fact]
    public void Plan_NoSourceForAnInput_SaysSo()
    {
        var evaluator = Interface(static _ => false);

        evaluator.Evaluate(Start);

        evaluator.Health.IsKnown.ShouldBeFalse();
        evaluator.Health.Symptoms.ShouldContain(symptom => symptom.Text.Contains("no source", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_ThresholdSetByAnIntent_CountsInPlaceOfTheDefault()
    {
        var lenient = Interface(thresholds: [new("interface", "pe1/to-p1", "max-errors", 100, "errors/s"), new("interface", "pe1/other", "max-errors", 0, "errors/s")]);
        for (var second = 0; second <= 8; second += 2)
        {
            Feed(lenient, second, ("interface-oper-up", true), ("interface-rx-errors", second * 10));
            lenient.Evaluate(Start.AddSeconds(second));
        }

        lenient.Health.Symptoms.ShouldNotContain(item => item.Id == "base/interface.rx-errors");
    }

    private static BoardWithOneNode Interface(Func<string, bool>? hasSource = null, params IReadOnlyList<NodeThreshold> thresholds)
    {
        var catalog = BasePackage.Catalog;
        var node = new AssuranceNode
        {
            Id = new SubserviceId("interface", "pe1/to-p1"),
            Label = "",
            Parameters = ParameterDictionary.Of([new("device", "pe1"), new("interface", "to-p1")]),
        };
        var configuration = new AgentConfiguration(
            new AgentAssignment { Devices = [new DeviceDefinition { Name = "pe1" }], Thresholds = thresholds }, catalog, TypeMappings.Of(catalog), [node]);
        var plan = NodePlan.Of(
            node, catalog.FindSubservice("interface")!, configuration, new Dictionary<string, DeviceInfo>(), hasSource ?? (static _ => true));
        return new BoardWithOneNode(plan);
    }

    private void Feed(double second, params (string Metric, object Value)[] values) => Feed(_evaluator, second, values);

    private static void Feed(BoardWithOneNode evaluator, double second, params (string Metric, object Value)[] values)
    {
        foreach (var (metric, value) in values)
        {
            var definition = evaluator.Node.Plan.Inputs.Single(input => input.Input.Metric.Name == metric).Feed!;
            var sample = value is bool state ? Sample.Present(Start.AddSeconds(second), state)
                : value is string text ? Sample.Present(Start.AddSeconds(second), text)
                : Sample.Present(Start.AddSeconds(second), Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
            evaluator.Take(new FeedReading(new MetricFeed(definition, 3, 2), definition.Implementations[0], sample));
        }
    }

    private sealed class BoardWithOneNode(NodePlan plan)
    {
        private readonly NodeBoard _board = new("pe1");
        private EvaluatedNode? _node;

        public EvaluatedNode Node => _node ??= _board.Add(plan, []);

        public OwnHealth Health => _board.HealthOf(Node);

        public bool IsReady => _board.IsReady(Node);

        public void Resume(IEnumerable<Symptom> earlier) => _node = _board.Add(plan, earlier);

        public void Take(FeedReading reading) => _board.Take(reading);

        public bool Evaluate(DateTimeOffset now)
        {
            var number = Node.Number;
            return _board.Advance(now).Any(changed => changed.Number == number);
        }

        public IReadOnlyList<Contracts.Queries.ConditionAccount> Explain() => _board.Explain(Node);

        public Contracts.Health.Evidence? EvidenceFor(string symptom) => _board.EvidenceFor(Node, symptom);
    }
}
