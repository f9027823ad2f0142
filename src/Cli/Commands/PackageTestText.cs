using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>What <c>raa package test</c> prints for people.</summary>
internal static class PackageTestText
{
    public static void Print(TextWriter output, IReadOnlyList<FixtureResult> results, FixtureCoverage? coverage)
    {
        foreach (var result in results)
        {
            output.WriteLine($"{(result.Passed ? "ok    " : "FAILED")}  {result.Fixture.Type.Name}: {result.Fixture.Name}");
            Print(output, result);
        }

        output.WriteLine($"{results.Count(result => result.Passed)} of {results.Count} tests passed.");
        if (coverage is not null)
        {
            Print(output, coverage);
        }
    }

    private static void Print(TextWriter output, FixtureResult result)
    {
        foreach (var failure in result.Failures)
        {
            output.WriteLine($"  {result.Fixture.File}:{failure.Expectation.Line}: at {failure.Expectation.At.TotalSeconds:0.###}s {failure.What}: expected {failure.Expected}, got {failure.Actual}");
            if (failure.Account is { } account)
            {
                Print(output, account);
            }
        }
    }

    private static void Print(TextWriter output, Explanation account)
    {
        output.WriteLine($"    raised when {account.Condition}");
        foreach (var step in account.Steps)
        {
            output.WriteLine($"      {step.Text} = {SampleText.Of(step.Value, step.Unit)}");
        }

        foreach (var input in account.Inputs)
        {
            output.WriteLine($"      input {input.Name}: {ValueOf(input)}");
        }
    }

    public static string ValueOf(InputExplanation input) => input switch
    {
        { IsRead: false } => InputExplanation.NeverRead,
        { Sample.State: SampleState.Present } => SampleText.Of(input.Sample, input.Unit),
        _ => $"{SampleText.Of(input.Sample.State)}: {input.Sample.Reason}",
    };

    private static void Print(TextWriter output, FixtureCoverage coverage)
    {
        var without = coverage.NotRaised.Union(coverage.NotCleared).Count();
        output.WriteLine($"{coverage.Symptoms - without} of {coverage.Symptoms} symptoms are raised by a test and cleared by one.");
        foreach (var (what, names) in new[] { ("raised", coverage.NotRaised), ("cleared", coverage.NotCleared) })
        {
            if (names.Count > 0)
            {
                output.WriteLine($"  {what} by no test: {string.Join(", ", names)}");
            }
        }
    }
}
