namespace RouterAlertAssurance.Expressions;

/// <summary>How the values of an input relate to each other over time.</summary>
public enum InputKind
{
    /// <summary>A quantity that goes up and down.</summary>
    Gauge,

    /// <summary>A 64-bit quantity that only grows, wraps at 2^64 and restarts at 0; read through <c>rate</c>, <c>increase</c> or <c>absent</c>.</summary>
    Counter,

    /// <summary>The same with 32 bits.</summary>
    Counter32,

    /// <summary>A state that holds until the next sample: text, boolean or an enumerated number.</summary>
    State,
}
