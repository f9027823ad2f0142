using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Probes.Tests.Budget;

public sealed class ProbeBudgetTests
{
    [Fact]
    public void TryTake_WhateverIsAskedFor_NoSecondHasMoreThanTheLimit() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.Zip(Gen.Choose(1, 800), Gen.Choose(0, 3).ArrayOf(3000)).ToArbitrary(), it => MostInASecond(it.Item1, it.Item2) <= it.Item1));

    [Fact]
    public void TryTake_WaitsAsTold_IsGivenThenAndReachesTheSustainedRate()
    {
        var clock = new ManualTimeProvider();
        var budget = new ProbeBudget(500, clock);
        var taken = 0;
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(4);)
        {
            var wait = budget.TryTake();
            taken += wait == TimeSpan.Zero ? 1 : 0;
            clock.Advance(wait);
            passed += wait;
        }

        (taken / 4.0).ShouldBeInRange(budget.Sustained * 0.99, 500);
        budget.Sustained.ShouldBe(475);
    }

    // Steps of the clock in milliseconds; as many packets as are given at each.
    private static int MostInASecond(int limit, int[] steps)
    {
        var clock = new ManualTimeProvider();
        var budget = new ProbeBudget(limit, clock);
        var (now, most, times) = (0, 0, new Queue<int>());
        foreach (var step in steps)
        {
            clock.Advance(TimeSpan.FromMilliseconds(step));
            now += step;
            while (budget.TryTake() == TimeSpan.Zero)
            {
                times.Enqueue(now);
            }

            while (times.TryPeek(out var first) && first <= now - 1000)
            {
                times.Dequeue();
            }

            most = Math.Max(most, times.Count);
        }

        return most;
    }
}
