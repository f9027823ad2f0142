using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

/// <summary>What a package may use of others, and in which order they are loaded.</summary>
public sealed class RequirementTests
{
    private const string Ground = """
        package: ground
        version: 1.2.0
        revision: 2026-01-31
        metrics:
          level:
            type: number
            parameters: [device]
            implementations: [{name: p, source: procfs, read: level}]
        subservices:
          floor:
            label: Floor of {device}
            owner: device
            parameters: [{name: device, type: device}]
        """;

    private const string House = """
        package: house
        version: 1.0.0
        revision: 2026-01-31
        requires: {ground: ">=1.0.0 <2.0.0"}
        subservices:
          roof:
            label: Roof of {device}
            owner: device
            parameters: [{name: device, type: device}]
            inputs:
              height: {metric: level}
            symptoms:
              - {name: low, when: height < 1, weight: 10, text: low, description: Low.}
            dependencies:
              - {subservice: floor, with: {device: "{device}"}}
        """;

    [Fact]
    public void Of_PackageThatRequiresAnother_UsesItsTypesAndMetrics()
    {
        var build = Build(House, Ground);

        build.Refused.ShouldBeEmpty();
        var roof = build.Catalog.FindSubservice("roof")!;
        build.Catalog.FindMetric(roof, "level")!.Name.ShouldBe("level");
        build.Catalog.WithRequired(["house"]).Select(package => package.Name).ShouldBe(["ground", "house"]);
        build.Catalog.WithRequired(["ground", "nothing"]).Select(package => package.Name).ShouldBe(["ground"]);
    }

    [Theory]
    [InlineData("requires: {ground: \">=1.0.0 <2.0.0\"}\n", "", "house.yaml:10:24: subservices.roof.inputs.height.metric: metric 'level' is of package 'ground', which this package does not require (add the line requires: {ground: \">=1.2.0 <2.0.0\"})|house.yaml:14:22: subservices.roof.dependencies[0].subservice: subservice type 'floor' is of package 'ground', which this package does not require (add the line requires: {ground: \">=1.2.0 <2.0.0\"})")]
    [InlineData(">=1.0.0", ">=1.3.0", "house.yaml:4:20: requires.ground: package 'ground' is there in version 1.2.0, which is not in >=1.3.0 <2.0.0 (install a version in the range, or widen it here)")]
    [InlineData(">=1.0.0", "about 1", "house.yaml:4:20: requires.ground: 'about 1 <2.0.0' is no range of versions (such as \">=0.1.0 <1.0.0\", \"1.2.0\" or \"*\")")]
    [InlineData("\">=1.0.0 <2.0.0\"", "[1]", "house.yaml:4:20: requires.ground: a range of versions must be text, not a list (such as \">=0.1.0 <1.0.0\", \"1.2.0\" or \"*\")")]
    [InlineData("ground:", "grund:", "house.yaml:4:12: requires: there is no package 'grund' (did you mean 'ground'?)")]
    [InlineData("ground:", "house:", "house.yaml:4:12: requires: packages require each other: house -> house (a package needs no line to use what is its own)")]
    public void Of_WrongRequirement_IsToldWithPlaceAndRemedy(string text, string replacement, string expected)
    {
        House.ShouldContain(text);

        var refused = Build(House.Replace(text, replacement, StringComparison.Ordinal), Ground).Refused.ShouldHaveSingleItem();

        refused.Name.ShouldBe("house");
        string.Join('|', refused.Errors).ShouldBe(expected);
    }

    [Fact]
    public void Of_PackageWhoseRequirementIsRefused_SaysSo()
    {
        var build = Build(House, Ground.Replace("revision: 2026-01-31", "revision: soon", StringComparison.Ordinal));

        build.Catalog.Packages.ShouldBeEmpty();
        build.Refused.Select(refused => refused.Name).ShouldBe(["ground", "house"]);
        build.Refused[1].Errors.ShouldHaveSingleItem().ToString().ShouldBe("house.yaml:4:12: requires: package 'ground' was refused itself (correct its errors first)");
    }

