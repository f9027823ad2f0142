namespace RouterAlertAssurance.Expressions;

/// <summary>One reason why an expression was refused.</summary>
/// <param name="Position">Where the offending text begins.</param>
/// <param name="Length">Length of the offending text in UTF-16 code units; 0 where something is missing.</param>
/// <param name="Message">What is wrong, with the offending text quoted, or that the expression ends there; no final full stop.</param>
/// <param name="Suggestion">What to write instead, or how to get there.</param>
public sealed record ExpressionError(SourcePosition Position, int Length, string Message, string Suggestion)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Position}: {Message} ({Suggestion})";
}
