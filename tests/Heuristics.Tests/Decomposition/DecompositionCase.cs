using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Heuristics.Tests.Decomposition;

/// <summary>A folder with <c>in.yaml</c> (service, devices, facts) and <c>expected.txt</c> (graph and problems).</summary>
internal sealed record DecompositionCase(ServiceInstance Service, ImmutableArray<Fact> Facts, Dictionary<string, DeviceInfo> Devices)
{
    public static string Folder { get; } = Path.Combine(TestPackages.Root, "tests", "Heuristics.Tests", "Decomposition");

    public static IEnumerable<string> Names => Directory.GetDirectories(Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    public static DecompositionCase Read(string name)
    {
        var conversion = YamlDocuments.ToJson(File.ReadAllText(Path.Combine(Folder, name, "in.yaml")));
        conversion.Errors.ShouldBeEmpty();
        using var document = JsonDocument.Parse(conversion.JsonText!);
        var root = document.RootElement;
        return new DecompositionCase(
            new ServiceInstance(root.GetProperty("type").GetString()!, root.GetProperty("name").GetString()!, Texts(root.GetProperty("parameters"))),
            [.. root.GetProperty("facts").EnumerateObject().SelectMany(relation => relation.Value.EnumerateArray().Select(row => new Fact(relation.Name, Texts(row))))],
            root.GetProperty("devices").EnumerateArray().ToDictionary(
                device => device.GetString()!, device => new DeviceInfo(device.GetString()!, new Dictionary<string, string>())));
    }

    public DecompositionResult Decompose(IEnumerable<Fact>? facts = null) => Decompose(FactDerivation.Derive(FactBase.From(facts ?? Facts)));

    public DecompositionResult Decompose(FactBase facts) => new Decomposer(facts, TestPackages.Base, Devices).Decompose(Service);

    /// <summary>A line per node with its label and owner, indented lines for its edges, then the problems.</summary>
    public static string Print(DecompositionResult result)
    {
        var text = new StringBuilder();
        foreach (var (node, owner) in result.Nodes.Zip(result.OwnerDevices))
        {
            text.Append($"{node.Id} \"{node.Label}\" owner {owner}\n");
            foreach (var edge in node.Dependencies)
            {
                var kind = edge.Type == DependencyType.Impacting ? "" : " informational";
                text.Append($"  -> {edge.Target}{kind}{(edge.Group.Length > 0 ? " group " + edge.Group : "")}\n");
            }
        }

        foreach (var problem in result.Problems)
        {
            text.Append($"! {problem.Node}: {problem.Detail}\n");
        }

        return text.ToString();
    }

    private static ImmutableSortedDictionary<string, string> Texts(JsonElement element) =>
        element.EnumerateObject().ToImmutableSortedDictionary(field => field.Name, field => field.Value.GetString() ?? "", StringComparer.Ordinal);
}
