namespace RouterAlertAssurance.Expressions;

/// <summary>Whether there is a value, and if not, why. None of the others ever counts as 0 or false.</summary>
public enum SampleState
{
    /// <summary>There is a value.</summary>
    Present,

    /// <summary>There is no value (yet), or none can be computed.</summary>
    Missing,

    /// <summary>The last value is older than the metric's staleness limit.</summary>
    Stale,

    /// <summary>Reading was tried and failed, or what was read makes no sense.</summary>
    Failed,
}
