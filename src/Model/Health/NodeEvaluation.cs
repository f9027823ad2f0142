using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Health;

/// <summary>Computes the health of one node from its own, and from that of its dependencies, which are evaluated before it.</summary>
internal sealed class NodeEvaluation
{
    private readonly NodeStates _states;
    private readonly PropagationOptions _options;
    private readonly DateTimeOffset _now;
    private readonly DependencyValues _values;
    private readonly DependencyValues _pessimisticValues;
    private readonly CauseSearch _causes;
    private readonly GeneratedSymptoms _symptoms;

    public NodeEvaluation(NodeStates states, PropagationOptions options, DateTimeOffset now)
    {
        _states = states;
        _options = options;
        _now = now;
        _values = new(states, pessimistic: false);
        _pessimisticValues = new(states, pessimistic: true);
        _causes = new(states, options.DetectionDelay + options.ClockTolerance);
        _symptoms = new(options.AgentId, now, states);
    }

    public NodeHealth Evaluate(int slot, OwnHealth? own, HealthStatus? report, NodeHealth? before) =>
        own is not null ? (IsAllHealthy(slot, own, before) ? NodeHealth.Healthy : Compute(slot, HealthOrigin.Own, own, _symptoms.Informational(slot), before))
        : report is not null ? Reported(slot, report, before)
        : Unreported(slot, before);

    // Most nodes most of the time, in a few nanoseconds each.
    private bool IsAllHealthy(int slot, OwnHealth own, NodeHealth? before)
    {
        if (!own.IsFaultless || before is { Generated.IsEmpty: false } || _states.NodeAt(slot).Maintenance is not null)
        {
            return false;
        }

        foreach (var target in _states.TargetsAt(slot))
        {
            if (!ReferenceEquals(_states.HealthAt(target), NodeHealth.Healthy))
            {
                return false;
            }
        }

        return true;
    }

    private NodeHealth Unreported(int slot, NodeHealth? before)
    {
        var missing = Advance(before, [_symptoms.NoReport(_options.OwnerOf(_states.NodeAt(slot).Id))])[0];
        return Compute(slot, HealthOrigin.Unreported, new([missing], false, 0), [missing], before);
    }

    private NodeHealth Compute(int slot, HealthOrigin origin, OwnHealth own, List<Symptom> raised, NodeHealth? before)
    {
        // Nobody knows what an unreported node makes of its dependencies.
        var groups = origin == HealthOrigin.Unreported ? [] : _values.LossyGroupsOf(slot);
        var below = DependencyValues.Combine(groups);
        var part = OwnPart.Of(_causes, slot, origin, own, below, before?.Status);
        var shown = PassedUpRange.Min(part.Score.Range, below);
        var seesMaintenance = origin != HealthOrigin.Unreported && SeesMaintenanceBelow(slot);
        var pessimistic = seesMaintenance ? DependencyValues.Combine(_pessimisticValues.LossyGroupsOf(slot)) : below;
        var lossy = LossyEdge.Of(groups);
        foreach (var edge in lossy)
        {
            raised.Add(Inherited(edge, part.Score.Range, shown));
        }

        if (PassedUpRange.Min(part.Score.Range, pessimistic) != shown)
        {
            raised.Add(_symptoms.AffectedByMaintenance());
        }

        var coverage = Coverage(slot, own);
        if (IsInMaintenance(slot))
        {
            return UnderMaintenance(slot, origin, coverage, raised, before);
        }

        var generated = Advance(before, raised);
        var causes = CausesOf(part, lossy, withLocal: true);
        return new()
        {
            Status = new(
                shown.ToScore(),
                part.Score.Score,
                PassedUpRange.Min(part.Score.PassedUp, below),
                coverage,
                SymptomsOf(part, own, generated),
                shown.IsHealthy ? [] : causes),
            Origin = origin,
            Pessimistic = PassedUpRange.Min(part.Score.PassedUp, pessimistic),
            SeesMaintenance = seesMaintenance,
            OwnPassedUp = part.Score.PassedUp,
            LooksBelow = part.LooksBelow,
            Rooted = part.Rooted,
            UpwardCauses = part.Rooted.Any(rooted => rooted.Symptom.Local) ? CausesOf(part, lossy, withLocal: false) : causes,
            Generated = generated,
        };
    }

