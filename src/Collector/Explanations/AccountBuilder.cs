using System.Globalization;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Collector.Explanations;

/// <summary>
/// Follows a score from a node down through the dependencies that are not healthy, each node once, and then to what is not known: a healthy score may
/// stand on half of its inputs.
/// </summary>
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
        while (pending.TryDequeue(out var at) && nodes.ContainsKey(at))
        {
            var account = Account(at, nodes, isPast);
            accounts.Add(account);
            foreach (var next in account.Dependencies.Select(dependency => dependency.Subservice).Where(visited.Add))
            {
                pending.Enqueue(next);
            }
        }

        accounts.AddRange(PartlyKnown(root, nodes).Where(visited.Add).Select(at => Account(at, nodes, isPast)));
        return accounts;
    }

    /// <summary>The nodes below one, and itself, that have inputs without a value, in the order of the way there.</summary>
    private static IEnumerable<SubserviceReference> PartlyKnown(SubserviceReference root, Dictionary<SubserviceReference, NodeHealth> nodes)
    {
        var pending = new Queue<SubserviceReference>([root]);
        var visited = new HashSet<SubserviceReference> { root };
        while (pending.TryDequeue(out var at))
        {
            if (!nodes.TryGetValue(at, out var node) || node.Status.Coverage >= 1)
            {
                continue;
            }

            if (node.Status.Symptoms.Any(IsMissingInput))
            {
                yield return at;
            }

            foreach (var edge in node.Node.Dependencies.Where(edge => edge.DependencyType == Impacting))
            {
                if (new SubserviceReference(edge.Type, edge.Id) is var next && visited.Add(next))
                {
                    pending.Enqueue(next);
                }
            }
        }
    }

    private static bool IsMissingInput(SymptomDocument symptom) => symptom is { Kind: SymptomKinds.MissingInput, Stop: null };

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

    private static NodeAccount Account(SubserviceReference subservice, Dictionary<SubserviceReference, NodeHealth> nodes, bool isPast)
    {
        var node = nodes[subservice];
        var dependencies = Dependencies(node, nodes);
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
            Reckoning = Reckoning(node, symptoms, dependencies) + NotKnown(subservice, node, nodes),
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
            100 when node.Status.Coverage < 1 => "Nothing that is known is wrong with it, and every dependency that counts is healthy.",
            100 => "Nothing is wrong with it, and every dependency that counts is healthy.",
            var score when lossy.Count == 0 => $"{score}: {Points(counted)}.",
            var score when counted.Count == 0 => $"{score}: nothing is wrong with itself; it is as good as {Names(lossy)}.",
            var score => $"{score}: the least of its own ({Points(counted)}) and of {Names(lossy)}.",
        };
    }

    /// <summary>What a score leaves open that is known all the same; empty where nothing is.</summary>
    private static string NotKnown(SubserviceReference subservice, NodeHealth node, Dictionary<SubserviceReference, NodeHealth> nodes)
    {
        if (node.Status.Score < 0 || node.Status.Coverage >= 1)
        {
            return "";
        }

        var own = node.Status.Symptoms.Where(IsMissingInput).OrderBy(symptom => symptom.Id, StringComparer.Ordinal).Select(symptom => symptom.Text);
        var below = PartlyKnown(subservice, nodes).Where(other => other != subservice).Select(other => $"inputs of {nodes[other].Node.Label}");
        List<string> unknown = [.. own.Concat(below)];
        return $" It is built on {(node.Status.Coverage * 100).ToString("0.#", CultureInfo.InvariantCulture)} % of its inputs{(unknown.Count > 0 ? "; not known: " : "")}{string.Join("; ", unknown)}.";
    }

    private static string Points(List<SymptomAccount> symptoms) => symptoms.Find(symptom => symptom.Symptom.Broken) is { } broken
        ? $"broken by {ShortName(broken.Symptom)}"
        : "100" + string.Concat(symptoms.Select(symptom => $" - {symptom.Symptom.Weight} for {ShortName(symptom.Symptom)}"));

    private static string ShortName(SymptomDocument symptom) => symptom.Id[(symptom.Id.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static string Names(List<DependencyAccount> dependencies) =>
        string.Join(", ", dependencies.Select(dependency => $"{dependency.Label} ({(dependency.Score < 0 ? "not known" : dependency.Score)})"));
}
