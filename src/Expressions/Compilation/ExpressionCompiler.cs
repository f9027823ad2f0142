using RouterAlertAssurance.Expressions.Compilation;
using RouterAlertAssurance.Expressions.Syntax;

namespace RouterAlertAssurance.Expressions;

/// <summary>Turns text into expressions. Never throws for a bad text: every error comes with its place.</summary>
public static class ExpressionCompiler
{
    /// <summary>Parses and checks an expression.</summary>
    /// <param name="text">The text, at most <see cref="ExpressionLimits.MaximumLength"/> long.</param>
    /// <param name="scope">The names it may use.</param>
    /// <param name="expected">The type it must have; any when null.</param>
    /// <param name="expectedUnit">
    /// The unit the result must be given in, empty for a plain number; it is converted where needed. Any when null.
    /// </param>
    /// <param name="labels">The labels the result may have: one value for each. None when null.</param>
    /// <exception cref="ArgumentException"><paramref name="expectedUnit"/> is not a unit.</exception>
    public static CompilationResult Compile(
        string text, ExpressionScope scope, ExpressionValueType? expected = null, string? expectedUnit = null, LabelSet? labels = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(scope);
        var source = new SourceText(text);
        var errors = new ErrorList(source);
        if (text.Length > ExpressionLimits.MaximumLength)
        {
            errors.Report(
                ExpressionLimits.MaximumLength, text.Length - ExpressionLimits.MaximumLength,
                $"the expression has {text.Length} characters, more than {ExpressionLimits.MaximumLength}: {source.Quote(ExpressionLimits.MaximumLength, text.Length - ExpressionLimits.MaximumLength)} is too much",
                "split it into shorter expressions");
            return new CompilationResult(null, errors.InOrder());
        }

        var root = Parser.Parse(source, errors);
        var binder = new Binder(source, scope, errors);
        var result = binder.BindResult(root, expected, expectedUnit, labels ?? LabelSet.None);
        return errors.Count > 0
            ? new CompilationResult(null, errors.InOrder())
            : new CompilationResult(
                new CompiledExpression(text, root, result, binder.Finish(result)), []);
    }
}
