namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>A sample in a window.</summary>
/// <param name="Time">Ticks (UTC).</param>
/// <param name="Value">The bits of the value.</param>
/// <param name="Combined">What the function makes of it: a partial sum or extreme, the increase of a counter, or a value of the sorted copy.</param>
internal record struct WindowEntry(long Time, long Value, double Combined)
{
    public readonly double Number => BitConverter.Int64BitsToDouble(Value);
}
