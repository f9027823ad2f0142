using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Health;

/// <summary>A node's own symptoms as they are published: primary or secondary, with gain and cost.</summary>
internal sealed class OwnPart
{
    private static readonly OwnPart Healthy = new(new(OwnHealth.Healthy), [], []);

    private OwnPart(OwnScore score, ImmutableArray<Symptom> symptoms, ImmutableArray<RootedSymptom> rooted) => (Score, Symptoms, Rooted) = (score, symptoms, rooted);

    public OwnScore Score { get; }

    public ImmutableArray<Symptom> Symptoms { get; }

    public ImmutableArray<RootedSymptom> Rooted { get; }

    /// <summary>Whether there are symptoms that something below may explain.</summary>
    public bool LooksBelow { get; private init; }

    public static OwnPart Of(CauseSearch causes, int slot, HealthOrigin origin, OwnHealth own, PassedUpRange below, HealthStatus? before)
    {
        if (own.Symptoms.IsEmpty)
        {
            return Healthy;
        }

        var score = new OwnScore(own);
        var hasActive = own.Symptoms.Any(symptom => symptom.IsActive);
        var earliest = hasActive ? causes.EarliestBelow(slot, origin) : null;
        ImmutableArray<Symptom> symptoms = [.. own.Symptoms.Select(symptom => symptom.IsActive
            ? Active(symptom, score, below, causes.IsPrimary(symptom, earliest))
            : Stopped(symptom, before))];
        ImmutableArray<RootedSymptom> rooted = [.. symptoms
            .Where(OwnScore.IsCounted)
            .Select(symptom => new RootedSymptom(symptom, causes.RootsOf(slot, origin, symptom)))];
        return new(score, symptoms, rooted) { LooksBelow = hasActive };
    }

    private static Symptom Active(Symptom symptom, OwnScore score, PassedUpRange below, bool isPrimary) => symptom with
    {
        IsPrimary = isPrimary,
        Gain = OwnScore.IsCounted(symptom) ? Points.Gain(PassedUpRange.Min(score.Range, below), PassedUpRange.Min(score.Without(symptom), below)) : 0,
        Cost = Points.Cost(score.Alone(symptom)),
    };

    // What a symptom was when it stopped cannot be told from what is active now.
    private static Symptom Stopped(Symptom symptom, HealthStatus? before)
    {
        var last = before?.Symptoms.FirstOrDefault(same => same.Id == symptom.Id && same.AgentId == symptom.AgentId && same.Start == symptom.Start);
        return symptom with { IsPrimary = last?.IsPrimary ?? symptom.IsPrimary, Gain = 0, Cost = last?.Cost ?? symptom.Cost };
    }
}
