using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Assignments;

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

        turns.Next(Start)!.Value.ShouldSatisfyAllConditions(turn => turn.Task.Id.ShouldBe("a"), turn => turn.At.ShouldBe(Start.AddSeconds(3)));
        turns.Done(turns.Next(Start)!.Value.Task, Start.AddSeconds(5));
        turns.Next(Start)!.Value.ShouldSatisfyAllConditions(turn => turn.Task.Id.ShouldBe("b"), turn => turn.At.ShouldBe(Start.AddSeconds(9)));
    }

    [Fact]
    public void Next_ARoundThatLasts_LetsEveryTaskHaveItsTurn()
    {
        var turns = new ProbeTurns();
        var (now, taken) = (Start, new List<string>());
        turns.Replace([ProbeTasks.Task("a", offset: 0), ProbeTasks.Task("b", offset: 5), ProbeTasks.Task("c", offset: 10)], now);

        for (var round = 0; round < 9; round++)
        {
            var turn = turns.Next(now)!.Value;
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

        turns.Done(turns.Next(Start)!.Value.Task, Start.AddSeconds(17));
        turns.Next(Start)!.Value.At.ShouldBe(Start.AddSeconds(14));

        turns.Done(turns.Next(Start)!.Value.Task, Start.AddSeconds(46));
        turns.Next(Start)!.Value.At.ShouldBe(Start.AddSeconds(44));

        turns.Done(turns.Next(Start)!.Value.Task, Start.AddSeconds(49));
        turns.Next(Start)!.Value.At.ShouldBe(Start.AddSeconds(54));
    }

    [Fact]
    public void Replace_TheSameTask_KeepsTheTurnItWaitsFor()
    {
        var turns = new ProbeTurns();
        turns.Replace([ProbeTasks.Task(offset: 4)], Start);

        // Its turn has come, and a round of another task is under way.
        turns.Replace([ProbeTasks.Task(offset: 4)], Start.AddSeconds(6));
        turns.Next(Start)!.Value.At.ShouldBe(Start.AddSeconds(4));

        turns.Replace([ProbeTasks.Task(offset: 5)], Start.AddSeconds(6));
        turns.Next(Start)!.Value.At.ShouldBe(Start.AddSeconds(20));
    }

    [Fact]
    public void Done_ATaskThatIsGone_DoesNotComeBack()
    {
        var turns = new ProbeTurns();
        turns.Replace([ProbeTasks.Task()], Start);
        turns.Replace([], Start);

        turns.Done(ProbeTasks.Task(), Start);

        turns.Next(Start).ShouldBeNull();
    }

    [Fact]
    public void Next_ATurnWhoseRoundWouldRunIntoAnothers_IsLeftOut()
    {
        // A round of two protocols takes 5.6 s.
        var turns = new ProbeTurns();
        turns.Replace([ProbeTasks.Task(period: 20, offset: 4, round: 7)], Start);

        turns.Next(Start.AddSeconds(5.3))!.Value.At.ShouldBe(Start.AddSeconds(4));
        turns.Next(Start.AddSeconds(5.5))!.Value.At.ShouldBe(Start.AddSeconds(24));
    }

    // What the orchestrator promises with it: others may send when a round must be over, and no task waits for ever.
    [Fact]
    public void Next_RoundsThatAreOverInTime_HaveEachTurnWithinItsPlace() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var (random, turns, now, taken) = (new Random(seed), new ProbeTurns(), Start, new List<string>());
        ProbeTask[] tasks = [ProbeTasks.Task("a", period: 20, offset: 0, round: 7), ProbeTasks.Task("b", period: 20, offset: 7, round: 6), ProbeTasks.Task("c", period: 40, offset: 13, round: 7)];
        turns.Replace(tasks, now);
        while (now < Start.AddSeconds(120))
        {
            // Looked at now and then, and over at any time that the place allows.
            var (task, at) = turns.Next(now)!.Value;
            now = (now > at ? now : at).AddMilliseconds(random.Next(250));
            var end = ProbeTurns.EndOf(task, at);
            if (turns.Next(now)!.Value != (task, at))
            {
                return false;
            }

            now += (end - now) * random.NextDouble();
            taken.Add(task.Id);
            turns.Done(task, now);
        }

        return taken.Count(id => id == "a") == 6 && taken.Count(id => id == "b") == 6 && taken.Count(id => id == "c") == 3;
    }).QuickCheckThrowOnFailure();

    private static Gen<(int Period, int Offset, DateTimeOffset Moment)> Turns() =>
        from period in Gen.Choose(1, 1000)
        from offset in Gen.Choose(0, period - 1)
        from milliseconds in Gen.Choose(-100_000_000, 100_000_000)
        select (period, offset, Start.AddMilliseconds(milliseconds));
}
