using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>The package the product ships.</summary>
internal static class BasePackage
{
    private static readonly PackageFolder Files = PackageFolder.Read(Path.Combine(RepositoryPaths.Root, "heuristics", "base"));

    public static PackageCatalog Catalog { get; } = PackageCatalog.Empty.Replace(Files.Files).Catalog;

    public static PackageContent Content
    {
        get
        {
            var package = Catalog.Find("base")!.Package;
            return new PackageContent(package.Name, package.Version, package.Digest, [.. Files.Files.Select(file => new PackageFile(file.Path, file.Text))]);
        }
    }

    public static ResolvedSymptom Symptom(string type, string name) => ThresholdResolver
        .Symptoms(Catalog.FindSubservice(type)!, new Dictionary<string, string> { ["device"] = "pe1", ["instance"] = "CORE" }, null, Catalog)
        .Single(symptom => symptom.Definition.Name == name);
}
