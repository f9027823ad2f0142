using System.Text.Json;
using System.Text.Json.Serialization;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>What <c>raa package test --json</c> prints.</summary>
/// <param name="Package">Name of the package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Tests">In the order of the files.</param>
/// <param name="Coverage">Null where only one test was asked for.</param>
internal sealed record PackageTestAnswer(string Package, string Version, IReadOnlyList<PackageTestItem> Tests, FixtureCoverage? Coverage)
{
    public static PackageTestAnswer Of(HeuristicPackage package, IEnumerable<FixtureResult> results, FixtureCoverage? coverage) =>
        new(package.Name, package.Version, [.. results.Select(PackageTestItem.Of)], coverage);
}

internal sealed record PackageTestItem(string Name, string Type, string File, int Line, bool Passed, IReadOnlyList<PackageTestFailure> Failures)
{
    public static PackageTestItem Of(FixtureResult result) => new(
        result.Fixture.Name, result.Fixture.Type.Name, result.Fixture.File, result.Fixture.Line, result.Passed, [.. result.Failures.Select(PackageTestFailure.Of)]);
}

/// <param name="At">Seconds since the beginning.</param>
/// <param name="Line">Line of the expectation.</param>
/// <param name="What">What was looked at.</param>
/// <param name="Expected">What should have been.</param>
/// <param name="Actual">What was.</param>
/// <param name="Account">Of a symptom: what its condition rested on.</param>
internal sealed record PackageTestFailure(double At, int Line, string What, string Expected, string Actual, FixtureAccount? Account)
{
    public static PackageTestFailure Of(FixtureFailure failure) => new(
        failure.Expectation.At.TotalSeconds, failure.Expectation.Line, failure.What, failure.Expected, failure.Actual, failure.Account is { } account ? FixtureAccount.Of(account) : null);
}

internal sealed record FixtureAccount(string Condition, IReadOnlyList<AccountValue> Steps, IReadOnlyList<AccountValue> Inputs)
{
    public static FixtureAccount Of(Explanation account) => new(
        account.Condition,
        [.. account.Steps.Select(step => new AccountValue(step.Text, SampleText.Of(step.Value, step.Unit)))],
        [.. account.Inputs.Select(input => new AccountValue(input.Name, PackageTestText.ValueOf(input)))]);
}

internal sealed record AccountValue(string Name, string Value);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PackageTestAnswer))]
internal sealed partial class PackageTestJson : JsonSerializerContext;
