using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Engine;

/// <summary>A symptom of a subservice through time. Its number is the watcher of its expressions.</summary>
internal struct SymptomSlot
{
    public const int None = -1;

    /// <summary>The subservice; <see cref="None"/> when the slot is not in use.</summary>
    public int Subservice;

    /// <summary>Its course; null until the condition holds for the first time, and where there are series.</summary>
    public SymptomRun? Run;

    /// <summary>The courses by series.</summary>
    public Dictionary<SeriesKey, SymptomRun>? Runs;
}
