using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Agent.Assignments;

/// <summary>Everything the agent was told, checked and complete: what is evaluated here, and what others report. Immutable.</summary>
internal sealed record AgentConfiguration(
    AgentAssignment Assignment, PackageCatalog Catalog, SubserviceTypeCatalog Types, ImmutableArray<AssuranceNode> Nodes)
{
    private const string ServiceParameter = "service";

    public static AgentConfiguration Empty { get; } = new(new AgentAssignment(), PackageCatalog.Empty, TypeMappings.Of(PackageCatalog.Empty), []);

    /// <summary>The agent that owns a node of the slice; null for nodes owned here.</summary>
    public string? OwnerOf(SubserviceId id) => Owners.GetValueOrDefault(id);

    /// <summary>The type of a node; null when no package defines it.</summary>
    public NodeType? TypeOf(AssuranceNode node) => TypeOf(Catalog, node);

    public string? ProfileOf(SubserviceId id) => Profiles.GetValueOrDefault(id);

    public MonitoringLevel LevelOf(SubserviceId id) => Advanced.Contains(id) ? MonitoringLevel.Advanced : MonitoringLevel.Basic;

    /// <summary>The thresholds that intents set for a node, by name.</summary>
    public IReadOnlyDictionary<string, ExpressionConstant> ThresholdsOf(SubserviceId id) => Thresholds[id]
        .ToImmutableSortedDictionary(threshold => threshold.Threshold, threshold => ExpressionConstant.Of(threshold.Value, threshold.Unit), StringComparer.Ordinal);

    private ILookup<SubserviceId, NodeThreshold> Thresholds { get; } = Assignment.Thresholds
        .DistinctBy(threshold => (threshold.Type, threshold.Id, threshold.Threshold)).ToLookup(threshold => new SubserviceId(threshold.Type, threshold.Id));

    private ImmutableDictionary<SubserviceId, string> Owners { get; } =
        Assignment.Shadows.DistinctBy(shadow => (shadow.Type, shadow.Id)).ToImmutableDictionary(shadow => new SubserviceId(shadow.Type, shadow.Id), shadow => shadow.Agent);

    private Dictionary<SubserviceId, string> Profiles { get; } =
        Assignment.Profiles.DistinctBy(profile => (profile.Type, profile.Id)).ToDictionary(profile => new SubserviceId(profile.Type, profile.Id), profile => profile.Profile);

    private HashSet<SubserviceId> Advanced { get; } = [.. Assignment.Advanced.Select(node => new SubserviceId(node.Type, node.Id))];

    public static NodeType? TypeOf(PackageCatalog catalog, AssuranceNode node) => node.Id.IsServiceInstance
        ? catalog.FindService(node.Parameters.GetValueOrDefault(ServiceParameter, ""))
        : catalog.FindSubservice(node.Id.Type);
}
