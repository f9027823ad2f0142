using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Computes the health of one node from its own, and from that of its dependencies, which are evaluated before it.</summary>
internal sealed class NodeEvaluation
{
    private readonly Func<SubserviceId, NodeHealth> _healthOf;
    private readonly PropagationOptions _options;
    private readonly DateTimeOffset _now;
    private readonly DependencyValues _values;
    private readonly DependencyValues _pessimisticValues;
    private readonly CauseSearch _causes;
    private readonly GeneratedSymptoms _symptoms;

    public NodeEvaluation(AssuranceGraph graph, Func<SubserviceId, NodeHealth> healthOf, PropagationOptions options, DateTimeOffset now)
    {
        _healthOf = healthOf;
        _options = options;
        _now = now;
        _values = new(graph, healthOf, pessimistic: false);
        _pessimisticValues = new(graph, healthOf, pessimistic: true);
        _causes = new(graph, healthOf, options.DetectionDelay + options.ClockTolerance);
        _symptoms = new(options.AgentId, now, healthOf);
    }

    public NodeHealth Evaluate(AssuranceNode node, OwnHealth? own, HealthStatus? report, NodeHealth? before) =>
        own is not null ? Compute(node, HealthOrigin.Own, own, _values.GroupsOf(node), _symptoms.Informational(node), before)
        : report is not null ? Reported(node, report, before)
        : Unreported(node, before);

    private NodeHealth Unreported(AssuranceNode node, NodeHealth? before)
    {
        var missing = Advance(before, [_symptoms.NoReport(_options.OwnerOf(node.Id))])[0];
        return Compute(node, HealthOrigin.Unreported, new([missing], false, 0), [], [missing], before);
    }

    private NodeHealth Compute(
        AssuranceNode node,
        HealthOrigin origin,
        OwnHealth own,
        ImmutableArray<GroupValue> groups,
        IEnumerable<Symptom> present,
        NodeHealth? before)
    {
        var below = DependencyValues.Combine(groups);
        var part = new OwnPart(_causes, node, origin, own, below, before?.Status);
        var shown = PassedUpRange.Min(part.Score.Range, below);
        // Nobody knows what an unreported node makes of its dependencies: it has no groups here.
        var seesMaintenance = !groups.IsEmpty && SeesMaintenanceBelow(node);
        var pessimistic = seesMaintenance ? DependencyValues.Combine(_pessimisticValues.GroupsOf(node)) : below;
        var lossy = LossyEdge.Of(groups);
        var raised = present.Concat(lossy.Select(edge => Inherited(edge, part.Score.Range, shown)));
        if (PassedUpRange.Min(part.Score.Range, pessimistic) != shown)
        {
            raised = raised.Append(_symptoms.AffectedByMaintenance());
        }

        var coverage = Coverage(node, own);
        if (IsInMaintenance(node))
        {
            return UnderMaintenance(node, origin, coverage, raised, before);
        }

        var generated = Advance(before, raised);
        var fromBelow = lossy.SelectMany(edge => _healthOf(edge.Target).UpwardCauses).ToList();
        var passedUp = PassedUpRange.Min(part.Score.PassedUp, below);
        return new()
        {
            Status = new(
                shown.ToScore(),
                part.Score.Score,
                passedUp,
                coverage,
                SymptomHistory.Sort(part.Symptoms.Concat(generated.Where(symptom => !own.Symptoms.Contains(symptom)))),
                shown.IsHealthy ? [] : CauseSearch.Distinct(RootsOf(part.Rooted).Concat(fromBelow))),
            Origin = origin,
            Pessimistic = PassedUpRange.Min(part.Score.PassedUp, pessimistic),
            SeesMaintenance = seesMaintenance,
            OwnPassedUp = part.Score.PassedUp,
            Earliest = part.Earliest,
            Rooted = part.Rooted,
            UpwardCauses = CauseSearch.Distinct(RootsOf(part.Rooted.Where(rooted => !rooted.Symptom.Local)).Concat(fromBelow)),
            Generated = generated,
        };
    }

    private NodeHealth Reported(AssuranceNode node, HealthStatus report, NodeHealth? before)
    {
        var saysMaintenance = report.Symptoms.Any(symptom => symptom is { IsActive: true, Kind: SymptomKind.Maintenance });
        if (IsInMaintenance(node) && !saysMaintenance)
        {
            return UnderMaintenance(node, HealthOrigin.Shadow, report.Coverage, [], before);
        }

        return ShadowHealth.Of(node, report, saysMaintenance, SeesMaintenanceBelow(node), _causes.EarliestBelow(node, HealthOrigin.Shadow));
    }

    // The node is hidden, and so is what it inherits; for its parents it is healthy unless that is what keeps them so.
    private NodeHealth UnderMaintenance(AssuranceNode node, HealthOrigin origin, double coverage, IEnumerable<Symptom> hidden, NodeHealth? before)
    {
        var generated = Advance(before, hidden.Prepend(_symptoms.UnderMaintenance(node.Maintenance)));
        return new()
        {
            Status = new(HealthScore.Unknown, HealthScore.Unknown, PassedUpRange.Healthy, coverage, [generated[0]], []),
            Origin = origin,
            InMaintenance = true,
            SeesMaintenance = true,
            Pessimistic = PassedUpRange.Of(0),
            Generated = generated,
        };
    }

    private bool IsInMaintenance(AssuranceNode node) => node.Maintenance?.IsActiveAt(_now) == true;

    private Symptom Inherited(LossyEdge edge, PassedUpRange own, PassedUpRange shown) =>
        _symptoms.Inherited(edge, Points.Gain(shown, PassedUpRange.Min(own, edge.IfHealthy)), Points.Cost(edge.Alone));

    private ImmutableArray<Symptom> Advance(NodeHealth? before, IEnumerable<Symptom> present) =>
        SymptomHistory.Advance(before?.Generated ?? [], present, _now, _options.StoppedSymptomsKept);

    private static IEnumerable<Cause> RootsOf(IEnumerable<RootedSymptom> symptoms) => symptoms.SelectMany(rooted => rooted.Roots);

    private bool SeesMaintenanceBelow(AssuranceNode node) => node.ImpactingTargets.Any(target => _healthOf(target).SeesMaintenance);

    private double Coverage(AssuranceNode node, OwnHealth own) =>
        node.ImpactingTargets.Aggregate(own.Coverage, (coverage, target) => Math.Min(coverage, _healthOf(target).Status.Coverage));
}
