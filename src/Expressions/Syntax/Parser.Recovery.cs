namespace RouterAlertAssurance.Expressions.Syntax;

internal sealed partial class Parser
{
    private static readonly string TooDeep =
        $"the expression is nested more than {ExpressionLimits.MaximumDepth} levels deep";

    private string Quote(in Token token) =>
        token.Kind == TokenKind.End ? "the end" : _source.Quote(token.Offset, token.Length);

    private void ReportSyntax(in Token token, string message, string? suggestion = null)
    {
        if (!_gaveUp && !_errors.HasErrorAt(token.Offset))
        {
            _errors.Report(token.Offset, token.Length, message, suggestion);
        }
    }

    private void ReportUnexpected(string expected)
    {
        if (Keywords.UseOf(Current.Kind) is { } use)
        {
            GiveUp(Current, $"expected {expected} but found the word {Quote(Current)}", use);
            return;
        }

        ReportSyntax(
            Current, $"expected {expected} but found {Quote(Current)}",
            Current is { Kind: TokenKind.Name, Length: > 2 } ? Names.DidYouMean(Current.Text, Keywords.Infix) : null);
    }

    private void GiveUp(in Token token, string message, string? suggestion = null)
    {
        ReportSyntax(token, message, suggestion);
        _gaveUp = true;
        _index = _tokens.Count - 1;
    }

    // A long chain such as a + b + c + ... leans to the left and is as deep as it is long; later steps walk the tree recursively.
    private T Limited<T>(T node)
        where T : SyntaxNode
    {
        if (node.Depth > ExpressionLimits.MaximumDepth)
        {
            GiveUp(Current, TooDeep);
        }

        return node;
    }

    private MissingSyntax ParseMissing()
    {
        var token = Current;
        ReportUnexpected("a value");
        return new MissingSyntax(_source.PositionAt(token.Offset), 0);
    }

    private void Close(in Token open)
    {
        if (Current.Kind == TokenKind.RightParenthesis)
        {
            Take();
            return;
        }

        ReportSyntax(Current, $"expected ')' but found {Quote(Current)}", $"it closes the '(' at {_source.PositionAt(open.Offset)}");
    }

    private void SkipToSeparator()
    {
        var depth = 0;
        while (Current.Kind != TokenKind.End && (depth > 0 || Current.Kind is not (TokenKind.Comma or TokenKind.RightParenthesis)))
        {
            depth += Current.Kind == TokenKind.LeftParenthesis ? 1 : Current.Kind == TokenKind.RightParenthesis ? -1 : 0;
            Take();
        }
    }

    // What follows a complete expression is an error, but may hold further ones that are worth telling in the same go.
    private void ParseLeftovers()
    {
        while (Current.Kind != TokenKind.End)
        {
            if (Current.Kind is TokenKind.LeftBracket or TokenKind.RightBracket)
            {
                ReportSyntax(Current, $"{Quote(Current)} has no meaning here", "conditions on labels stand behind the name of an input: x[label == \"value\"]");
                Take();
            }
            else if (Current.Kind is TokenKind.RightParenthesis or TokenKind.Comma)
            {
                ReportSyntax(Current, $"{Quote(Current)} without an opening '('");
                Take();
            }
            else
            {
                ReportUnexpected("an operator");
            }

            if (Current.Kind is not (TokenKind.End or TokenKind.RightParenthesis or TokenKind.Comma))
            {
                ParseExpression(OperatorTable.Lowest);
            }
        }
    }
}
