namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>One input: the nodes that read it, -1 where there is none.</summary>
internal record struct InputSlot(InputDeclaration? Declaration)
{
    private const double Modulus32 = 4294967296d;

    // 2^64 itself is what the largest 64-bit value becomes as a double.
    private const double Modulus64 = 18446744073709551616d;

    public int Value { get; set; } = NodeCode.None;

    public int Rate { get; set; } = NodeCode.None;

    public int Increase { get; set; } = NodeCode.None;

    /// <summary>Ticks of the newest sample with a value; 0 when there was none.</summary>
    public long Time { get; set; }

    /// <summary>The round of evaluation in which the last sample came.</summary>
    public int Round { get; set; }

    public readonly bool IsCounter => Declaration!.Kind is InputKind.Counter or InputKind.Counter32;

    public readonly double Modulus => Declaration!.Kind == InputKind.Counter32 ? Modulus32 : Modulus64;

    /// <summary>Why a sample with a value does not fit the declaration; null when it does.</summary>
    public readonly string? Reject(in Sample sample) => Declaration!.Type switch
    {
        ExpressionValueType.Text => sample.Type == ExpressionValueType.Text ? null : "expected a text",
        ExpressionValueType.Boolean => sample.Type != ExpressionValueType.Text && sample.Number is 0 or 1 ? null : "expected a boolean",
        _ when sample.Type != ExpressionValueType.Number => "expected a number",
        _ when !double.IsFinite(sample.Number) => "not a finite number",
        _ when !IsCounter => null,
        _ => sample.Number < 0 ? CounterTracker.Negative
            : sample.Number > (Declaration.Kind == InputKind.Counter32 ? Modulus32 - 1 : Modulus64) ? CounterTracker.TooLarge
            : null,
    };
}
