using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Engine.Tests;

public sealed class AssuranceEngineTests
{
    private const string Package = """
        metrics:
          up: {type: boolean, parameters: [device], implementations: [{name: t, source: t, read: t}]}
          errors: {type: number, unit: errors, kind: counter, parameters: [device], implementations: [{name: t, source: t, read: t}]}
          load: {type: number, unit: "%", parameters: [device], implementations: [{name: t, source: t, read: t}]}
          punted: {type: number, unit: packets, kind: counter, labels: [protocol], parameters: [device], implementations: [{name: t, source: t, read: t}]}
        subservices:
          thing:
            description: A thing.
            label: Thing of {device}
            owner: device
            parameters:
              - {name: device, type: device, description: The device.}
            inputs:
              up: {metric: up}
              errors: {metric: errors, required: false}
              load: {metric: load, required: false}
              punted: {metric: punted, required: false}
            thresholds:
              max-errors: {value: 1 errors/s, description: Errors.}
            symptoms:
              - {name: down, when: not up, broken: true, text: "{device} is down", description: It is down.}
              - name: errors
                when: rate(errors) > max-errors
                weight: 40
                raise-after: 2s
                clear-after: 4s
                text: "{device} has {=rate(errors)}"
                description: Errors.
              - name: load
                when: not absent(load) and load > 50 %
                weight: 2 * (load - 50 %) / 1 %
                text: "{device} is loaded to {=load}"
                description: Load.
                runbook: https://runbooks.example/load
              - name: punted
                for-each: [protocol]
                when: rate(punted) > 100 packets/s
                weight: 20
                text: "{device} punts {=rate(punted)} of {protocol}"
                description: Punted packets.
        """;

    private readonly EngineCase _case = new(Package);

    [Fact]
    public void Advance_EverythingFresh_IsHealthy()
    {
        Fresh(0);

        _case.Advance(0);

        _case.Health.ShouldBeSameAs(OwnHealth.Healthy);
        _case.Engine.IsReady(_case.Number).ShouldBeTrue();
    }

    [Fact]
    public void Advance_ConditionHolds_RaisesWithTextAndEvidence()
    {
        Fresh(0);
        _case.Set("up", 1, false);

        _case.Advance(1).ShouldBeTrue();

        var symptom = _case.Active.Single();
        (symptom.Id, symptom.Text, symptom.Broken, symptom.AgentId).ShouldBe(("test/thing.down", "pe1 is down", true, "agent"));
        var evidence = _case.Engine.EvidenceFor(_case.Number, symptom.Id)!;
        evidence.Condition.ShouldBe("not up");
        evidence.Steps[0].Value.Boolean.ShouldBeTrue();
        evidence.Inputs.Single().Origin.ShouldBe(new SampleOrigin("test", "up"));
        _case.Advance(2).ShouldBeFalse();
    }

    [Fact]
    public void Advance_TimePasses_RaisesAndClearsWithoutSamples()
    {
        Fresh(0);
        _case.Set("errors", 2, 10);
        _case.Advance(2);
        _case.Active.ShouldBeEmpty();

        _case.Advance(4).ShouldBeTrue();
        _case.Active.Single().ShouldSatisfyAllConditions(
            symptom => symptom.Text.ShouldBe("pe1 has 5 errors/s"), symptom => symptom.Start.ShouldBe(EngineCase.At(2)));

        _case.Set("errors", 6, 10).Advance(6);
        _case.Active.ShouldHaveSingleItem();
        _case.Advance(10).ShouldBeTrue();
        _case.Active.ShouldBeEmpty();
        _case.Health.Symptoms.Single().Stop.ShouldBe(EngineCase.At(10));
    }

    [Fact]
    public void Advance_WeightExpression_FollowsTheValue()
    {
        Fresh(0);
        _case.Set("load", 1, 60).Advance(1);
        _case.Active.Single().Weight.ShouldBe(20);

        _case.Set("load", 2, 75).Advance(2);
        _case.Active.Single().Weight.ShouldBe(50);
        _case.Active.Single().Start.ShouldBe(EngineCase.At(1));
        _case.Active.Single().Text.ShouldBe("pe1 is loaded to 60 %");

        _case.Set("load", 12, 100).Advance(12);
        _case.Active.Single(symptom => symptom.Id == "test/thing.load").ShouldSatisfyAllConditions(symptom => symptom.Weight.ShouldBe(100), symptom => symptom.Text.ShouldBe("pe1 is loaded to 100 %"));
    }

