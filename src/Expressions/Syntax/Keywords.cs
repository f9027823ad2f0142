namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>Words that cannot be names.</summary>
internal static class Keywords
{
    public const string ConditionalForm = "write 'if condition then value else value'";

    public const string MembershipForm = "write 'value in (a, b)'";

    public const string GroupingForm = "write it inside a function: 'sum(x by label)'";

    public const string OverTimeForm = "write it inside a function: 'avg(x over 5 min)'";

    public static TokenKind KindOf(string word) => word switch
    {
        "true" => TokenKind.True,
        "false" => TokenKind.False,
        "or" => TokenKind.Or,
        "and" => TokenKind.And,
        "not" => TokenKind.Not,
        "if" => TokenKind.If,
        "then" => TokenKind.Then,
        "else" => TokenKind.Else,
        "in" => TokenKind.In,
        "by" => TokenKind.By,
        "without" => TokenKind.Without,
        "over" => TokenKind.Over,
        _ => TokenKind.Name,
    };

    /// <summary>The words that stand behind a value.</summary>
    public static IReadOnlyList<string> Infix { get; } = ["and", "or", "not", "in", "then", "else", "by", "without", "over"];

    /// <summary>What a word that stands in the wrong place is for; null for words that are no such.</summary>
    public static string? UseOf(TokenKind kind) => kind switch
    {
        TokenKind.If or TokenKind.Then or TokenKind.Else => ConditionalForm,
        TokenKind.In => MembershipForm,
        TokenKind.By or TokenKind.Without => GroupingForm,
        TokenKind.Over => OverTimeForm,
        _ => null,
    };

    /// <summary>Recognises AND, Or, NOT, which are names to the lexer and a slip to a reader.</summary>
    public static TokenKind MisspelledOperator(in Token token) =>
        token.Kind != TokenKind.Name ? TokenKind.End
        : token.Text.Equals("and", StringComparison.OrdinalIgnoreCase) ? TokenKind.And
        : token.Text.Equals("or", StringComparison.OrdinalIgnoreCase) ? TokenKind.Or
        : token.Text.Equals("not", StringComparison.OrdinalIgnoreCase) ? TokenKind.Not
        : TokenKind.End;
}
