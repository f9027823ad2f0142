namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>
/// Recursive descent with binding powers. Reports what it can in one go: after an error it goes on with the most likely
/// reading, and a <see cref="MissingSyntax"/> stands where there is none.
/// </summary>
internal sealed partial class Parser
{
    private readonly SourceText _source;
    private readonly ErrorList _errors;
    private readonly List<Token> _tokens;
    private int _index;
    private int _nesting;
    private bool _gaveUp;

    private Parser(SourceText source, ErrorList errors)
    {
        _source = source;
        _errors = errors;
        _tokens = Lexer.Read(source, errors);
    }

    private Token Current => _tokens[_index];

    private int LastEnd => _index == 0 ? 0 : _tokens[_index - 1].End;

    public static SyntaxNode Parse(SourceText source, ErrorList errors)
    {
        var parser = new Parser(source, errors);
        var root = parser.ParseExpression(OperatorTable.Lowest);
        parser.ParseLeftovers();
        return root;
    }

    private Token Ahead(int count = 1) => _tokens[Math.Min(_index + count, _tokens.Count - 1)];

    private Token Take()
    {
        var token = Current;
        _index = Math.Min(_index + 1, _tokens.Count - 1);
        return token;
    }

    private SyntaxNode ParseExpression(int minimum)
    {
        var start = Current.Offset;
        var left = ParseUnary();
        BinarySyntax? comparison = null;
        var isMember = false;
        while (true)
        {
            if (IsMembership && minimum <= OperatorTable.Comparison)
            {
                left = ParseMembership(start, left, isChained: isMember || comparison is not null);
                (comparison, isMember) = (null, true);
                continue;
            }

            if (PeekOperator() is not { } op || OperatorTable.Precedence(op) < minimum)
            {
                return left;
            }

            if (comparison is not null && OperatorTable.IsComparison(op))
            {
                (left, comparison) = ParseChained(start, left, comparison, op);
                continue;
            }

            if (isMember && OperatorTable.IsComparison(op))
            {
                ReportChained("write 'a in (b, c) and a < d'");
            }

            isMember = false;
            Take();
            var right = ParseExpression(OperatorTable.Precedence(op) + 1);
            var binary = Binary(start, op, left, right);
            comparison = OperatorTable.IsComparison(op) ? binary : null;
            left = binary;
        }
    }

    // a < b < c is refused, and read as a < b and ... < c to find what else is wrong. The b is not repeated: nested chains
    // would double the tree at each level.
    private (SyntaxNode Left, BinarySyntax Comparison) ParseChained(int start, SyntaxNode left, BinarySyntax before, BinaryOperator op)
    {
        ReportChained("write 'a < b and b < c' instead of 'a < b < c'");
        Take();
        var right = ParseExpression(OperatorTable.Comparison + 1);
        var comparison = Binary(before.Right.Position.Offset, op, new MissingSyntax(before.Right.Position, 0), right);
        return (Binary(start, BinaryOperator.And, left, comparison), comparison);
    }

    private BinarySyntax Binary(int start, BinaryOperator op, SyntaxNode left, SyntaxNode right) =>
        Limited(new BinarySyntax(_source.PositionAt(start), Math.Max(0, LastEnd - start), op, left, right));

    private BinaryOperator? PeekOperator()
    {
        var misspelled = Keywords.MisspelledOperator(Current);
        if (misspelled is not (TokenKind.And or TokenKind.Or))
        {
            return OperatorTable.Binary(Current.Kind);
        }

        ReportSyntax(Current, $"{Quote(Current)} is not an operator", $"write '{Current.Text.ToLowerInvariant()}'");
        return OperatorTable.Binary(misspelled);
    }

    private SyntaxNode ParseUnary()
    {
        Nest();
        var token = Current;
        var node = token.Kind switch
        {
            TokenKind.Minus => ParsePrefix(UnaryOperator.Negate),
            TokenKind.If => ParseConditional(),
            TokenKind.Not => ParsePrefix(UnaryOperator.Not),
            _ when Keywords.MisspelledOperator(token) == TokenKind.Not => ParseMisspelledNot(),
            _ => ParsePrimary(),
        };
        _nesting--;
        return node;
    }

    // Whatever holds a whole expression counts as a level before it is read.
    private void Nest()
    {
        if (++_nesting > ExpressionLimits.MaximumDepth)
        {
            GiveUpTooDeep();
        }
    }

    private UnarySyntax ParseMisspelledNot()
    {
        ReportSyntax(Current, $"{Quote(Current)} is not an operator", "write 'not'");
        return ParsePrefix(UnaryOperator.Not);
    }

    private UnarySyntax ParsePrefix(UnaryOperator op)
    {
        var start = Take().Offset;
        var operand = op == UnaryOperator.Not ? ParseExpression(OperatorTable.Not) : ParseUnary();
        return Limited(new UnarySyntax(_source.PositionAt(start), LastEnd - start, op, operand));
    }

    private SyntaxNode ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return ParseNumber();
            case TokenKind.Text:
                Take();
                return new TextSyntax(_source.PositionAt(token.Offset), token.Length, token.Text);
            case TokenKind.True or TokenKind.False:
                Take();
                return new BooleanSyntax(_source.PositionAt(token.Offset), token.Length, token.Kind == TokenKind.True);
            case TokenKind.Name when Ahead().Kind == TokenKind.LeftParenthesis:
                return ParseCall();
            case TokenKind.Name:
                return ParseName();
            case TokenKind.LeftParenthesis:
                return ParseParenthesized();
            default:
                return ParseMissing();
        }
    }

    private SyntaxNode ParseParenthesized()
    {
        var open = Take();
        var inner = ParseExpression(OperatorTable.Lowest);
        Close(open);
        return inner;
    }

    private CallSyntax ParseCall()
    {
        var name = Take();
        var open = Take();
        var arguments = new List<SyntaxNode>();
        if (Current.Kind != TokenKind.RightParenthesis)
        {
            ParseArguments(arguments);
        }

        Close(open);
        return Limited(new CallSyntax(_source.PositionAt(name.Offset), LastEnd - name.Offset, name.Text, arguments));
    }

    private void ParseArguments(List<SyntaxNode> arguments)
    {
        arguments.Add(ParseArgument());
        while (!_gaveUp && Current.Kind is not (TokenKind.RightParenthesis or TokenKind.End))
        {
            if (Current.Kind != TokenKind.Comma)
            {
                ReportUnexpected("an operator, ',' or ')'", "arguments are separated by ',' and closed by ')'");
                SkipToSeparator();
                continue;
            }

            Take();
            arguments.Add(ParseArgument());
        }
    }
}
