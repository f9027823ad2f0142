using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Collector.Explanations;

/// <summary>Follows a score from a node down through the dependencies that are not healthy, each node once.</summary>
internal static class AccountBuilder
{
    private const string Impacting = "impacting";

    /// <summary>The nodes of an account, without the evidence of their symptoms.</summary>
    /// <param name="graph">The closed sub-graph of the node.</param>
    /// <param name="root">The node that is asked for.</param>
    /// <param name="isPast">Whether only scores are known, and not what they are made of.</param>
    public static IReadOnlyList<NodeAccount> Nodes(HealthGraph graph, SubserviceReference root, bool isPast)
    {
        var nodes = graph.Nodes.ToDictionary(node => new SubserviceReference(node.Node.Type, node.Node.Id));
        var accounts = new List<NodeAccount>();
        var pending = new Queue<SubserviceReference>([root]);
        var visited = new HashSet<SubserviceReference> { root };
        while (pending.TryDequeue(out var at) && nodes.TryGetValue(at, out var node))
        {
            var dependencies = Dependencies(node, nodes);
            accounts.Add(Account(at, node, dependencies, isPast));
            foreach (var next in dependencies.Select(dependency => dependency.Subservice).Where(visited.Add))
            {
                pending.Enqueue(next);
            }
        }

        return accounts;
    }

    private static List<DependencyAccount> Dependencies(NodeHealth node, Dictionary<SubserviceReference, NodeHealth> nodes)
    {
        var inherited = node.Status.Symptoms.Where(symptom => symptom is { Stop: null, Dependency: not null }).Select(symptom => symptom.Dependency!).ToHashSet();
        return
        [
            .. node.Node.Dependencies
                .Where(edge => edge.DependencyType == Impacting)
                .Select(edge => (Edge: edge, Target: new SubserviceReference(edge.Type, edge.Id)))
                .Where(pair => nodes.TryGetValue(pair.Target, out var target) && target.Status.Score < 100)
                .Select(pair => new DependencyAccount(
                    pair.Target, nodes[pair.Target].Node.Label, nodes[pair.Target].Status.Score, pair.Edge.Group, inherited.Contains(pair.Target)))
                .OrderByDescending(dependency => dependency.Counts).ThenBy(dependency => dependency.Score).ThenBy(dependency => dependency.Subservice.ToModel()),
        ];
    }

    private static NodeAccount Account(SubserviceReference subservice, NodeHealth node, List<DependencyAccount> dependencies, bool isPast)
    {
        List<SymptomAccount> symptoms =
        [
            .. node.Status.Symptoms
                .Where(symptom => symptom.Stop is null && symptom.Dependency is null)
                .OrderByDescending(symptom => symptom.Weight).ThenBy(symptom => symptom.Id, StringComparer.Ordinal)
                .Select(symptom => new SymptomAccount(symptom, null)),
        ];
        return new NodeAccount
        {
            Subservice = subservice,
            Label = node.Node.Label,
            Agent = node.Node.Agent,
            Score = node.Status.Score,
            Own = isPast ? null : node.Status.Own,
            Coverage = node.Status.Coverage,
            Since = node.Status.Since,
            Reckoning = Reckoning(node, symptoms, dependencies),
            Symptoms = symptoms,
            Dependencies = dependencies,
        };
    }

    private static string Reckoning(NodeHealth node, List<SymptomAccount> symptoms, List<DependencyAccount> dependencies)
    {
        var counted = symptoms.Where(symptom => symptom.Symptom.Weight > 0).ToList();
        var lossy = dependencies.Where(dependency => dependency.Counts).ToList();
        return node.Status.Score switch
        {
            _ when symptoms.Exists(symptom => symptom.Symptom.Kind == SymptomKinds.Maintenance) => "It is under maintenance, so nothing is said about it.",
            < 0 when counted.Count > 0 => $"Not known: {string.Join("; ", counted.Select(symptom => symptom.Symptom.Text))}.",
            < 0 => $"Not known, because {Names(lossy)} could be broken.",
            100 => "Nothing is wrong with it, and every dependency that counts is healthy.",
            var score when lossy.Count == 0 => $"{score}: {Points(counted)}.",
            var score when counted.Count == 0 => $"{score}: nothing is wrong with itself; it is as good as {Names(lossy)}.",
            var score => $"{score}: the least of its own ({Points(counted)}) and of {Names(lossy)}.",
        };
    }

    private static string Points(List<SymptomAccount> symptoms) => symptoms.Find(symptom => symptom.Symptom.Broken) is { } broken
        ? $"broken by {ShortName(broken.Symptom)}"
        : "100" + string.Concat(symptoms.Select(symptom => $" - {symptom.Symptom.Weight} for {ShortName(symptom.Symptom)}"));

    private static string ShortName(SymptomDocument symptom) => symptom.Id[(symptom.Id.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static string Names(List<DependencyAccount> dependencies) =>
        string.Join(", ", dependencies.Select(dependency => $"{dependency.Label} ({(dependency.Score < 0 ? "not known" : dependency.Score)})"));
}
