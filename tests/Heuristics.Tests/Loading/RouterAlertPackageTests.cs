using System.Text.RegularExpressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

public sealed partial class RouterAlertPackageTests
{
    private const string Runbook = "docs/runbooks/router-alert.md";

    private static readonly HeuristicPackage Package = TestPackages.Base.Find("router-alert")!.Package;

    private static IEnumerable<SymptomDefinition> Symptoms => Package.Subservices.Values.SelectMany(type => type.Symptoms);

    [Fact]
    public void RouterAlert_HasItsTypesAndServices()
    {
        Package.Subservices.Keys.Order(StringComparer.Ordinal).ShouldBe(
        [
            "rao-hop", "rao-interception", "rao-promise", "rao-punt-rate", "rao-rate-limit", "rao-slow-path", "rao-transparency", "rao-trust-boundary",
            "rao-unknown-protocol", "rao-usage",
        ]);
        Package.Services.Keys.Order(StringComparer.Ordinal).ShouldBe(["igmp-multicast", "mld-multicast", "rao-transit", "rsvp-path"]);
    }

    [Fact]
    public void RouterAlert_Texts_EndWithTheSectionTheyRestOn()
    {
        foreach (var symptom in Symptoms)
        {
            Section().IsMatch(symptom.Text).ShouldBeTrue($"{symptom.Id}: {symptom.Text}");
        }
    }

    [Fact]
    public void RouterAlert_Symptoms_AreRaisedInTimeAndDescribed()
    {
        foreach (var symptom in Symptoms)
        {
            symptom.RaiseAfter.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(4), symptom.Id);
            symptom.ClearAfter.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(4), symptom.Id);
            symptom.Description.EndsWith('.').ShouldBeTrue(symptom.Id);
        }
    }

    // From the best verdict on, none counts for less than one before it.
    [Fact]
    public void RouterAlert_Verdicts_WeighMoreTheWorseTheyAre()
    {
        var type = Package.Subservices["rao-transparency"];

        string[] order = ["tunnelled", "stripped", "policed", "dropped"];
        order.Select(name => type.Symptoms.Single(symptom => symptom.Name == name)).Select(symptom => symptom.Broken ? 100 : symptom.Weight)
            .ShouldBe([0, 20, 40, 100]);
        type.Symptoms.Single(symptom => symptom.Name == "stripped-broken").Broken.ShouldBeTrue();
    }

    [Fact]
    public void RouterAlert_TypesAndServices_SayWhatTheyCannotBeUsedOnAndWhatConfiguredMeans()
    {
        Package.Subservices.Values.Where(type => type.NotSupported.Count == 0).Select(type => type.Name).ShouldBeEmpty();
        Package.Services.Values.Where(type => type.Configured.Count == 0).Select(type => type.Name).ShouldBeEmpty();
    }

    [Fact]
    public void RouterAlert_Runbooks_AreSectionsOfTheirPage()
    {
        var sections = File.ReadLines(Path.Combine(TestPackages.Root, Runbook)).Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => $"{Runbook}#{line[3..].ToLowerInvariant().Replace(' ', '-')}").ToList();

        Symptoms.Where(symptom => !sections.Contains(symptom.Runbook)).Select(symptom => $"{symptom.Id}: {symptom.Runbook}").ShouldBeEmpty();
        sections.Except(Symptoms.Select(symptom => symptom.Runbook)).ShouldBeEmpty();
    }

    // The table of requirements names checks as type.symptom: each of them exists, and each symptom stands for some requirement.
    [Fact]
    public void RouterAlert_TableOfRequirements_NamesEverySymptomAndNoOthers()
    {
        var page = File.ReadAllText(Path.Combine(TestPackages.Root, "docs", "router-alert.md"));
        var named = Check().Matches(page).Select(match => match.Groups["check"].Value).Distinct().Order(StringComparer.Ordinal).ToList();

        named.ShouldBe(Package.Subservices.Values.SelectMany(type => type.Symptoms.Select(symptom => $"{type.Name}.{symptom.Name}")).Order(StringComparer.Ordinal));
    }

    // A row's section stands in the text of each symptom that the row names, or the operator reads of another requirement than the one that is hurt.
    [Fact]
    public void RouterAlert_TableOfRequirements_StandsInTheTexts()
    {
        var texts = Package.Subservices.Values.SelectMany(type => type.Symptoms.Select(symptom => (Name: $"{type.Name}.{symptom.Name}", symptom.Text))).ToDictionary(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal);
        var rows = RequirementRow.Of(File.ReadLines(Path.Combine(TestPackages.Root, "docs", "router-alert.md"))).ToList();

        rows.Count.ShouldBeGreaterThan(30);
        rows.SelectMany(row => Check().Matches(row.Check).Select(match => match.Groups["check"].Value).Where(name => !row.IsCitedBy(texts[name])).Select(name => $"{row.Document} {row.Section}: {name} says {texts[name]}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void RouterAlert_Cost_IsFarBelowTheLimits()
    {
        var cost = PackageCost.Of(Package, TestPackages.Base.MetricsOf("router-alert"));

        cost.Total.Evaluations.ShouldBeInRange(1, PackageLimits.Default.PackageEvaluations / 10.0);
        cost.Types.Values.ShouldAllBe(type => type.Evaluations < PackageLimits.Default.Evaluations);
    }

    [GeneratedRegex(@"\[(RFC \d+|the draft)(, sections? [0-9.]+(, [0-9.]+)*( and [0-9.]+)?)?(; (RFC \d+|the draft)(, sections? [0-9.]+(, [0-9.]+)*( and [0-9.]+)?)?)*\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();

    [GeneratedRegex(@"`(?<check>rao-[a-z-]+\.[a-z0-9-]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Check();
}
