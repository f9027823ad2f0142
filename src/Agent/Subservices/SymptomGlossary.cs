using System.Collections.Frozen;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>Generic descriptions of symptoms by identifier (RFC 9418, list <c>agents/agent/symptoms</c>).</summary>
internal sealed class SymptomGlossary
{
    private readonly FrozenDictionary<string, string> _descriptions;

    public SymptomGlossary(PackageCatalog catalog)
    {
        var types = catalog.Packages.SelectMany(loaded => loaded.Package.Subservices.Values.Concat<NodeType>(loaded.Package.Services.Values));
        _descriptions = types.SelectMany(type => type.Symptoms).DistinctBy(symptom => symptom.Id)
            .ToFrozenDictionary(symptom => symptom.Id, symptom => symptom.Description, StringComparer.Ordinal);
    }

    public string Describe(string id) => _descriptions.TryGetValue(id, out var description) ? description
        : id == SymptomIds.NoReport ? "The agent that owns the node has not reported its health for too long."
        : id.Contains(".input-missing/", StringComparison.Ordinal) ? "An input of the node cannot be read."
        : id.StartsWith("dependency/", StringComparison.Ordinal) ? "A dependency is not healthy."
        : id.StartsWith("informational/", StringComparison.Ordinal) ? "A symptom of a dependency that does not count."
        : "Raised by the state of the node itself.";
}
