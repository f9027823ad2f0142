using System.Globalization;

namespace RouterAlertAssurance.Expressions;

/// <summary>What an expression, or a part of it, evaluates to.</summary>
public readonly record struct ExpressionValue
{
    private ExpressionValue(
        ExpressionValueType type, SampleState state, double number, string? text, string? reason, string? origin)
    {
        Type = type;
        State = state;
        Number = number;
        Text = text;
        Reason = reason;
        Origin = origin;
    }

    /// <summary>Its type, also when there is no value.</summary>
    public ExpressionValueType Type { get; }

    /// <summary>Whether there is a value.</summary>
    public SampleState State { get; }

    /// <summary>The number in the unit of the expression, or 0/1 for a boolean; 0 without meaning when not present.</summary>
    public double Number { get; }

    /// <summary>The text, when it is one.</summary>
    public string? Text { get; }

    /// <summary>Why there is no value.</summary>
    public string? Reason { get; }

    /// <summary>Where the value got lost: the name of an input, or the part of the expression that could not be computed.</summary>
    public string? Origin { get; }

    /// <summary>True when there is a value.</summary>
    public bool IsPresent => State == SampleState.Present;

    /// <summary>The value of a present boolean; false otherwise, so ask <see cref="IsPresent"/> to tell false from unknown.</summary>
    public bool Boolean => IsPresent && Type == ExpressionValueType.Boolean && Number != 0;

    /// <summary>A number.</summary>
    public static ExpressionValue Of(double number) => new(ExpressionValueType.Number, SampleState.Present, number, null, null, null);

    /// <summary>A boolean.</summary>
    public static ExpressionValue Of(bool value) =>
        new(ExpressionValueType.Boolean, SampleState.Present, value ? 1 : 0, null, null, null);

    /// <summary>A text.</summary>
    public static ExpressionValue Of(string text) => new(ExpressionValueType.Text, SampleState.Present, 0, text, null, null);

    /// <summary>No value, with the reason and where it arose.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="state"/> is present.</exception>
    public static ExpressionValue Without(ExpressionValueType type, SampleState state, string? reason, string? origin)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)state, (int)SampleState.Present, nameof(state));
        return new(type, state, 0, null, reason, origin);
    }

    /// <inheritdoc/>
    public override string ToString() => this switch
    {
        { IsPresent: false } => $"{State}: {Origin}: {Reason}",
        { Type: ExpressionValueType.Boolean } => Boolean ? "true" : "false",
        { Type: ExpressionValueType.Text } => Text ?? "",
        _ => Number.ToString("R", CultureInfo.InvariantCulture),
    };
}