    [Fact]
    public void Advance_ForEach_RaisesOnePerSeries()
    {
        Fresh(0);
        _case.SetSeries("punted", 0, ("rsvp", 0), ("igmp", 0), ("mld", 0)).Advance(0);
        _case.SetSeries("punted", 2, ("rsvp", 1000), ("igmp", 10), ("mld", 20)).Advance(2);

        _case.Active.Single().ShouldSatisfyAllConditions(
            symptom => symptom.Id.ShouldBe("test/thing.punted/rsvp"), symptom => symptom.Text.ShouldBe("pe1 punts 500 packets/s of rsvp"));

        _case.SetSeries("punted", 4, ("rsvp", 2000), ("mld", 9000)).Advance(4);
        _case.Active.Select(symptom => symptom.Id).ShouldBe(["test/thing.punted/mld", "test/thing.punted/rsvp"]);

        _case.SetSeries("punted", 6, ("mld", 18000)).Advance(6);
        _case.Active.Single().Id.ShouldBe("test/thing.punted/mld");
    }

    [Fact]
    public void Advance_RequiredInputStale_IsUnknownAndSaysWhy()
    {
        Fresh(0);
        _case.Advance(0);

        _case.Advance(30).ShouldBeTrue();

        _case.Health.IsKnown.ShouldBeFalse();
        var symptom = _case.Active.Single(symptom => symptom.Weight > 0);
        symptom.Id.ShouldBe("test/thing.input-missing/up");
        symptom.Text.ShouldContain("10 s is the limit");

        _case.Set("up", 31, true).Advance(31);
        _case.Health.IsKnown.ShouldBeTrue();
    }

    [Fact]
    public void Advance_MissingForAnotherReason_TextAndEvidenceFollowAndTheStartStays()
    {
        _case.Advance(0).ShouldBeTrue();
        MissingUp.Text.ShouldBe("up of pe1 is not known since 00:00:00: never read");

        _case.Set("up", Sample.Missing(EngineCase.At(2), "there is no up")).Advance(2);
        MissingUp.Text.ShouldEndWith("never read");
        _case.Engine.NextDue.ShouldBe(EngineCase.At(10));
        _case.Advance(10).ShouldBeTrue();

        MissingUp.ShouldSatisfyAllConditions(
            symptom => symptom.Text.ShouldBe("up of pe1 is not known since 00:00:00: there is no up"), symptom => symptom.Start.ShouldBe(EngineCase.At(0)));
        var input = _case.Engine.EvidenceFor(_case.Number, MissingUp.Id)!.Inputs.Single();
        (input.Sample.Reason, input.Sample.Time, input.Origin.Read).ShouldBe(("there is no up", EngineCase.At(2), "up"));
    }

    [Fact]
    public void Advance_ReasonOfAMissingInputChangesOften_TextFollowsAtMostEveryTenSeconds()
    {
        var texts = new List<string>();
        for (var second = 0; second < 40; second++)
        {
            _case.Set("up", Sample.Failed(EngineCase.At(second), $"timeout after {second} ms")).Advance(second);
            texts.Add(MissingUp.Text);
        }

        texts.Distinct().ShouldBe(
            [.. new[] { 0, 10, 20, 30 }.Select(second => $"up of pe1 is not known since 00:00:00: timeout after {second} ms")]);
    }

