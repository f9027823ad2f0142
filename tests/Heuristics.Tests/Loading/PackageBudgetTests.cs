using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

public sealed class PackageBudgetTests
{
    private const string Head = "package: big\nversion: 1.0.0\nrevision: 2026-01-31\n";
    private const string Type = "    label: x\n    owner: device\n    parameters: [{name: device, type: device}]\n";
    private const string Load = "metrics:\n  load:\n    type: number\n    parameters: [device]\n    implementations: [{name: p, source: procfs, read: load}]\n";

    [Fact]
    public void Load_TooManyTypes_IsRefusedWithTheNumbers() =>
        Errors(Head + "subservices:\n" + Repeat(1001, i => $"  t{i}:\n{Type}")).ShouldBe(["f.yaml:4005:3: subservices: the package has 1,001 types, and 1,000 are allowed"]);

    [Fact]
    public void Load_TooManyImplementations_IsRefusedWithTheNumbers() =>
        Errors(Head + "metrics:\n  load:\n    type: number\n    parameters: [device]\n    implementations:\n" + Repeat(33, i => $"      - {{name: p{i}, source: procfs, read: load}}\n"))
            .ShouldBe(["f.yaml:5:3: metrics: the metric has 33 implementations, and 32 are allowed"]);

    [Fact]
    public void Load_TooManySymptomsAndInputs_IsRefusedWithTheNumbers() =>
        Errors(Head + Load + "subservices:\n  t:\n" + Type
            + "    inputs:\n" + Repeat(201, i => $"      i{i}: {{metric: load}}\n")
            + "    symptoms:\n" + Repeat(201, i => $"      - {{name: s{i}, when: i0 > {i}, weight: 1, text: x, description: x}}\n"))
            .ShouldBe(["f.yaml:10:3: subservices: the type has 201 inputs, and 200 are allowed", "f.yaml:10:3: subservices: the type has 201 symptoms, and 200 are allowed"]);

    [Fact]
    public void Load_TooManyExpressionNodes_IsRefusedWithTheNumbers()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("i", 190));

        Errors(Head + Load + "subservices:\n  t:\n" + Type + "    inputs:\n      i: {metric: load}\n    symptoms:\n"
            + Repeat(110, i => $"      - {{name: s{i}, when: {sum} > {i}, weight: 1, text: x, description: x}}\n"))
            .ShouldBe(["f.yaml:10:3: subservices: one instance would need 21,120 expression nodes, and 20,000 are allowed"]);
    }

    [Fact]
    public void Load_TooManyRulesAndQueries_IsRefusedWithTheNumbers() =>
        Errors(Head + "subservices:\n  a:\n" + Type + "  t:\n" + Type + "    dependencies:\n"
            + Repeat(200, _ => "      - {subservice: a, with: {device: \"{device}\"}}\n")
            + $"      - {{subservice: a, with: {{device: \"{{device}}\"}}, if-exists: [{string.Join(", ", Enumerable.Repeat("{relation: device}", 9))}]}}\n")
            .ShouldBe(["f.yaml:9:3: subservices: the type has 201 dependency rules, and 200 are allowed", "f.yaml:9:3: subservices: a dependency rule has 9 queries, and 8 are allowed"]);

    [Fact]
    public void Check_WindowsAndSeries_CountForTheMetricsTheyRead()
    {
        var type = TestPackages.Base.FindSubservice("interface")!;
        var errors = new ErrorList();

        new PackageBudget(PackageLimits.Default with { WindowSamples = 1000, Series = 9 }, new HourOfSamples(), errors)
            .Check(new SourceScalar(new SourceFile("f.yaml", ""), 3, 1, "x", "interface", ScalarNotation.Plain, 0), type, TestPackages.Base.MetricsOf("base"));

        errors.Errors.Select(error => error.Message).ShouldBe(
            ["one instance would hold 67,320 samples in windows, and 1,000 are allowed", "one instance would have 29 series, and 9 are allowed"]);
    }

    private static List<string> Errors(string text) => [.. PackageLoader.Load([("f.yaml", text)]).Errors.Select(error => error.ToString())];

    private static string Repeat(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));

    /// <summary>As if every expression looked at the last hour of each of its inputs.</summary>
    private sealed class HourOfSamples : IExpressionCosts
    {
        public ExpressionCost Of(CompiledExpression expression, IReadOnlyDictionary<string, MetricDefinition> metrics) =>
            new(1, expression.Inputs.Sum(input => (long)(TimeSpan.FromHours(1) / metrics[input].Interval)), 1);
    }
}
