namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>Symbols and binding powers, in one place for the parser, the printer and the messages.</summary>
internal static class OperatorTable
{
    public const int Lowest = 0;
    public const int Not = 3;
    public const int Comparison = 4;
    public const int Multiplicative = 6;
    public const int Negate = 7;
    public const int Primary = 8;

    public static int Precedence(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => 1,
        BinaryOperator.And => 2,
        < BinaryOperator.Add => Comparison,
        BinaryOperator.Add or BinaryOperator.Subtract => 5,
        _ => Multiplicative,
    };

    public static bool IsComparison(BinaryOperator op) => Precedence(op) == Comparison;

    public static string Symbol(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => "or",
        BinaryOperator.And => "and",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => "%",
    };

    public static string Symbol(UnaryOperator op) => op == UnaryOperator.Negate ? "-" : "not";

    public static BinaryOperator? Binary(TokenKind kind) => kind switch
    {
        TokenKind.Or => BinaryOperator.Or,
        TokenKind.And => BinaryOperator.And,
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Remainder,
        _ => null,
    };
}
