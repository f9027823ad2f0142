using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Heuristics.Tests.Loading;

public sealed class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(TestPackages.Root, "docs", "packages.md"));

    [Fact]
    public void Packages_Page_NamesEveryRelationAndField()
    {
        foreach (var (relation, fields) in FactRelations.Fields)
        {
            Page.Split('\n').ShouldContain(line => line.StartsWith($"| `{relation}` | device, ", StringComparison.Ordinal) && fields.All(line.Contains), relation);
        }
    }

    [Fact]
    public void Packages_Page_NamesEverySymptomOfTheBasePackage()
    {
        foreach (var type in TestPackages.Base.Find("base")!.Package.Subservices.Values)
        {
            var row = Page.Split('\n').Single(line => line.StartsWith('|') && line.Split('|')[1].Contains($"`{type.Name}`", StringComparison.Ordinal) && line.Split('|').Length == 5);
            foreach (var symptom in type.Symptoms)
            {
                row.ShouldContain(symptom.Broken ? $"{symptom.Name} broken" : symptom.Name);
            }
        }
    }

    [Fact]
    public void Readme_NamesEveryFaultOfTheLab()
    {
        var readme = File.ReadAllText(Path.Combine(TestPackages.Root, "README.md"));

        foreach (var fault in Directory.GetFiles(Path.Combine(TestPackages.Root, "lab", "faults"), "*.sh").Select(Path.GetFileNameWithoutExtension))
        {
            readme.ShouldContain($"`{fault}`");
        }
    }
}
