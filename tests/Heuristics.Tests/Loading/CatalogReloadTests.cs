using RouterAlertAssurance.Heuristics.Loading;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

public sealed class CatalogReloadTests
{
    private const string Good = "1.1.0";

    private static readonly PackageCatalog Before = CatalogBuild.Of([Ground("1.0.0"), House("1.0.0"), Shed("1.0.0")]).Catalog;

    [Fact]
    public void Of_SamePackages_IsTheSameCatalog()
    {
        var reload = Reload(Ground("1.0.0"), House("1.0.0"), Shed("1.0.0"));

        reload.Catalog.ShouldBeSameAs(Before);
        reload.Refused.ShouldBeEmpty();
    }

    [Fact]
    public void Of_GoodChanges_AreTakenTogether() =>
        Versions(Reload(Ground("2.0.0"), House(Good, ">=2.0.0"), Extra("1.0.0"))).ShouldBe("extra 1.0.0, ground 2.0.0, house 1.1.0");

    [Fact]
    public void Of_ABadOneBesideAGoodOne_KeepsOnlyTheBadOneBack()
    {
        var reload = Reload(Ground(Good), House("one"), Shed("1.0.0"));

        Versions(reload).ShouldBe("ground 1.1.0, house 1.0.0, shed 1.0.0");
        reload.Refused.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().ToString().ShouldBe("house/p.yaml:2:10: version: 'one' is no version (three numbers such as 1.2.0)");
    }

    [Fact]
    public void Of_ABadOneThatOthersStandOn_DoesNotHoldTheOthersBack()
    {
        var reload = Reload(Ground("one"), House(Good), Shed("1.0.0"));

        Versions(reload).ShouldBe("ground 1.0.0, house 1.1.0, shed 1.0.0");
        reload.Refused.ShouldHaveSingleItem().Name.ShouldBe("ground");
    }

    [Fact]
    public void Of_AVersionThatAnUnchangedOneDoesNotBear_IsPutBack()
    {
        var reload = Reload(Ground("2.0.0"), House("1.0.0"), Shed(Good));

        Versions(reload).ShouldBe("ground 1.0.0, house 1.0.0, shed 1.1.0");
        reload.Refused.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().Message
            .ShouldBe("package 'house' would not load any more: package 'ground' is there in version 2.0.0, which is not in >=1.0.0 <2.0.0");
    }

    [Fact]
    public void Of_OneThatIsGone_IsGoneUnlessAnotherStandsOnIt()
    {
        Versions(Reload(Ground("1.0.0"), House("1.0.0"))).ShouldBe("ground 1.0.0, house 1.0.0");
        var reload = Reload(House("1.0.0"), Shed("1.0.0"));

        reload.Catalog.ShouldBeSameAs(Before);
        reload.Refused.ShouldHaveSingleItem().Name.ShouldBe("ground");
        reload.Refused[0].Errors[0].Message.ShouldBe("the folder of package 'ground' is gone, and it is in use");
        reload.Refused[0].Errors[1].Message.ShouldContain("there is no package 'ground'");
    }

    [Fact]
    public void Of_ConflictWithWhatIsInUse_PutsTheTypesPackageBack()
    {
        var reload = CatalogReload.Of(
            Before, [Ground("1.0.0"), House("1.0.0")], after => after.Find("shed") is null ? [new CatalogConflict("shed", "service 'x' is in use")] : []);

        reload.Catalog.ShouldBeSameAs(Before);
        reload.Refused.ShouldHaveSingleItem().Errors.Select(error => error.Message).ShouldBe(["the folder of package 'shed' is gone, and it is in use", "service 'x' is in use"]);
    }

    [Fact]
    public void Of_LoopsAndRepeatedNames_KeepWhatIsThere()
    {
        var reload = Reload(Ground("1.0.0", "house"), House("1.0.0"), House(Good), Shed("1.0.0"), new("broken", [("p.yaml", "package: [")]));

        reload.Catalog.ShouldBeSameAs(Before);
        reload.Refused.Select(refused => refused.Name).ShouldBe(["broken", "ground", "house"]);
    }

    private static CatalogReload Reload(params PackageSource[] sources) => CatalogReload.Of(Before, sources, _ => []);

    private static string Versions(CatalogReload reload) => string.Join(", ", reload.Catalog.Packages.Select(loaded => $"{loaded.Package.Name} {loaded.Package.Version}"));

    private static PackageSource Ground(string version, string? requires = null) => Source("ground", version, requires, "*");

    private static PackageSource House(string version, string range = ">=1.0.0 <2.0.0") => Source("house", version, "ground", range);

    private static PackageSource Shed(string version) => Source("shed", version, null, "*");

    private static PackageSource Extra(string version) => Source("extra", version, null, "*");

    private static PackageSource Source(string name, string version, string? requires, string range) =>
        new(name, [("p.yaml", $"package: {name}\nversion: {version}\nrevision: 2026-01-31\n{(requires is null ? "" : $"requires: {{{requires}: \"{range}\"}}\n")}")]);
}
