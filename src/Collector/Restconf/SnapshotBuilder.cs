using System.Collections.Immutable;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Collector.Restconf;

/// <summary>Brings the current state into the form of the RFC 9418 tree. Everything comes from one state, so references hold.</summary>
internal static class SnapshotBuilder
{
    private const string InheritedPrefix = "dependency/";

    public static AssuranceSnapshot Build(NetworkState state, SubserviceTypeCatalog types, DateTimeOffset time)
    {
        // A type without an identity cannot be written at all; the rest of the tree stays closed under dependencies without it.
        var nodes = state.Views.Values
            .Where(view => types.TryGetByType(view.Entry.Id.Type, out _))
            .Select(view => new SnapshotNode(
                Node(view.Entry, types), new HealthScore(view.Status.Score), Symptoms(state, view), state.Symptoms.GetValueOrDefault(view.Entry.Id)?.Start))
            .ToList();
        return new AssuranceSnapshot
        {
            GraphLastChange = state.Graph.LastChange,
            Nodes = nodes,
            Glossary = Glossary(state, nodes),
            Time = time,
        };
    }

    private static AssuranceNode Node(GraphEntry entry, SubserviceTypeCatalog types) => new()
    {
        Id = entry.Id,
        Label = entry.Node.Label,
        Parameters = ParameterDictionary.Of(entry.Node.Parameters),
        Dependencies = [.. entry.Node.Dependencies
            .Select(edge => new Dependency(
                new(edge.Type, edge.Id), edge.DependencyType == "informational" ? DependencyType.Informational : DependencyType.Impacting, edge.Group))
            .Where(edge => types.TryGetByType(edge.Target.Type, out _))],
        Maintenance = entry.Node.Maintenance?.ToModel(),
        LastChange = entry.Node.LastChange,
    };

    // What the status says is active; what has stopped, from the history, which outlives a restart of the agent.
    private static List<Symptom> Symptoms(NetworkState state, NodeView view)
    {
        var symptoms = view.Status.Symptoms.DistinctBy(symptom => (SymptomKey.Of(symptom), symptom.Start)).Select(Symptom).ToList();
        if (state.Symptoms.TryGetValue(view.Entry.Id, out var history))
        {
            var listed = view.Status.Symptoms.Select(SymptomKey.Of).ToHashSet();
            symptoms.AddRange(history.Latest.Where(pair => pair.Value.Stop is not null && !listed.Contains(pair.Key)).Select(pair => Symptom(pair.Value)));
        }

        return symptoms;
    }

    private static Symptom Symptom(SymptomDocument document) => new()
    {
        Id = document.Id,
        AgentId = document.AgentId,
        Weight = document.Weight,
        Text = document.Text,
        Start = document.Start,
        Stop = document.Stop,
    };

    /// <summary>All that agents have ever raised, except that of the many names of inherited symptoms only those in use are listed.</summary>
    private static List<GlossaryEntry> Glossary(NetworkState state, IEnumerable<SnapshotNode> nodes)
    {
        var used = nodes.SelectMany(node => node.Symptoms).Select(symptom => new SymptomKey(symptom.AgentId, symptom.Id)).ToHashSet();
        return [.. state.Glossary
            .Where(pair => used.Contains(pair.Key) || !pair.Key.Symptom.StartsWith(InheritedPrefix, StringComparison.Ordinal))
            .Select(pair => new GlossaryEntry(pair.Key.Agent, pair.Key.Symptom, pair.Value))
            .Append(new GlossaryEntry(NodeViews.CollectorAgent, NodeViews.NoReport, NodeViews.NoReportDescription))
            .Append(new GlossaryEntry(NodeViews.CollectorAgent, NodeViews.AgentSilent, NodeViews.AgentSilentDescription))];
    }
}
