namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>The operators and punctuation marks, and what people of other languages write instead of them.</summary>
internal static class SymbolTable
{
    /// <summary>Matches the longest symbol; length 0 means none, a correct spelling means it was understood but is wrong.</summary>
    public static (TokenKind Kind, int Length, string? Correct) Match(char first, char second) => (first, second) switch
    {
        ('=', '=') => (TokenKind.Equal, 2, null),
        ('!', '=') => (TokenKind.NotEqual, 2, null),
        ('<', '>') => (TokenKind.NotEqual, 2, "!="),
        ('<', '=') => (TokenKind.LessOrEqual, 2, null),
        ('>', '=') => (TokenKind.GreaterOrEqual, 2, null),
        ('&', '&') => (TokenKind.And, 2, "and"),
        ('|', '|') => (TokenKind.Or, 2, "or"),
        ('=', _) => (TokenKind.Equal, 1, "=="),
        ('!', _) => (TokenKind.Not, 1, "not"),
        ('&', _) => (TokenKind.And, 1, "and"),
        ('|', _) => (TokenKind.Or, 1, "or"),
        ('<', _) => (TokenKind.Less, 1, null),
        ('>', _) => (TokenKind.Greater, 1, null),
        ('+', _) => (TokenKind.Plus, 1, null),
        ('-', _) => (TokenKind.Minus, 1, null),
        ('*', _) => (TokenKind.Star, 1, null),
        ('/', _) => (TokenKind.Slash, 1, null),
        ('%', _) => (TokenKind.Percent, 1, null),
        ('(', _) => (TokenKind.LeftParenthesis, 1, null),
        (')', _) => (TokenKind.RightParenthesis, 1, null),
        ('[', _) => (TokenKind.LeftBracket, 1, null),
        (']', _) => (TokenKind.RightBracket, 1, null),
        (',', _) => (TokenKind.Comma, 1, null),
        _ => (TokenKind.End, 0, null),
    };
}
