using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Agent.Tests.Subservices;

public sealed class SymptomStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SymptomState _state = new(BasePackage.Symptom("is-is", "adjacency-lost"), "pe1");

    [Fact]
    public void Advance_HoldsShorterThanRaiseAfter_IsNotRaised()
    {
        Advance(0, true).ShouldBe(SymptomTransition.None);
        Advance(0.5, false).ShouldBe(SymptomTransition.None);
        Advance(1.2, true).ShouldBe(SymptomTransition.None);

        _state.IsRaised.ShouldBeFalse();
    }

    [Fact]
    public void Advance_HoldsForRaiseAfter_IsRaisedWithTheStartOfTheCondition()
    {
        Advance(0, true);

        Advance(1, true).ShouldBe(SymptomTransition.Raised);

        _state.Symptom!.Start.ShouldBe(Start);
        _state.Symptom.IsActive.ShouldBeTrue();
    }

    [Fact]
    public void Advance_GoneShorterThanClearAfter_StaysRaisedWithTheSameStart()
    {
        Raise();
        Advance(5, false).ShouldBe(SymptomTransition.None);
        Advance(6, true).ShouldBe(SymptomTransition.None);

        _state.Symptom!.Start.ShouldBe(Start);
        _state.IsRaised.ShouldBeTrue();
    }

    [Fact]
    public void Advance_GoneForClearAfter_IsClearedNow()
    {
        Raise();
        Advance(5, false);

        Advance(7, false).ShouldBe(SymptomTransition.Cleared);

        _state.Symptom!.Stop.ShouldBe(Start.AddSeconds(7));
    }

    [Fact]
    public void Advance_NoValueForClearAfter_IsCleared()
    {
        Raise();
        _state.Advance(Unknown(), Start.AddSeconds(5), () => "");

        _state.Advance(Unknown(), Start.AddSeconds(7), () => "").ShouldBe(SymptomTransition.Cleared);
    }

    [Fact]
    public void Advance_RaisedAgain_IsANewOccurrence()
    {
        Raise();
        Advance(5, false);
        Advance(7, false);
        Advance(10, true);

        Advance(11, true).ShouldBe(SymptomTransition.Raised);

        _state.Symptom!.Start.ShouldBe(Start.AddSeconds(10));
        _state.Symptom.Stop.ShouldBeNull();
    }

    [Fact]
    public void Advance_TextChangesWhileRaised_FollowsEveryTenSecondsWithTheSameStart()
    {
        Raise();

        Advance(10.9, true, "new").ShouldBe(SymptomTransition.None);
        _state.Symptom!.Text.ShouldBe("text");

        Advance(11, true, "new").ShouldBe(SymptomTransition.None);
        _state.Symptom.ShouldSatisfyAllConditions(
            symptom => symptom.Text.ShouldBe("new"), symptom => symptom.Start.ShouldBe(Start), symptom => symptom.Stop.ShouldBeNull());

        Advance(20.9, true, "newer");
        _state.Symptom!.Text.ShouldBe("new");
    }

    [Fact]
    public void Advance_SameTextWhileRaised_IsTheSameSymptom()
    {
        Raise();
        var before = _state.Symptom;

        Advance(60, true);

        _state.Symptom.ShouldBe(before);
    }

    [Fact]
    public void Advance_ConditionGoneAndNotClearedYet_KeepsTheText()
    {
        Raise();

        Advance(30, false, "0 of 0").ShouldBe(SymptomTransition.None);

        _state.IsRaised.ShouldBeTrue();
        _state.Symptom!.Text.ShouldBe("text");
    }

    [Fact]
    public void Resume_ActiveSymptom_KeepsItsStart()
    {
        Raise();
        var resumed = new SymptomState(BasePackage.Symptom("is-is", "adjacency-lost"), "pe1");

        resumed.Resume(_state.Symptom!);
        resumed.Advance(Value(true), Start.AddHours(1), () => "new").ShouldBe(SymptomTransition.None);

        resumed.Symptom!.Start.ShouldBe(Start);
        resumed.Symptom.Kind.ShouldBe(SymptomKind.Own);
    }

    private void Raise()
    {
        Advance(0, true);
        Advance(1, true).ShouldBe(SymptomTransition.Raised);
    }

    private SymptomTransition Advance(double seconds, bool holds, string text = "text") => _state.Advance(Value(holds), Start.AddSeconds(seconds), () => text);

    private static EvaluationResult Value(bool value) => new(ExpressionValue.Of(value), "");

    private static EvaluationResult Unknown() => new(ExpressionValue.Without(ExpressionValueType.Boolean, SampleState.Missing, "none", "x"), "");
}
