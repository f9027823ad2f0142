using System.Collections.Immutable;

namespace RouterAlertAssurance.Model.Health;

/// <summary>What a node's own package says about it, before anything is inherited.</summary>
public sealed record OwnHealth
{
    /// <param name="symptoms">Active and stopped symptoms; of those with the same identifier only the latest occurrence is kept.</param>
    /// <param name="isKnown">False when a required input is missing.</param>
    /// <param name="coverage">Share of fresh inputs, 0..1.</param>
    /// <exception cref="ArgumentException">
    /// Not known, and no active <see cref="SymptomKind.MissingInput"/> symptom of positive weight says why.
    /// </exception>
    public OwnHealth(ImmutableArray<Symptom> symptoms, bool isKnown, double coverage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coverage, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coverage, 1);
        if (!isKnown && !symptoms.Any(IsMissingInput))
        {
            throw new ArgumentException("An unknown own score needs an active symptom that names the missing input.", nameof(symptoms));
        }

        Symptoms = LatestOccurrences(symptoms);
        IsKnown = isKnown;
        Coverage = coverage;
    }

    /// <summary>No symptoms, every input fresh.</summary>
    public static OwnHealth Healthy { get; } = new([], true, 1);

    public ImmutableArray<Symptom> Symptoms { get; }

    /// <summary>False when a required input is missing: the own score is -1.</summary>
    public bool IsKnown { get; }

    public double Coverage { get; }

    /// <summary>No symptoms, not even lately, and every input fresh.</summary>
    internal bool IsFaultless => Symptoms.IsEmpty && IsKnown && Coverage.Equals(1d);

    internal static bool IsMissingInput(Symptom symptom) => symptom is { IsActive: true, Weight: > 0, Kind: SymptomKind.MissingInput };

    private static ImmutableArray<Symptom> LatestOccurrences(ImmutableArray<Symptom> symptoms)
    {
        var latest = symptoms
            .GroupBy(symptom => (symptom.Id, symptom.AgentId))
            .Select(same => same.OrderByDescending(symptom => symptom.IsActive).ThenByDescending(symptom => symptom.Start).First())
            .ToImmutableArray();
        return latest.Length == symptoms.Length ? symptoms : latest;
    }
}
