using System.Collections.Immutable;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Model.Health;

/// <summary>A node's own symptoms as they are published: primary or secondary, with gain and cost.</summary>
internal sealed class OwnPart
{
    private readonly CauseSearch _causes;
    private readonly DateTimeOffset? _earliestBelow;

    public OwnPart(CauseSearch causes, AssuranceNode node, HealthOrigin origin, OwnHealth own, PassedUpRange below, HealthStatus? before)
    {
        _causes = causes;
        _earliestBelow = causes.EarliestBelow(node, origin);
        Score = new(own);
        var shown = PassedUpRange.Min(Score.Range, below);
        Symptoms = [.. own.Symptoms.Select(symptom => symptom.IsActive ? Active(symptom, shown, below) : Stopped(symptom, before))];
        Rooted = [.. Symptoms.Where(OwnScore.IsCounted).Select(symptom => new RootedSymptom(symptom, causes.RootsOf(node, origin, symptom)))];
    }

    public OwnScore Score { get; }

    public ImmutableArray<Symptom> Symptoms { get; }

    public ImmutableArray<RootedSymptom> Rooted { get; }

    /// <summary>Start of the earliest symptom here or below.</summary>
    public DateTimeOffset? Earliest => Rooted.Aggregate(_earliestBelow, (earliest, rooted) => NodeHealth.Earlier(earliest, rooted.Symptom.Start));

    private Symptom Active(Symptom symptom, PassedUpRange shown, PassedUpRange below) => symptom with
    {
        IsPrimary = _causes.IsPrimary(symptom, _earliestBelow),
        Gain = OwnScore.IsCounted(symptom) ? Points.Gain(shown, PassedUpRange.Min(Score.Without(symptom), below)) : 0,
        Cost = Points.Cost(Score.Alone(symptom)),
    };

    // What a symptom was when it stopped cannot be told from what is active now.
    private static Symptom Stopped(Symptom symptom, HealthStatus? before)
    {
        var last = before?.Symptoms.FirstOrDefault(same => same.Id == symptom.Id && same.AgentId == symptom.AgentId && same.Start == symptom.Start);
        return symptom with { IsPrimary = last?.IsPrimary ?? symptom.IsPrimary, Gain = 0, Cost = last?.Cost ?? symptom.Cost };
    }
}
