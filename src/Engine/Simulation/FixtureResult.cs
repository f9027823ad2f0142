using RouterAlertAssurance.Heuristics.Fixtures;

namespace RouterAlertAssurance.Engine;

/// <summary>What became of a test of a package.</summary>
/// <param name="Fixture">The test.</param>
/// <param name="Failures">Empty when all was as expected.</param>
public sealed record FixtureResult(PackageFixture Fixture, IReadOnlyList<FixtureFailure> Failures)
{
    public bool Passed => Failures.Count == 0;
}

/// <summary>Something that was not as a test expected it.</summary>
/// <param name="Expectation">What was looked at, with its time.</param>
/// <param name="What">In words: <c>score</c>, <c>coverage</c>, <c>symptom oper-down</c>.</param>
/// <param name="Expected">What should have been.</param>
/// <param name="Actual">What was.</param>
/// <param name="Account">The account of the symptom at that time, where it is about one that has a condition.</param>
public sealed record FixtureFailure(FixtureExpectation Expectation, string What, string Expected, string Actual, Explanation? Account = null);
