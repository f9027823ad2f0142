using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>How a node is evaluated.</summary>
/// <param name="Node">The node.</param>
/// <param name="Type">Its type.</param>
/// <param name="Constants">Thresholds and parameters by the order of the type.</param>
/// <param name="Inputs">What it reads.</param>
internal sealed record ReplayPlan(AssuranceNode Node, TypePlan Type, ExpressionConstant[] Constants, IReadOnlyList<ResolvedInput> Inputs)
{
    public SubserviceId Id => Node.Id;

    public SubservicePlan With(Func<string, int> inputOf) => SubservicePlan.Of(Id, Type, Node.Parameters, Constants, inputOf);
}

/// <summary>Plans the nodes of a replay with the packages that are replayed, and with what agents were told.</summary>
internal sealed class ReplayPlanner(IReadOnlyDictionary<string, AgentAssignment> assignments, PackageCatalog catalog)
{
    private readonly Dictionary<string, Dictionary<string, DeviceInfo>> _devices = assignments.ToDictionary(
        pair => pair.Key,
        pair => pair.Value.Devices.ToDictionary(device => device.Name, device => new DeviceInfo(device.Name, device.Characteristics), StringComparer.Ordinal),
        StringComparer.Ordinal);

    private readonly Dictionary<(SubserviceId Id, string? Agent), (AssuranceNode Node, (ReplayPlan? Plan, string Reason) Planned)> _known = [];

    /// <summary>The plan of a node; null with the reason when it is not evaluated. The same again for a node with the same agent and parameters.</summary>
    public (ReplayPlan? Plan, string Reason) Of(ReplayNode replayed)
    {
        var (node, agent) = replayed;
        if (!_known.TryGetValue((node.Id, agent), out var known) || !known.Node.Parameters.Equals(node.Parameters))
        {
            known = (node, Of(node, agent));
            _known[(node.Id, agent)] = known;
        }

        return known.Planned;
    }

    private (ReplayPlan? Plan, string Reason) Of(AssuranceNode node, string? agent)
    {
        var type = node.Id.IsServiceInstance
            ? (NodeType?)catalog.FindService(node.Parameters.GetValueOrDefault("service", ""))
            : catalog.FindSubservice(node.Id.Type);
        var assignment = agent is null ? null : assignments.GetValueOrDefault(agent);
        var missing = type?.Parameters.FirstOrDefault(parameter => parameter.Required && !node.Parameters.ContainsKey(parameter.Name));
        return type is null ? (null, "its type is in no package that is replayed")
            : assignment is null ? (null, "its agent was not asked")
            : missing is not null ? (null, $"it has no parameter {missing.Name}")
            : (Of(node, type, assignment, _devices[agent!]), "");
    }

    private ReplayPlan Of(AssuranceNode node, NodeType declared, AgentAssignment assignment, Dictionary<string, DeviceInfo> devices)
    {
        var level = assignment.Advanced.Any(advanced => advanced.ToModel() == node.Id) ? MonitoringLevel.Advanced : MonitoringLevel.Basic;
        var type = declared.At(level, catalog.MetricsOf(declared.Package));
        var profile = assignment.Profiles.FirstOrDefault(profile => profile.Type == node.Id.Type && profile.Id == node.Id.Id)?.Profile;
        var set = assignment.Thresholds.Where(threshold => threshold.Type == node.Id.Type && threshold.Id == node.Id.Id)
            .DistinctBy(threshold => threshold.Threshold)
            .ToDictionary(threshold => threshold.Threshold, threshold => ExpressionConstant.Of(threshold.Value, threshold.Unit), StringComparer.Ordinal);
        var plan = TypePlan.Of(type);
        var constants = SubservicePlan.ConstantsOf(plan, node.Parameters, ThresholdResolver.Constants(type, profile, set));
        return new ReplayPlan(node, plan, constants, MetricBinder.Bind(type, node.Parameters, devices, catalog).Inputs);
    }
}
