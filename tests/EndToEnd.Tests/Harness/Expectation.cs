using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>What the assurance graph of the tunnel must show, and what of it is missing.</summary>
internal sealed record Expectation
{
    /// <summary>Symptoms that must be active: node and symptom.</summary>
    public IReadOnlyList<(string Node, string Symptom)> Symptoms { get; init; } = [];

    /// <summary>Nodes that must be below 100, beside those with symptoms.</summary>
    public IReadOnlyList<string> Lowered { get; init; } = [];

    /// <summary>Whether the service must be below 100; not where a group bears the loss.</summary>
    public bool LowersService { get; init; } = true;

    /// <summary>Nodes that have nothing to do with it.</summary>
    public IReadOnlyList<string> Healthy { get; init; } = [];

    /// <summary>Where the service must see causes: node and symptom.</summary>
    public IReadOnlyList<(string Node, string Symptom)> Causes { get; init; } = [];

    public IReadOnlyList<string> MissingIn(HealthGraph graph)
    {
        var nodes = graph.Nodes.ToDictionary(Node.NameOf, StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var (name, symptom) in Symptoms)
        {
            Check(missing, nodes, name, node => node.Status.Symptoms.Any(active => active.Id == symptom && active.Stop is null), $"has no active symptom {symptom}");
        }

        foreach (var name in Symptoms.Select(symptom => symptom.Node).Concat(Lowered).Concat(LowersService ? [Node.Blue] : []).Distinct(StringComparer.Ordinal))
        {
            Check(missing, nodes, name, node => node.Status.Score is >= 0 and < 100, "is not lowered");
        }

        foreach (var name in Healthy)
        {
            Check(missing, nodes, name, node => node.Status.Score == 100, "is not healthy");
        }

        foreach (var (name, symptom) in Causes)
        {
            Check(
                missing,
                nodes,
                Node.Blue,
                service => service.Status.Causes.Any(cause => Node.NameOf(cause.Subservice) == name && cause.Symptom.Id == symptom),
                $"does not see {name} {symptom} as a cause");
        }

        return missing;
    }

    private static void Check(List<string> missing, Dictionary<string, NodeHealth> nodes, string name, Func<NodeHealth, bool> holds, string complaint)
    {
        if (!nodes.TryGetValue(name, out var node))
        {
            missing.Add($"{name} is not in the graph");
        }
        else if (!holds(node))
        {
            missing.Add($"{name} {complaint}");
        }
    }
}
