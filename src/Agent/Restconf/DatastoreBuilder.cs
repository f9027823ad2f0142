using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Agent.Restconf;

/// <summary>The RFC 9418 tree of one instant: the configuration as it was accepted, with the health that is known of it.</summary>
internal sealed class DatastoreBuilder(AgentOptions options, AssignmentManager assignments, StatusBoard statuses, TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public (AssuranceSnapshot Snapshot, SubserviceTypeCatalog Types) Build()
    {
        var current = statuses.Current;
        var configuration = assignments.Current();
        var snapshot = new AssuranceSnapshot
        {
            GraphLastChange = current.Runtime.Graph.LastChange <= DateTimeOffset.UnixEpoch ? _started : current.Runtime.Graph.LastChange,
            Nodes = [.. configuration.Nodes.Select(node => Node(node, current))],
            Glossary = [.. Glossary(configuration)],
            Time = time.GetUtcNow(),
        };
        return (snapshot, configuration.Types);
    }

    private SnapshotNode Node(AssuranceNode configured, AgentSnapshot current)
    {
        var node = current.Runtime.Graph.Nodes.TryGetValue(configured.Id, out var running) && running.HasSameContentAs(configured)
            ? running
            : configured with { LastChange = current.Time == default ? _started : current.Time };
        if (current.Health?.Statuses.TryGetValue(node.Id, out var status) != true)
        {
            return new SnapshotNode(node, HealthScore.Unknown, [Starting(node)], null);
        }

        var tracked = current.Times.TryGetValue(node.Id, out var times) ? times.Tracked : (DateTimeOffset?)null;
        return new SnapshotNode(node, status!.Score, status.Symptoms, tracked);
    }

    // Accepted a moment ago: its inputs are being read for the first time.
    private Symptom Starting(AssuranceNode node) => new()
    {
        Id = "agent/starting",
        AgentId = options.Id,
        Weight = 100,
        Text = "The subservice was configured a moment ago and is not evaluated yet",
        Start = node.LastChange,
        Kind = SymptomKind.MissingInput,
    };

    private IEnumerable<GlossaryEntry> Glossary(AgentConfiguration configuration) => configuration.Nodes
        .Select(node => configuration.TypeOf(node))
        .Where(type => type is not null)
        .SelectMany(type => type!.Symptoms)
        .DistinctBy(symptom => symptom.Id)
        .Select(symptom => new GlossaryEntry(options.Id, symptom.Id, symptom.Description));
}
