using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>
/// The symptoms that propagation raises. What they say in general is in the glossary: RFC 9418 keeps one description per identifier and agent.
/// </summary>
internal sealed class GeneratedSymptoms(string agentId, DateTimeOffset now, NodeStates states)
{
    public Symptom Inherited(LossyEdge edge, int gain, int cost) => new()
    {
        Id = SymptomIds.ForDependency(edge.Target),
        AgentId = agentId,
        Weight = Math.Max(1, 100 - edge.Value.Worst),
        Text = TextFor(edge.Target, states.HealthAt(edge.Slot)),
        Start = now,
        Kind = SymptomKind.Inherited,
        Dependency = edge.Target,
        IsPrimary = false,
        Gain = gain,
        Cost = cost,
    };

    /// <summary>Copies of the active symptoms of a node's informational dependencies; copies are not copied again.</summary>
    public List<Symptom> Informational(int slot)
    {
        var copies = new List<Symptom>();
        var (node, targets) = (states.NodeAt(slot), states.TargetsAt(slot));
        for (var index = 0; index < targets.Length; index++)
        {
            if (!node.Dependencies[index].IsImpacting)
            {
                copies.AddRange(states.HealthAt(targets[index]).Status.Symptoms
                    .Where(symptom => symptom.IsActive && symptom.Kind != SymptomKind.Informational)
                    .Select(symptom => Copy(symptom, node.Dependencies[index].Target)));
            }
        }

        return copies;
    }

    public Symptom NoReport(string? owner) => new()
    {
        Id = SymptomIds.NoReport,
        AgentId = agentId,
        Weight = 100,
        Text = owner is null ? "No report from the owning agent" : $"No report from agent {owner}, which owns this node",
        Start = now,
        Kind = SymptomKind.MissingInput,
    };

    public Symptom UnderMaintenance(MaintenanceWindow? window) => new()
    {
        Id = SymptomIds.UnderMaintenance,
        AgentId = agentId,
        Weight = 100,
        Text = "Under Maintenance",
        Start = window?.ActiveSince(now) ?? now,
        Kind = SymptomKind.Maintenance,
        IsPrimary = false,
    };

    public Symptom AffectedByMaintenance() => new()
    {
        Id = SymptomIds.AffectedByMaintenance,
        AgentId = agentId,
        Weight = 0,
        Text = "A dependency under maintenance is taken as healthy",
        Start = now,
        Kind = SymptomKind.Informational,
        IsPrimary = false,
    };

    private Symptom Copy(Symptom symptom, SubserviceId from) => new()
    {
        Id = SymptomIds.ForInformational(from, symptom.Id),
        AgentId = agentId,
        Weight = 0,
        Text = $"{from}: {symptom.Text}",
        Start = symptom.Start,
        Kind = SymptomKind.Informational,
        Dependency = from,
        IsPrimary = false,
    };

    private static string TextFor(SubserviceId target, NodeHealth health)
    {
        var value = health.Value;
        var missing = health.UpwardCauses.FirstOrDefault(cause => OwnHealth.IsMissingInput(cause.Symptom));
        var because = missing is null ? "" : $" ({missing.Subservice}: {missing.Symptom.Text})";
        return value.High == 100 ? $"Health of {target} is unknown{because}"
            : value.Low == value.High ? $"{target} is at {value.High} of 100"
            : $"{target} is at {value.High} of 100 at best{because}";
    }
}
