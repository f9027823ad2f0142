using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Health;

namespace RouterAlertAssurance.Engine;

/// <summary>What a step of time or of a value did to a symptom.</summary>
internal enum SymptomTransition
{
    None,
    Raised,
    Cleared,
}

/// <summary>
/// One symptom of one subservice, or of one of its series, through time: a condition must hold for a while before it is raised and be gone for a while
/// before it is cleared. One that comes and goes too often is held open and marked as flapping until it was gone for long enough.
/// </summary>
internal sealed class SymptomRun(SymptomDefinition definition)
{
    private const int MostCounted = 100;
    private Queue<DateTimeOffset>? _raises;
    private DateTimeOffset? _holdsSince;
    private DateTimeOffset? _goneSince;

    /// <summary>The latest occurrence; null before the first.</summary>
    public Symptom? Symptom { get; set; }

    public DateTimeOffset TextAt { get; set; }

    /// <summary>Ticks of the next visit that is asked for.</summary>
    public long Visit { get; set; }

    public bool IsRaised => Symptom is { IsActive: true };

    /// <summary>How often it was raised within the time of its flapping rule, when that is too often; 0 otherwise.</summary>
    public int Flaps { get; private set; }

    public bool Holds => _holdsSince is not null;

    /// <summary>Since when the condition holds, and so when the symptom began.</summary>
    public DateTimeOffset Since => _holdsSince ?? default;

    /// <summary>When time alone may change it; null when only a new value can.</summary>
    public DateTimeOffset? Due => IsRaised ? _goneSince + ClearAfter : _holdsSince + definition.RaiseAfter;

    /// <summary>Whether nothing would be lost if it were forgotten.</summary>
    public bool IsIdle => !IsRaised && _holdsSince is null && Symptom is null;

    private TimeSpan ClearAfter => Flaps > 0 && definition.Flapping.HeldFor > definition.ClearAfter ? definition.Flapping.HeldFor : definition.ClearAfter;

    /// <summary>Takes in whether the condition holds.</summary>
    public SymptomTransition Advance(bool holds, DateTimeOffset now)
    {
        if (holds && _holdsSince is null && IsRaised && Flaps > 0)
        {
            CountRaise(now);
        }

        _holdsSince = holds ? _holdsSince ?? now : null;
        _goneSince = holds ? null : _goneSince ?? now;
        if (!IsRaised && _holdsSince is { } since && now - since >= definition.RaiseAfter)
        {
            CountRaise(now);
            return SymptomTransition.Raised;
        }

        if (IsRaised && _goneSince is { } gone && now - gone >= ClearAfter)
        {
            Flaps = 0;
            return SymptomTransition.Cleared;
        }

        return SymptomTransition.None;
    }

    private void CountRaise(DateTimeOffset now)
    {
        if (definition.Flapping.Count <= 0)
        {
            return;
        }

        _raises ??= new Queue<DateTimeOffset>();
        _raises.Enqueue(now);
        while (_raises.Peek() <= now - definition.Flapping.Within || _raises.Count > MostCounted)
        {
            _raises.Dequeue();
        }

        Flaps = _raises.Count >= definition.Flapping.Count ? _raises.Count : 0;
    }
}
