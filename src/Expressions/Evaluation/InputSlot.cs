namespace RouterAlertAssurance.Expressions.Evaluation;

/// <summary>The nodes that read one input; -1 where there is none.</summary>
internal sealed class InputSlot(InputDeclaration declaration)
{
    private const double Modulus32 = 4294967296d;
    private const double Modulus64 = 18446744073709551616d;

    // 2^64 itself is what the largest 64-bit value becomes as a double.
    private readonly double _largest = declaration.Kind == InputKind.Counter32 ? Modulus32 - 1 : Modulus64;

    // Not readonly: the tracker is a mutable struct.
    private CounterTracker _tracker = new(declaration.Kind == InputKind.Counter32 ? Modulus32 : Modulus64);

    public InputDeclaration Declaration { get; } = declaration;

    public int Value { get; set; } = -1;

    public int Rate { get; set; } = -1;

    public int Increase { get; set; } = -1;

    public CounterReading Observe(in Sample sample) => _tracker.Observe(sample);

    /// <summary>A sample that fits the declaration: what does not becomes a failed one.</summary>
    public Sample Checked(in Sample sample)
    {
        if (sample.State != SampleState.Present)
        {
            return sample;
        }

        var reason = Reject(sample);
        return reason is null ? sample : Sample.Failed(sample.Time, reason);
    }

    private string? Reject(in Sample sample) => Declaration.Type switch
    {
        ExpressionValueType.Text => sample.Type == ExpressionValueType.Text ? null : "expected a text",
        ExpressionValueType.Boolean => sample.Type != ExpressionValueType.Text && sample.Number is 0 or 1 ? null : "expected a boolean",
        _ when sample.Type != ExpressionValueType.Number => "expected a number",
        _ when !double.IsFinite(sample.Number) => "not a finite number",
        _ when Declaration.Kind is InputKind.Gauge or InputKind.State => null,
        _ => sample.Number < 0 ? CounterTracker.Negative : sample.Number > _largest ? CounterTracker.TooLarge : null,
    };
}
