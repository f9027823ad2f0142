using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

public sealed class PackageCatalogTests
{
    private const string Other = """
        package: other
        version: 1.0.0
        revision: 2026-01-31
        requires: {base: ">=0.1.0 <1.0.0"}
        services:
          feed:
            label: Feed {name}
            owner: device
            parameters: [{name: device, type: device}]
            dependencies:
              - {subservice: device, with: {device: "{device}"}}
        """;

    [Fact]
    public void Replace_PackageOverAnother_FindsItsTypes()
    {
        var change = TestPackages.Base.Replace([("other.yaml", Other)]);

        change.Errors.ShouldBeEmpty();
        change.Catalog.FindService("feed")!.Package.ShouldBe("other");
        TestPackages.Base.FindService("feed").ShouldBeNull();
    }

    [Fact]
    public void Replace_Broken_KeepsTheLastGoodOne()
    {
        var change = TestPackages.Base.Replace([("package.yaml", "package: base")]);

        change.Errors.ShouldNotBeEmpty();
        change.Catalog.ShouldBeSameAs(TestPackages.Base);
    }

    [Fact]
    public void Replace_TypeThatAnotherPackageDefines_IsRefused() =>
        TestPackages.Base.Replace([("other.yaml", Other.Replace("feed", "tunnel", StringComparison.Ordinal))]).Errors
            .ShouldHaveSingleItem().Message.ShouldBe("type 'tunnel' is already defined by package 'base'");

    [Fact]
    public void Replace_DroppingATypeInUse_IsRefused()
    {
        var both = TestPackages.Base.Replace([("other.yaml", Other)]).Catalog;

        var change = both.Replace([("p.yaml", "package: base\nversion: 0.2.0\nrevision: 2026-02-01")]);

        change.Catalog.ShouldBeSameAs(both);
        // Other packages of the repository stand on base too.
        change.Errors.Select(error => error.ToString()).Where(error => error.StartsWith("other/", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldBe("other/other.yaml:11:22: services.feed.dependencies[0].subservice: unknown subservice type 'device' (there is none yet)");
    }

    [Fact]
    public void Load_WithoutTheOtherPackage_IsRefused() =>
        PackageLoader.Load([("other.yaml", Other)]).Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe("other.yaml:4:12: requires: there is no package 'base' (put it into a folder beside this one)");

    [Fact]
    public void LoadDirectories_OneBroken_LoadsTheOthersInWhateverOrder()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("a-other/other.yaml", Other);
        folder.Write("b-broken/package.yaml", "package: [");
        foreach (var (path, text) in PackageFolder.Read(TestPackages.BaseFolder).Files)
        {
            folder.Write(Path.Combine("c-base", path), text);
        }

        var change = PackageCatalog.LoadDirectories(folder.Path);

        change.Catalog.Packages.Select(loaded => loaded.Package.Name).ShouldBe(["base", "other"]);
        change.Errors.ShouldHaveSingleItem().File.ShouldEndWith("b-broken/package.yaml");
    }

    [Fact]
    public void LoadDirectories_MissingFolder_IsAnError() =>
        PackageCatalog.LoadDirectories(Path.Combine(TestPackages.Root, "no-such-folder")).Errors.ShouldHaveSingleItem().Message.ShouldBe("there is no such folder");
}
