namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>Words that cannot be names.</summary>
internal static class Keywords
{
    public static TokenKind KindOf(string word) => word switch
    {
        "true" => TokenKind.True,
        "false" => TokenKind.False,
        "or" => TokenKind.Or,
        "and" => TokenKind.And,
        "not" => TokenKind.Not,
        // Kept free for conditionals, set membership and aggregation over labels.
        "if" or "then" or "else" or "in" or "by" or "without" => TokenKind.Reserved,
        _ => TokenKind.Name,
    };

    /// <summary>Recognises AND, Or, NOT, which are names to the lexer and a slip to a reader.</summary>
    public static TokenKind MisspelledOperator(in Token token) =>
        token.Kind != TokenKind.Name ? TokenKind.End
        : token.Text.Equals("and", StringComparison.OrdinalIgnoreCase) ? TokenKind.And
        : token.Text.Equals("or", StringComparison.OrdinalIgnoreCase) ? TokenKind.Or
        : token.Text.Equals("not", StringComparison.OrdinalIgnoreCase) ? TokenKind.Not
        : TokenKind.End;
}
