using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Health;

/// <summary>
/// A node's own score: 100 minus the weights of its active symptoms, at least 1; 0 when one of them is marked broken. A symptom of weight 0
/// costs nothing, whatever its marks.
/// </summary>
internal sealed class OwnScore
{
    private readonly OwnHealth _own;
    private readonly ImmutableArray<Symptom> _active;

    public OwnScore(OwnHealth own)
    {
        _own = own;
        _active = [.. own.Symptoms.Where(IsCounted)];
        Range = own.IsKnown ? PassedUpRange.Of(Sum(_active)) : PassedUpRange.Unknown;
        PassedUp = own.IsKnown ? PassedUpRange.Of(Sum(_active.Where(symptom => !symptom.Local))) : PassedUpRange.Unknown;
    }

    /// <summary>What the node itself shows.</summary>
    public PassedUpRange Range { get; }

    /// <summary>What parents see: local symptoms left out.</summary>
    public PassedUpRange PassedUp { get; }

    public HealthScore Score => _own.IsKnown ? new HealthScore(Range.High) : HealthScore.Unknown;

    public static bool IsCounted(Symptom symptom) => symptom is { IsActive: true, Weight: > 0 };

    public PassedUpRange Without(Symptom cleared)
    {
        var rest = _active.Where(symptom => !ReferenceEquals(symptom, cleared)).ToList();
        return _own.IsKnown || !rest.Any(OwnHealth.IsMissingInput) ? PassedUpRange.Of(Sum(rest)) : PassedUpRange.Unknown;
    }

    public PassedUpRange Alone(Symptom symptom) =>
        !IsCounted(symptom) ? PassedUpRange.Healthy
        : !_own.IsKnown && OwnHealth.IsMissingInput(symptom) ? PassedUpRange.Unknown
        : PassedUpRange.Of(Sum([symptom]));

    private static int Sum(IEnumerable<Symptom> symptoms)
    {
        var score = 100;
        foreach (var symptom in symptoms)
        {
            if (symptom.Broken)
            {
                return 0;
            }

            score = Math.Max(1, score - symptom.Weight);
        }

        return score;
    }
}
