using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Packages;

public sealed class PackageOrderTests
{
    private const string Lower = """
        package: zlower
        version: 1.0.0
        revision: 2025-01-31
        subservices:
          ground:
            label: "{device}"
            owner: device
            parameters:
              - { name: device, type: device, description: A device. }
        """;

    private const string Upper = """
        package: aupper
        version: 1.0.0
        revision: 2025-01-31
        requires: { zlower: "1.0.0" }
        subservices:
          roof:
            label: "{device}"
            owner: device
            parameters:
              - { name: device, type: device, description: A device. }
            dependencies:
              - subservice: ground
                with: { device: "{device}" }
        """;

    [Fact]
    public void ReferencesTo_TypeThatBuildsOnAnotherPackage_NamesThatPackageFirst()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("zlower/package.yaml", Lower);
        directory.Write("aupper/package.yaml", Upper);
        var (store, errors) = PackageStore.Load(directory.Path);
        errors.ShouldBeEmpty();

        var references = store!.ReferencesTo([store.Catalog.FindSubservice("roof"), null]);

        references.Select(reference => reference.Name).ShouldBe(["zlower", "aupper"]);
        store.ReferencesTo([store.Catalog.FindSubservice("ground")]).ShouldHaveSingleItem().Name.ShouldBe("zlower");
    }
}
