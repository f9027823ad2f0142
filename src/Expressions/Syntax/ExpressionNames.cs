using RouterAlertAssurance.Expressions.Syntax;

namespace RouterAlertAssurance.Expressions;

/// <summary>The rule for names of inputs and constants.</summary>
public static class ExpressionNames
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaximumLength = 100;

    /// <summary>
    /// True for what an expression can refer to: ASCII letters, digits and underscores, with single dashes or dots directly
    /// before letters, and not a reserved word.
    /// </summary>
    public static bool IsValid(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaximumLength)
        {
            return false;
        }

        var source = new SourceText(name);
        var errors = new ErrorList(source);
        var first = Lexer.Read(source, errors)[0];
        return errors.Count == 0 && first.Kind == TokenKind.Name && first.Length == name.Length;
    }
}
