using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>A plain form of the health algebra: the minimum of the own score and the scores of impacting dependencies.</summary>
internal static class FakeHealth
{
    public static HealthStatusDocument Of(FakeNode node, Func<GraphEdge, FakeNode> target, Dictionary<FakeNode, HealthStatusDocument> done)
    {
        if (done.TryGetValue(node, out var known))
        {
            return known;
        }

        var below = node.Node.Dependencies.Where(edge => edge.DependencyType == "impacting")
            .Select(edge => (Node: target(edge), Status: Of(target(edge), target, done)))
            .ToArray();
        var own = Own(node);
        var lossy = below.Where(item => item.Status.Score != 100).ToArray();
        var score = lossy.Select(item => item.Status.Score).Append(own).Where(value => value >= 0).DefaultIfEmpty(100).Min();
        var isUnknown = own < 0 || lossy.Any(item => item.Status.Score < 0);
        return done[node] = new HealthStatusDocument
        {
            Score = score == 100 && isUnknown ? -1 : score,
            Own = own,
            Low = isUnknown ? 0 : score,
            High = score,
            Coverage = own < 0 ? 0.5 : below.Select(item => item.Status.Coverage).DefaultIfEmpty(1).Min(),
            Since = Now.Utc,
            Symptoms = [.. node.Own, .. lossy.Select(item => Inherited(node, item.Node, item.Status))],
            Causes = [.. node.Own.Where(symptom => symptom.Primary).Select(symptom => new CauseDocument(node.Reference, symptom)).Concat(lossy.SelectMany(item => item.Status.Causes)).Distinct()],
        };
    }

    private static int Own(FakeNode node) =>
        node.Own.Any(symptom => symptom.Broken) ? 0
        : node.Own.Any(symptom => symptom.Kind is "missing-input" or "maintenance") ? -1
        : Math.Max(1, 100 - node.Own.Sum(symptom => symptom.Weight));

    private static SymptomDocument Inherited(FakeNode node, FakeNode dependency, HealthStatusDocument status) => new()
    {
        Id = $"dependency/{dependency.Node.Type}/{dependency.Node.Id}",
        AgentId = node.Node.Agent ?? "",
        Weight = status.Score < 0 ? 1 : 100 - status.Score,
        Text = $"{dependency.Node.Type} {dependency.Node.Label} is {(status.Score < 0 ? "unknown" : "not healthy")}",
        Kind = "inherited",
        Primary = false,
        Dependency = dependency.Reference,
        Start = status.Since,
    };
}
