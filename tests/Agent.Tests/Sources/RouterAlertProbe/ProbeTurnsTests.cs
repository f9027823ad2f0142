using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Agent.Tests.Support;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlertProbe;

public sealed class ProbeTurnsTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void NextAfter_AnyMoment_IsTheFirstTurnBehindIt() => Prop.ForAll(Turns().ToArbitrary(), turn =>
    {
        var task = ProbeTasks.Task(period: turn.Period, offset: turn.Offset);
        var next = ProbeTurns.NextAfter(task, turn.Moment);
        return next > turn.Moment
            && next - turn.Moment <= TimeSpan.FromSeconds(turn.Period)
            && next.ToUnixTimeSeconds() % turn.Period == turn.Offset
            && next.ToUnixTimeMilliseconds() % 1000 == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Next_SeveralTasks_IsTheEarliest()
    {
        var turns = new ProbeTurns();

        turns.Replace([ProbeTasks.Task("b", offset: 9), ProbeTasks.Task("a", offset: 3)], Start);

        turns.Next()!.Value.ShouldSatisfyAllConditions(turn => turn.Task.Id.ShouldBe("a"), turn => turn.At.ShouldBe(Start.AddSeconds(3)));
        turns.Done(turns.Next()!.Value.Task, Start.AddSeconds(5));
        turns.Next()!.Value.ShouldSatisfyAllConditions(turn => turn.Task.Id.ShouldBe("b"), turn => turn.At.ShouldBe(Start.AddSeconds(9)));
    }

    [Fact]
    public void Next_ARoundThatLasts_LetsEveryTaskHaveItsTurn()
    {
        var turns = new ProbeTurns();
        var (now, taken) = (Start, new List<string>());
        turns.Replace([ProbeTasks.Task("a", offset: 0), ProbeTasks.Task("b", offset: 5), ProbeTasks.Task("c", offset: 10)], now);

        for (var round = 0; round < 9; round++)
        {
            var turn = turns.Next()!.Value;
            now = (turn.At > now ? turn.At : now).AddSeconds(12);
            taken.Add(turn.Task.Id);
            turns.Done(turn.Task, now);
        }

        taken.CountBy(id => id).ShouldAllBe(count => count.Value == 3);
    }

    [Fact]
    public void Done_ARoundLongerThanThePeriod_TakesTheLastTurnThatCameMeanwhile()
    {
        var turns = new ProbeTurns();
        turns.Replace([ProbeTasks.Task(period: 10, offset: 4)], Start);

        turns.Done(turns.Next()!.Value.Task, Start.AddSeconds(17));
        turns.Next()!.Value.At.ShouldBe(Start.AddSeconds(14));

        turns.Done(turns.Next()!.Value.Task, Start.AddSeconds(46));
        turns.Next()!.Value.At.ShouldBe(Start.AddSeconds(44));

        turns.Done(turns.Next()!.Value.Task, Start.AddSeconds(49));
        turns.Next()!.Value.At.ShouldBe(Start.AddSeconds(54));
    }

    [Fact]
    public void Replace_TheSameTask_KeepsTheTurnItWaitsFor()
    {
        var turns = new ProbeTurns();
        turns.Replace([ProbeTasks.Task(offset: 4)], Start);

        // Its turn has come, and a round of another task is under way.
        turns.Replace([ProbeTasks.Task(offset: 4)], Start.AddSeconds(6));
        turns.Next()!.Value.At.ShouldBe(Start.AddSeconds(4));

        turns.Replace([ProbeTasks.Task(offset: 5)], Start.AddSeconds(6));
        turns.Next()!.Value.At.ShouldBe(Start.AddSeconds(20));
    }

    [Fact]
    public void Done_ATaskThatIsGone_DoesNotComeBack()
    {
        var turns = new ProbeTurns();
        turns.Replace([ProbeTasks.Task()], Start);
        turns.Replace([], Start);

        turns.Done(ProbeTasks.Task(), Start);

        turns.Next().ShouldBeNull();
    }

    private static Gen<(int Period, int Offset, DateTimeOffset Moment)> Turns() =>
        from period in Gen.Choose(1, 1000)
        from offset in Gen.Choose(0, period - 1)
        from milliseconds in Gen.Choose(-100_000_000, 100_000_000)
        select (period, offset, Start.AddMilliseconds(milliseconds));
}
