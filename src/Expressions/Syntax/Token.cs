namespace RouterAlertAssurance.Expressions.Syntax;

internal enum TokenKind
{
    End,
    Number,
    Text,
    Name,
    True,
    False,
    Or,
    And,
    Not,
    If,
    Then,
    Else,
    In,
    By,
    Without,
    Over,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    LeftParenthesis,
    RightParenthesis,
    LeftBracket,
    RightBracket,
    Comma,
}

/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Text">The name or keyword, or the content of a text.</param>
/// <param name="Number">The value of a number.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, int Length, string Text = "", double Number = 0)
{
    public int End => Offset + Length;
}
