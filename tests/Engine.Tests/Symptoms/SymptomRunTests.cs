using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Engine.Tests.Symptoms;

public sealed class SymptomRunTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SymptomRun _run = new(Definition(raiseAfter: 1, clearAfter: 2));

    [Fact]
    public void Advance_HoldsShorterThanRaiseAfter_IsNotRaised()
    {
        Advance(0, true).ShouldBe(SymptomTransition.None);
        Advance(0.5, false).ShouldBe(SymptomTransition.None);
        Advance(1.2, true).ShouldBe(SymptomTransition.None);

        _run.IsRaised.ShouldBeFalse();
    }

    [Fact]
    public void Advance_HoldsForRaiseAfter_IsRaisedWithTheStartOfTheCondition()
    {
        Advance(0, true);

        Advance(1, true).ShouldBe(SymptomTransition.Raised);

        _run.Symptom!.Start.ShouldBe(Start);
    }

    [Fact]
    public void Advance_GoneShorterThanClearAfter_StaysRaised()
    {
        Raise();
        Advance(5, false).ShouldBe(SymptomTransition.None);
        Advance(6, true).ShouldBe(SymptomTransition.None);
        Advance(7.5, true).ShouldBe(SymptomTransition.None);

        _run.IsRaised.ShouldBeTrue();
    }

    [Fact]
    public void Advance_GoneForClearAfter_IsCleared()
    {
        Raise();
        Advance(5, false);
        _run.Due.ShouldBe(Start.AddSeconds(7));

        Advance(7, false).ShouldBe(SymptomTransition.Cleared);
    }

    [Fact]
    public void Advance_RaisedAgain_IsANewOccurrence()
    {
        Raise();
        Advance(5, false);
        Advance(7, false);
        Advance(10, true);

        Advance(11, true).ShouldBe(SymptomTransition.Raised);

        _run.Symptom!.Start.ShouldBe(Start.AddSeconds(10));
    }

    [Fact]
    public void Advance_ComesAndGoesTooOften_IsHeldOpenUntilItWasGoneForLong()
    {
        var run = new SymptomRun(Definition(0, 0) with { Flapping = new FlappingRule(3, TimeSpan.FromSeconds(60)) });
        var second = 0;
        for (; second < 4; second += 2)
        {
            Follow(run, second, true).ShouldBe(SymptomTransition.Raised);
            run.Flaps.ShouldBe(0);
            Follow(run, second + 1, false).ShouldBe(SymptomTransition.Cleared);
        }

        Follow(run, 4, true).ShouldBe(SymptomTransition.Raised);
        run.Flaps.ShouldBe(3);
        Follow(run, 5, false).ShouldBe(SymptomTransition.None);
        Follow(run, 6, true).ShouldBe(SymptomTransition.None);
        run.Flaps.ShouldBe(4);
        Follow(run, 7, false).ShouldBe(SymptomTransition.None);

        Follow(run, 26, false).ShouldBe(SymptomTransition.None);
        Follow(run, 27, false).ShouldBe(SymptomTransition.Cleared);
        run.Flaps.ShouldBe(0);
    }

    private static SymptomDefinition Definition(double raiseAfter, double clearAfter) => new()
    {
        Name = "s",
        Id = "p/t.s",
        When = ExpressionCompiler.Compile("true", ExpressionScope.Empty).Expression!,
        Weight = 10,
        RaiseAfter = TimeSpan.FromSeconds(raiseAfter),
        ClearAfter = TimeSpan.FromSeconds(clearAfter),
        Text = "",
        Description = "",
    };

    private void Raise()
    {
        Advance(0, true);
        Advance(1, true).ShouldBe(SymptomTransition.Raised);
    }

    private SymptomTransition Advance(double seconds, bool holds) => Follow(_run, seconds, holds);

    // What the engine does with a transition.
    private static SymptomTransition Follow(SymptomRun run, double seconds, bool holds)
    {
        var now = Start.AddSeconds(seconds);
        var transition = run.Advance(holds, now);
        run.Symptom = transition switch
        {
            SymptomTransition.Raised => new Symptom { Id = "p/t.s", AgentId = "a", Weight = 10, Text = "", Start = run.Since },
            SymptomTransition.Cleared => run.Symptom! with { Stop = now },
            _ => run.Symptom,
        };
        return transition;
    }
}
