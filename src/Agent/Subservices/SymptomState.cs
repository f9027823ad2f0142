using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>What the condition of a symptom led to.</summary>
internal enum SymptomTransition
{
    None,
    Raised,
    Cleared,
}

/// <summary>
/// One symptom of a node over time: raised when its condition held long enough, cleared when it was gone long enough. Its start is the moment
/// from which the condition held. A condition that cannot be computed does not hold. While it holds, the text follows the values.
/// </summary>
internal sealed class SymptomState(ResolvedSymptom resolved, string agentId)
{
    /// <summary>Least time between two texts of one occurrence: values that only waver must not keep everybody above busy.</summary>
    private static readonly TimeSpan TextInterval = TimeSpan.FromSeconds(10);

    private DateTimeOffset? _holdsSince;
    private DateTimeOffset? _goneSince;
    private DateTimeOffset _textAt;

    public ResolvedSymptom Resolved => resolved;

    /// <summary>The present occurrence, or the last one; null when there never was one.</summary>
    public Symptom? Symptom { get; private set; }

    public bool IsRaised => Symptom is { IsActive: true };

    /// <summary>Goes on with an occurrence that began before a restart or a new assignment.</summary>
    public void Resume(Symptom symptom) => Symptom = symptom with
    {
        Weight = resolved.Definition.Weight,
        Broken = resolved.Definition.Broken,
        Local = resolved.Definition.Local,
    };

    /// <param name="result">Value of the condition.</param>
    /// <param name="now">Time of the evaluation.</param>
    /// <param name="text">Makes the text from the present values.</param>
    public SymptomTransition Advance(in EvaluationResult result, DateTimeOffset now, Func<string> text)
    {
        var holds = result is { IsPresent: true, Boolean: true };
        _holdsSince = holds ? _holdsSince ?? now : null;
        _goneSince = holds ? null : _goneSince ?? now;
        if (!IsRaised && _holdsSince is { } since && now - since >= resolved.Definition.RaiseAfter)
        {
            Symptom = Raise(since, text());
            _textAt = now;
            return SymptomTransition.Raised;
        }

        if (IsRaised && _goneSince is { } gone && now - gone >= resolved.Definition.ClearAfter)
        {
            Symptom = Symptom! with { Stop = now };
            return SymptomTransition.Cleared;
        }

        if (IsRaised && holds && now - _textAt >= TextInterval)
        {
            Symptom = Symptom! with { Text = text() };
            _textAt = now;
        }

        return SymptomTransition.None;
    }

    /// <summary>When time alone changes something; null when only a new value can.</summary>
    public DateTimeOffset? Due => IsRaised
        ? _goneSince + resolved.Definition.ClearAfter
        : _holdsSince + resolved.Definition.RaiseAfter;

    private Symptom Raise(DateTimeOffset start, string text) => new()
    {
        Id = resolved.Definition.Id,
        AgentId = agentId,
        Weight = resolved.Definition.Weight,
        Text = text,
        Start = start,
        Kind = SymptomKind.Own,
        Broken = resolved.Definition.Broken,
        Local = resolved.Definition.Local,
    };
}