    [Fact]
    public void Resume_InputStillMissing_KeepsItsStartAndSaysThePresentReason()
    {
        _case.Set("up", Sample.Failed(EngineCase.At(0), "timeout")).Advance(0);
        var second = new EngineCase(Package);
        second.Engine.Resume(second.Number, _case.Health.Symptoms);

        second.Advance(60);
        second.Active.Single(symptom => symptom.Weight > 0).Text.ShouldEndWith("timeout");
        second.Set("up", Sample.Missing(EngineCase.At(61), "there is no up")).Advance(61);

        second.Active.Single(symptom => symptom.Weight > 0).ShouldSatisfyAllConditions(
            symptom => symptom.Text.ShouldBe("up of pe1 is not known since 00:00:00: there is no up"), symptom => symptom.Start.ShouldBe(EngineCase.At(0)));
    }

    [Fact]
    public void Advance_OptionalInputNeverRead_LowersCoverageOnly()
    {
        _case.Set("up", 0, true).Set("load", 0, 1).Advance(0);

        _case.Health.IsKnown.ShouldBeTrue();
        _case.Health.Coverage.ShouldBe(0.5);
        _case.Engine.IsReady(_case.Number).ShouldBeFalse();
    }

    [Fact]
    public void Resume_ActiveSymptom_KeepsItsStart()
    {
        Fresh(0);
        _case.Set("up", 1, false).Advance(1);
        var second = new EngineCase(Package);
        second.Engine.Resume(second.Number, _case.Health.Symptoms);
        second.Set("up", 60, false);

        second.Advance(60);

        second.Active.Single(symptom => symptom.Id == "test/thing.down").Start.ShouldBe(EngineCase.At(1));
    }

    [Fact]
    public void Resume_MissingInputThatIsReadNoMore_IsForgotten()
    {
        Fresh(0);
        var gone = new Symptom
        {
            Id = "test/thing.input-missing/gone",
            AgentId = "agent",
            Weight = 100,
            Text = "gone is not known",
            Start = EngineCase.At(0),
            Kind = SymptomKind.MissingInput,
        };

        _case.Engine.Resume(_case.Number, [gone]);
        _case.Advance(1);

        _case.Health.IsKnown.ShouldBeTrue();
        _case.Active.ShouldBeEmpty();
    }

    [Fact]
    public void Remove_OneOfTwoThatShare_LeavesTheOtherAlone()
    {
        var other = _case.Add();
        var nodes = _case.Engine.NodeCount;
        Fresh(0);
        _case.Set("errors", 2, 10);
        _case.Engine.Remove(other);
        _case.Advance(2);

        _case.Advance(4);

        _case.Engine.NodeCount.ShouldBe(nodes);
        _case.Active.ShouldHaveSingleItem();
        _case.Engine.Remove(_case.Number);
        _case.Engine.NodeCount.ShouldBe(0);
    }

    [Fact]
    public void Explain_AtAnyTime_AccountsForEverySymptom()
    {
        Fresh(0);
        _case.SetSeries("punted", 0, ("rsvp", 0)).Advance(0);

        var accounts = _case.Engine.Explain(_case.Number);

        accounts.Select(account => account.SymptomId).ShouldBe(["test/thing.down", "test/thing.errors", "test/thing.load", "test/thing.punted/rsvp"]);
        accounts[2].Steps[0].Value.State.ShouldBe(SampleState.Present);
        accounts[3].Inputs.ShouldHaveSingleItem().Series.ShouldHaveSingleItem().Key.ToString().ShouldContain("rsvp");
    }

    [Fact]
    public void NextDue_ConditionHolds_IsWhenTheSymptomIsRaised()
    {
        Fresh(0);
        _case.Advance(0);
        _case.Engine.NextDue.ShouldBeNull();

        _case.Set("errors", 1, 10).Advance(1);

        var due = _case.Engine.NextDue.ShouldNotBeNull();
        due.ShouldBe(EngineCase.At(3));
        _case.Engine.Advance(due.AddTicks(-1));
        _case.Active.ShouldBeEmpty();
        _case.Engine.Advance(due);
        _case.Engine.TakeChanged().ShouldBe([_case.Number]);
        _case.Active.ShouldHaveSingleItem();
    }

    private Symptom MissingUp => _case.Active.Single(symptom => symptom.Id == "test/thing.input-missing/up");

    private void Fresh(double second) =>
        _case.Set("up", second, true).Set("errors", second, 0).Set("load", second, 1).SetSeries("punted", second);
}
