using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>What a fault of Router Alert must show, each as <c>node symptom</c>, where both may be cut short: the beginning counts.</summary>
internal sealed record AlertExpectation
{
    private const string Package = "router-alert/";

    /// <summary>A service that is needed beside those of the lab's inventory; null for none.</summary>
    public (string Type, IReadOnlyDictionary<string, string> Parameters)? Service { get; init; }

    /// <summary>Symptoms that counters, rulesets and sockets tell.</summary>
    public IReadOnlyList<(string Node, string Symptom)> Seen { get; init; } = [];

    /// <summary>Symptoms that probes tell.</summary>
    public IReadOnlyList<(string Node, string Symptom)> Probed { get; init; } = [];

    /// <summary>Symptoms that may be there too, such as those of the same fault at another place, which chance decides.</summary>
    public IReadOnlyList<(string Node, string Symptom)> Tolerated { get; init; } = [];

    /// <summary>Services that must be below 100; all others must stay at 100.</summary>
    public IReadOnlyList<string> Hurt { get; init; } = [];

    /// <summary>Services that may be below 100.</summary>
    public IReadOnlyList<string> MayBeHurt { get; init; } = [];

    /// <summary>Expected symptoms that are not active, or do not name the section they rest on.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<NodeHealth> nodes, IEnumerable<(string Node, string Symptom)> expected) =>
    [
        .. from one in expected
           let found = nodes.Where(node => IsAt(node, one.Node)).SelectMany(Active).FirstOrDefault(symptom => symptom.Id.StartsWith(Package + one.Symptom, StringComparison.Ordinal))
           where found is null || !IsCited(found.Text)
           select found is null ? $"{one.Node} has no active symptom {one.Symptom}" : $"'{found.Text}' names no section",
    ];

    /// <summary>Active symptoms of the package that nobody expects.</summary>
    public IReadOnlyList<string> Unexpected(IReadOnlyList<NodeHealth> nodes) =>
    [
        .. from node in nodes
           from symptom in Active(node)
           where symptom.Id.StartsWith(Package, StringComparison.Ordinal) && !IsExpected(node, symptom)
           select $"{Node.NameOf(node)} {symptom.Id}: {symptom.Text}",
    ];

    /// <summary>The expected symptoms that are active.</summary>
    public IEnumerable<(SubserviceReference Node, SymptomDocument Symptom)> Found(IReadOnlyList<NodeHealth> nodes) =>
        from node in nodes
        from symptom in Active(node)
        where Seen.Concat(Probed).Any(one => IsAt(node, one.Node) && symptom.Id.StartsWith(Package + one.Symptom, StringComparison.Ordinal))
        select (new SubserviceReference(node.Node.Type, node.Node.Id), symptom);

    /// <summary>Whether a text is that of an active symptom that is expected.</summary>
    public bool Explains(IReadOnlyList<NodeHealth> nodes, string? cause) => nodes.Any(node => Active(node).Any(symptom => symptom.Text == cause && IsExpected(node, symptom)));

    private bool IsExpected(NodeHealth node, SymptomDocument symptom) =>
        Seen.Concat(Probed).Concat(Tolerated).Any(one => IsAt(node, one.Node) && symptom.Id.StartsWith(Package + one.Symptom, StringComparison.Ordinal));

    private static IEnumerable<SymptomDocument> Active(NodeHealth node) =>
        node.Status.Symptoms.Where(symptom => symptom.Stop is null && symptom.Kind is "own" or "missing-input");

    private static bool IsAt(NodeHealth node, string name) => Node.NameOf(node).StartsWith(name, StringComparison.Ordinal);

    private static bool IsCited(string text) => text.EndsWith(']') && text.Contains("section", StringComparison.Ordinal);
}
