namespace RouterAlertAssurance.Expressions;

/// <summary>One reading of a metric, or the reason why there is none.</summary>
public readonly record struct Sample
{
    private readonly bool _isUnsupported;

    private Sample(DateTimeOffset time, SampleState state, ExpressionValueType type, double number, string? text, string? reason, bool isUnsupported = false)
    {
        Time = time;
        State = state;
        Type = type;
        Number = number;
        Text = text;
        Reason = reason;
        _isUnsupported = isUnsupported;
    }

    /// <summary>When it was read.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Whether there is a value.</summary>
    public SampleState State { get; }

    /// <summary>The type of the value; of no meaning unless present.</summary>
    public ExpressionValueType Type { get; }

    /// <summary>The number in the unit of the input, or 0/1 for a boolean.</summary>
    public double Number { get; }

    /// <summary>The text, when it is one.</summary>
    public string? Text { get; }

    /// <summary>Why there is no value.</summary>
    public string? Reason { get; }

    /// <summary>False when whoever was asked has no way to tell, and somebody else might; see <see cref="Unsupported"/>.</summary>
    public bool IsSupported => !_isUnsupported;

    /// <summary>A number in the unit of the input. Not-a-number and the infinities are taken as failed when set.</summary>
    public static Sample Present(DateTimeOffset time, double number) =>
        new(time, SampleState.Present, ExpressionValueType.Number, number, null, null);

    /// <summary>A text.</summary>
    public static Sample Present(DateTimeOffset time, string text) =>
        new(time, SampleState.Present, ExpressionValueType.Text, 0, text, null);

    /// <summary>A boolean.</summary>
    public static Sample Present(DateTimeOffset time, bool value) =>
        new(time, SampleState.Present, ExpressionValueType.Boolean, value ? 1 : 0, null, null);

    /// <summary>The device has no such value.</summary>
    public static Sample Missing(DateTimeOffset time, string reason) => Without(SampleState.Missing, time, reason);

    /// <summary>
    /// Whoever was asked has no way to tell: the file, the field or the counter is not there. Missing as far as expressions are concerned.
    /// </summary>
    public static Sample Unsupported(DateTimeOffset time, string reason) => new(time, SampleState.Missing, default, 0, null, reason, isUnsupported: true);

    /// <summary>The last value is too old.</summary>
    public static Sample Stale(DateTimeOffset time, string reason) => Without(SampleState.Stale, time, reason);

    /// <summary>Reading failed: timeout, permission, malformed answer.</summary>
    public static Sample Failed(DateTimeOffset time, string reason) => Without(SampleState.Failed, time, reason);

    private static Sample Without(SampleState state, DateTimeOffset time, string reason) =>
        new(time, state, default, 0, null, reason);
}
