namespace RouterAlertAssurance.Expressions;

/// <summary>The outcome of one named expression.</summary>
/// <param name="Value">Its value, or why there is none.</param>
/// <param name="Unit">The unit of a number; empty otherwise.</param>
public readonly record struct EvaluationResult(ExpressionValue Value, string Unit)
{
    /// <summary>True when there is a value.</summary>
    public bool IsPresent => Value.IsPresent;

    /// <summary>Whether there is a value.</summary>
    public SampleState State => Value.State;

    /// <summary>The value of a present boolean; false otherwise.</summary>
    public bool Boolean => Value.Boolean;

    /// <summary>The value of a present number in <see cref="Unit"/>.</summary>
    public double Number => Value.Number;

    /// <summary>The value of a present text.</summary>
    public string? Text => Value.Text;

    /// <summary>Why there is no value.</summary>
    public string? Reason => Value.Reason;
}

/// <summary>An intermediate value, kept as evidence.</summary>
/// <param name="Text">The part of the expression, as it was written.</param>
/// <param name="Position">Where that part begins.</param>
/// <param name="Value">What it evaluates to.</param>
/// <param name="Unit">The unit of a number, <c>ratio</c> for one that people read in hundredths; empty otherwise.</param>
public sealed record EvaluationStep(string Text, SourcePosition Position, ExpressionValue Value, string Unit);
