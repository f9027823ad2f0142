using System.Xml.Linq;

namespace RouterAlertAssurance.Architecture.Tests;

/// <summary>Reads every project file and refuses an arrow that the layout does not allow (docs/architecture.md, "Who may reference whom").</summary>
public sealed class ReferenceRulesTests
{
    private static readonly string[] Libraries = ["Model", "Expressions", "Heuristics", "Engine", "Yang", "Contracts", "Hosting", "Packets", "Nftables"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Model"] = [],
        ["Expressions"] = [],
        ["Hosting"] = [],
        ["Packets"] = [],
        ["Nftables"] = ["Packets"],
        ["Probes"] = ["Packets", "Contracts", "Hosting"],
        ["Yang"] = ["Model"],
        ["Contracts"] = ["Model"],
        ["Heuristics"] = ["Model", "Expressions"],
        ["Engine"] = ["Model", "Expressions", "Heuristics"],
        ["Orchestrator"] = Libraries,
        ["Collector"] = Libraries,
        ["Agent"] = [.. Libraries, "Probes"],
        ["WebUi"] = ["Contracts", "Hosting", "Model"],
        ["Cli"] = [.. Libraries, "Probes", "Orchestrator", "Collector", "Agent", "WebUi"],
    };

    public static TheoryData<string> SourceProjects()
    {
        var data = new TheoryData<string>();
        foreach (var directory in Directory.GetDirectories(Path.Combine(Repository.Root, "src")))
        {
            data.Add(Path.GetFileName(directory));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void Project_References_OnlyAllowedArrows(string project)
    {
        Allowed.ShouldContainKey(project);
        foreach (var reference in ReferencesOf(project))
        {
            Allowed[project].ShouldContain(reference, $"{project} must not reference {reference}");
        }
    }

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void Project_PackageReferences_CarryNoVersion(string project)
    {
        foreach (var package in Load(project).Descendants("PackageReference"))
        {
            package.Attribute("Version").ShouldBeNull($"{package.Attribute("Include")?.Value} in {project}: versions live in Directory.Packages.props");
        }
    }

    [Fact]
    public void Radzen_IsSeen_OnlyByWebUi() => ProjectsWithPackage("Radzen.Blazor").ShouldBeSubsetOf(["WebUi"]);

    [Fact]
    public void YamlDotNet_IsSeen_OnlyByHeuristics() => ProjectsWithPackage("YamlDotNet").ShouldBeSubsetOf(["Heuristics"]);

    [Fact]
    public void Npgsql_IsSeen_OnlyByServicesThatStore() =>
        ProjectsWithPackage("Npgsql.EntityFrameworkCore.PostgreSQL").ShouldBeSubsetOf(["Orchestrator", "Collector"]);

    private static IEnumerable<string> ProjectsWithPackage(string package) =>
        Directory.GetDirectories(Path.Combine(Repository.Root, "src"))
            .Select(Path.GetFileName)
            .OfType<string>()
            .Where(project => Load(project).Descendants("PackageReference").Any(reference => reference.Attribute("Include")?.Value == package));

    private static IEnumerable<string> ReferencesOf(string project) =>
        Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value).Replace("RouterAlertAssurance.", "", StringComparison.Ordinal));

    private static XDocument Load(string project) => XDocument.Load(Path.Combine(Repository.Root, "src", project, $"RouterAlertAssurance.{project}.csproj"));
}
