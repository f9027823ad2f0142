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
        Errors(Head + "subservices:\n" + Repeat(1001, i => $"  t{i}:\n{Type}")).ShouldBe(["f.yaml:4005:3: subservices.t1000: the package has 1,001 types, and 1,000 are allowed (split the package, and let one part require the other)"]);

    [Fact]
    public void Load_TooManyImplementations_IsRefusedWithTheNumbers() =>
        Errors(Head + "metrics:\n  load:\n    type: number\n    parameters: [device]\n    implementations:\n" + Repeat(33, i => $"      - {{name: p{i}, source: procfs, read: load}}\n"))
            .ShouldBe(["f.yaml:5:3: metrics.load: the metric has 33 implementations, and 32 are allowed (make a second metric of those for other devices)"]);

    [Fact]
    public void Load_TooManySymptomsAndInputs_IsRefusedWithTheNumbers() =>
        Errors(Head + Load + "subservices:\n  t:\n" + Type
            + "    inputs:\n" + Repeat(201, i => $"      i{i}: {{metric: load}}\n")
            + "    symptoms:\n" + Repeat(201, i => $"      - {{name: s{i}, when: i0 > {i}, weight: 1, text: x, description: x}}\n"))
            .ShouldBe(["f.yaml:10:3: subservices.t: the type has 201 inputs, and 200 are allowed (split the type, and let one part depend on the other)", "f.yaml:10:3: subservices.t: the type has 201 symptoms, and 200 are allowed (split the type, and let one part depend on the other)"]);

    [Fact]
    public void Load_TooManyExpressionNodes_IsRefusedWithTheNumbers()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("i", 190));

        Errors(Head + Load + "    interval: 5s\nsubservices:\n  t:\n" + Type + "    inputs:\n      i: {metric: load}\n    symptoms:\n"
            + Repeat(110, i => $"      - {{name: s{i}, when: {sum} > {i}, weight: 1, text: x, description: x}}\n"))
            .ShouldBe(["f.yaml:11:3: subservices.t: one instance would need 21,120 expression nodes, and 20,000 are allowed (split the type, and let one part depend on the other)"]);
    }

    [Fact]
    public void Load_TooManyRulesAndQueries_IsRefusedWithTheNumbers() =>
        Errors(Head + "subservices:\n  a:\n" + Type + "  t:\n" + Type + "    dependencies:\n"
            + Repeat(200, _ => "      - {subservice: a, with: {device: \"{device}\"}}\n")
            + $"      - {{subservice: a, with: {{device: \"{{device}}\"}}, if-exists: [{string.Join(", ", Enumerable.Repeat("{relation: device}", 9))}]}}\n")
            .ShouldBe(["f.yaml:9:3: subservices.t: the type has 201 dependency rules, and 200 are allowed (split the type, and let one part depend on the other)", "f.yaml:9:3: subservices.t: a dependency rule has 9 queries, and 8 are allowed (let a subservice in between ask some of them)"]);

    [Fact]
    public void Check_WindowsAndSeries_CountForTheMetricsTheyRead()
    {
        var type = TestPackages.Base.FindSubservice("interface")!;
        var errors = new ErrorList();

        new PackageBudget(PackageLimits.Default with { WindowSamples = 1000, Series = 9 }, new HourOfSamples(), errors)
            .Check(new SourceEntry(Scalar("interface"), Scalar("")), type, TestPackages.Base.MetricsOf("base"));

        errors.Errors.Select(error => error.Message).ShouldBe(
            ["one instance would hold 67,320 samples in windows, and 1,000 are allowed", "one instance would have 29 series, and 9 are allowed"]);
    }

    [Fact]
    public void Load_QuantilesOfFastMetrics_AreRefusedWithTheNumbersAndTheMostExpensiveOne()
    {
        var errors = Errors(Head + Load + "    interval: 100ms\nsubservices:\n  t:\n" + Type + "    inputs:\n      i: {metric: load}\n    symptoms:\n"
            + Repeat(189, i => $"      - {{name: s{i}, when: 'quantile(0.9, i over {(i == 100 ? 48 : 47)} s) > {i}', weight: 1, text: x, description: x}}\n"));

        var error = errors.ShouldHaveSingleItem();
        error.ShouldStartWith("f.yaml:11:3: subservices.t: one instance would need ");
        error.ShouldContain(" node evaluations per second, and 10,000 are allowed (the most expensive expression, with ");
        error.ShouldEndWith(" is at f.yaml:118:28: shorten its windows, or lengthen the intervals of what it reads)");
    }

    [Fact]
    public void Load_TheSameOnceAMinute_IsTaken() =>
        Errors(Head + Load + "    interval: 5s\nsubservices:\n  t:\n" + Type + "    inputs:\n      i: {metric: load}\n    symptoms:\n"
            + Repeat(189, i => $"      - {{name: s{i}, when: 'quantile(0.9, i over 47 s) > {i}', weight: 1, text: x, description: x}}\n")).ShouldBeEmpty();

    [Fact]
    public void Load_ManyTypesEachWithinItsLimits_AreRefusedTogetherBeforeAnythingIsCompiled() =>
        Errors(Head + Load + "subservices:\n"
            + Repeat(51, t => $"  t{t}:\n{Type}    inputs:\n      i: {{metric: load}}\n    symptoms:\n" + Repeat(100, i => $"      - {{name: s{i}, when: nonsense}}\n")))
            .ShouldBe(["f.yaml:10:3: subservices.t0: the package has 5,100 symptoms, and 5,000 are allowed (split the package, and let one part require the other)"]);

    [Fact]
    public void Load_ManyFastExpressions_AreRefusedTogether()
    {
        var errors = Errors(Head + Load + "    interval: 100ms\nsubservices:\n"
            + Repeat(25, t => $"  t{t}:\n{Type}    inputs:\n      i: {{metric: load}}\n    symptoms:\n"
                + Repeat(9, i => $"      - {{name: s{i}, when: {string.Join(" + ", Enumerable.Repeat("i", 100))} > {i}, weight: 1, text: x, description: x}}\n")));

        errors.ShouldHaveSingleItem().ShouldStartWith("f.yaml:1:10: package: one instance of each type would need ");
    }

    [Fact]
    public void Base_IsFarBelowTheLimits()
    {
        var cost = PackageCost.Of(TestPackages.Base.Find("base")!.Package, TestPackages.Base.MetricsOf("base"));

        TestContext.Current.TestOutputHelper?.WriteLine($"all {cost.Total.Evaluations:F0}/s, {cost.Total.Nodes} nodes; {string.Join(", ", cost.Types.OrderByDescending(type => type.Value.Evaluations).Take(5).Select(type => $"{type.Key} {type.Value.Evaluations:F0}/s"))}");
        cost.Total.Evaluations.ShouldBeInRange(1, PackageLimits.Default.PackageEvaluations / 10);
        cost.Total.Nodes.ShouldBeLessThan(PackageLimits.Default.PackageExpressionNodes / 10);
        cost.Types.Values.ShouldAllBe(type => type.Evaluations < PackageLimits.Default.Evaluations / 10);
    }

    private static SourceScalar Scalar(string text) => new(new SourceFile("f.yaml", ""), 3, 1, "x", text, ScalarNotation.Plain, 0);

    private static List<string> Errors(string text) => [.. PackageLoader.Load([("f.yaml", text)]).Errors.Select(error => error.ToString())];

    private static string Repeat(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));

    /// <summary>As if every expression looked at the last hour of each of its inputs.</summary>
    private sealed class HourOfSamples : IExpressionCosts
    {
        public ExpressionCost Of(CompiledExpression expression, IReadOnlyDictionary<string, MetricDefinition> metrics) =>
            new(1, expression.Inputs.Sum(input => (long)(TimeSpan.FromHours(1) / metrics[input].Interval)), 1, 1);
    }
}
