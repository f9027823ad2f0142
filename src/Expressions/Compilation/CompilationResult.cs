namespace RouterAlertAssurance.Expressions;

/// <summary>Either an expression or all the reasons why there is none.</summary>
public sealed class CompilationResult
{
    internal CompilationResult(CompiledExpression? expression, IReadOnlyList<ExpressionError> errors)
    {
        Expression = expression;
        Errors = errors;
    }

    /// <summary>The expression; null exactly when there are errors.</summary>
    public CompiledExpression? Expression { get; }

    /// <summary>Every error, in the order of the text.</summary>
    public IReadOnlyList<ExpressionError> Errors { get; }
}