    private NodeHealth Reported(int slot, HealthStatus report, NodeHealth? before)
    {
        var saysMaintenance = report.Symptoms.Any(symptom => symptom is { IsActive: true, Kind: SymptomKind.Maintenance });
        return IsInMaintenance(slot) && !saysMaintenance
            ? UnderMaintenance(slot, HealthOrigin.Shadow, report.Coverage, [], before)
            : ShadowHealth.Of(_states.NodeAt(slot), report, saysMaintenance, SeesMaintenanceBelow(slot));
    }

    // The node is hidden, and so is what it inherits; for its parents it is healthy unless that is what keeps them so.
    private NodeHealth UnderMaintenance(int slot, HealthOrigin origin, double coverage, List<Symptom> hidden, NodeHealth? before)
    {
        var generated = Advance(before, [_symptoms.UnderMaintenance(_states.NodeAt(slot).Maintenance), .. hidden]);
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

    private bool IsInMaintenance(int slot) => _states.NodeAt(slot).Maintenance?.IsActiveAt(_now) == true;

    private Symptom Inherited(LossyEdge edge, PassedUpRange own, PassedUpRange shown) =>
        _symptoms.Inherited(edge, Points.Gain(shown, PassedUpRange.Min(own, edge.IfHealthy)), Points.Cost(edge.Alone));

    private ImmutableArray<Symptom> Advance(NodeHealth? before, List<Symptom> present) =>
        SymptomHistory.Advance(before?.Generated ?? [], present, _now, _options.StoppedSymptomsKept);

    private static ImmutableArray<Symptom> SymptomsOf(OwnPart part, OwnHealth own, ImmutableArray<Symptom> generated)
    {
        if (part.Symptoms.IsEmpty && generated.Length < 2)
        {
            return generated;
        }

        List<Symptom> symptoms = [.. part.Symptoms];
        foreach (var symptom in generated)
        {
            // "No report" stands among the node's own.
            if (!own.Symptoms.Contains(symptom))
            {
                symptoms.Add(symptom);
            }
        }

        return SymptomHistory.Sort(symptoms);
    }

    private ImmutableArray<Cause> CausesOf(OwnPart part, ImmutableArray<LossyEdge> lossy, bool withLocal)
    {
        var lists = new List<ImmutableArray<Cause>>(lossy.Length + part.Rooted.Length);
        foreach (var rooted in part.Rooted)
        {
            if (withLocal || !rooted.Symptom.Local)
            {
                lists.Add(rooted.Roots);
            }
        }

        foreach (var edge in lossy)
        {
            lists.Add(_states.HealthAt(edge.Slot).UpwardCauses);
        }

        return CauseList.Union(lists);
    }

    private bool SeesMaintenanceBelow(int slot)
    {
        var (node, targets) = (_states.NodeAt(slot), _states.TargetsAt(slot));
        for (var index = 0; index < targets.Length; index++)
        {
            if (node.Dependencies[index].IsImpacting && _states.HealthAt(targets[index]).SeesMaintenance)
            {
                return true;
            }
        }

        return false;
    }

    private double Coverage(int slot, OwnHealth own)
    {
        var (node, targets) = (_states.NodeAt(slot), _states.TargetsAt(slot));
        var coverage = own.Coverage;
        for (var index = 0; index < targets.Length; index++)
        {
            if (node.Dependencies[index].IsImpacting)
            {
                coverage = Math.Min(coverage, _states.HealthAt(targets[index]).Status.Coverage);
            }
        }

        return coverage;
    }
}