    [Fact]
    public void Of_PackagesInALoop_AreRefusedWithTheLoopAndTheOthersAreTaken()
    {
        var build = Build(Empty("a", "b"), Empty("b", "c"), Empty("c", "a"), Empty("d", "a"), Empty("e", "f"), Empty("f"));

        build.Catalog.Packages.Select(loaded => loaded.Package.Name).ShouldBe(["e", "f"]);
        build.Refused.Select(refused => refused.Errors.ShouldHaveSingleItem(refused.Name).ToString()).ShouldBe(
        [
            "a.yaml:4:12: requires: packages require each other: a -> b -> c -> a (leave out one of these requirements)",
            "b.yaml:4:12: requires: packages require each other: b -> c -> a -> b (leave out one of these requirements)",
            "c.yaml:4:12: requires: packages require each other: c -> a -> b -> c (leave out one of these requirements)",
            "d.yaml:4:12: requires: package 'a' was refused itself (correct its errors first)",
        ]);
    }

    [Fact]
    public void Of_MetricOfARequiredPackage_CannotBeDefinedAgain()
    {
        var again = House.Replace(
            "subservices:\n", "metrics:\n  level:\n    type: number\n    parameters: [device]\n    implementations: [{name: p, source: procfs, read: level}]\nsubservices:\n", StringComparison.Ordinal);

        Build(again, Ground).Refused.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe("house.yaml:6:3: metrics: metric 'level' is already defined by package 'ground', which this one requires (choose another name)");
    }

    [Fact]
    public void Of_OneNameInTwoFolders_RefusesTheSecond() =>
        CatalogBuild.Of([new("one", [("p.yaml", Ground)]), new("two", [("p.yaml", Ground)])]).Refused.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().Message
            .ShouldBe("package 'ground' is already in one");

    [Fact]
    public void Replace_RequiredPackageByAVersionThatDoesNotFit_IsRefused()
    {
        var both = Build(House, Ground).Catalog;

        both.Replace([("p.yaml", Ground.Replace("1.2.0", "2.0.0", StringComparison.Ordinal))]).Errors.ShouldHaveSingleItem().Message
            .ShouldBe("package 'ground' is there in version 2.0.0, which is not in >=1.0.0 <2.0.0");
        both.Replace([("p.yaml", Ground.Replace("1.2.0", "1.3.0", StringComparison.Ordinal))]).Catalog.Find("ground")!.Package.Version.ShouldBe("1.3.0");
    }

    [Fact]
    public void Of_OnePackageAmongOthers_ReadsOnlyWhatItRequires()
    {
        var asked = new List<string>();

        var result = CatalogBuild.Of(new PackageSource("", [("house.yaml", House)]), name =>
        {
            asked.Add(name);
            return new PackageSource("", [("ground.yaml", Ground)]);
        });

        result.Errors.ShouldBeEmpty();
        result.Package!.Name.ShouldBe("house");
        asked.ShouldBe(["ground"]);
    }

    [Fact]
    public void LoadDirectories_AnyOrderOfFolders_LoadsAll()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("a/p.yaml", House);
        folder.Write("z/p.yaml", Ground);

        var change = PackageCatalog.LoadDirectories(folder.Path);

        change.Errors.ShouldBeEmpty();
        change.Catalog.Packages.Count().ShouldBe(2);
    }

    private static string Empty(string name, params string[] requires) =>
        $"package: {name}\nversion: 1.0.0\nrevision: 2026-01-31\nrequires: {{{string.Join(", ", requires.Select(required => $"{required}: \"*\""))}}}\n";

    private static CatalogBuild Build(params string[] packages) =>
        CatalogBuild.Of(packages.Select(text => new PackageSource("", [($"{text.Split('\n')[0].Split(' ')[1]}.yaml", text)])));
}
