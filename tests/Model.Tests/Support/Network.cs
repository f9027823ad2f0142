using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Tests.Support;

/// <summary>A graph with the own health of each of its nodes: what propagation is given.</summary>
internal sealed record Network(AssuranceGraph Graph, ImmutableSortedDictionary<SubserviceId, OwnHealth> Own)
{
    public static DateTimeOffset Epoch { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Now { get; } = Epoch.AddMinutes(10);

    public static HealthPropagation Propagation { get; } = new(new PropagationOptions { AgentId = "tester" });

    public HealthSnapshot Evaluate(HealthSnapshot? previous = null, DateTimeOffset? now = null) =>
        Propagation.Evaluate(Graph, id => Own.GetValueOrDefault(id), _ => null, now ?? Now, previous);

    public Network With(SubserviceId id, OwnHealth own) => this with { Own = Own.SetItem(id, own) };

    public Network Without(SubserviceId id, Symptom symptom) => With(id, Remove(Own[id], symptom));

    /// <summary>The node's health without one symptom; known when no missing input is left.</summary>
    public static OwnHealth Remove(OwnHealth own, Symptom symptom)
    {
        var rest = own.Symptoms.Where(other => other.Id != symptom.Id).ToImmutableArray();
        var isKnown = own.IsKnown || !rest.Any(other => other is { IsActive: true, Kind: SymptomKind.MissingInput, Weight: > 0 });
        return new(rest, isKnown, own.Coverage);
    }

    /// <summary>The network without one node, for shrinking.</summary>
    public Network Without(SubserviceId id)
    {
        var nodes = Graph.Nodes.Values
            .Where(node => node.Id != id)
            .Select(node => node with { Dependencies = [.. node.Dependencies.Where(dependency => dependency.Target != id)] });
        return new(Build.Graph([.. nodes]), Own.Remove(id));
    }

    public override string ToString() => string.Join(Environment.NewLine, Graph.TopologicalOrder().Select(Describe));

    private string Describe(SubserviceId id)
    {
        var node = Graph.Nodes[id];
        var edges = node.Dependencies.Select(dependency => $"{dependency.Type} {dependency.Target} '{dependency.Group}' {dependency.Transform}");
        var groups = node.Groups.Select(group => $"{group.Name}={group.Combination}:{group.Minimum}");
        var own = Own.GetValueOrDefault(id);
        var symptoms = own?.Symptoms.Select(symptom =>
            $"{symptom.Id} w={symptom.Weight}{(symptom.Broken ? " broken" : "")}{(symptom.Local ? " local" : "")} +{(symptom.Start - Epoch).TotalSeconds.ToString(CultureInfo.InvariantCulture)}s") ?? [];
        return $"{id} [{string.Join("; ", edges)}] [{string.Join("; ", groups)}] {(node.Maintenance is null ? "" : "MAINTENANCE ")}known={own?.IsKnown} {{{string.Join("; ", symptoms)}}}";
    }
}
