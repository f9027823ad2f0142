namespace RouterAlertAssurance.Expressions.Syntax;

internal sealed partial class Parser
{
    private string Quote(in Token token) =>
        token.Kind == TokenKind.End ? "the end" : _source.Quote(token.Offset, token.Length);

    private void ReportSyntax(in Token token, string message, string suggestion)
    {
        if (!_gaveUp && !_errors.HasErrorAt(token.Offset))
        {
            _errors.Report(token.Offset, token.Length, message, suggestion);
        }
    }

    private void ReportUnexpected(string expected, string suggestion)
    {
        if (Keywords.UseOf(Current.Kind) is { } use)
        {
            GiveUp(Current, $"expected {expected} but found the word {Quote(Current)}", use);
            return;
        }

        ReportSyntax(
            Current, $"expected {expected} but found {Quote(Current)}",
            Current is { Kind: TokenKind.Name, Length: > 2 } ? Names.DidYouMean(Current.Text, Keywords.Infix) ?? suggestion : suggestion);
    }

    private void ReportChained(string suggestion) =>
        ReportSyntax(Current, $"{Quote(Current)} cannot follow another comparison", suggestion);

    private void GiveUpTooDeep() => GiveUp(
        Current, $"the expression is nested more than {ExpressionLimits.MaximumDepth} levels deep at {Quote(Current)}",
        "split it into shorter expressions; 'x in (a, b)' takes the place of a chain of 'or'");

    private void GiveUp(in Token token, string message, string suggestion)
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
            GiveUpTooDeep();
        }

        return node;
    }

    private MissingSyntax ParseMissing()
    {
        var token = Current;
        const string Values = "a number, a text in quotation marks, a name or a call such as rate(x)";
        ReportUnexpected("a value", _index == 0 ? $"begin with {Values}" : $"write a value behind {Quote(Ahead(-1))}: {Values}");
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
                ReportSyntax(
                    Current, $"{Quote(Current)} without an opening '('",
                    Current.Kind == TokenKind.Comma ? "values of a list stand in parentheses: max(a, b) or x in (a, b)" : "leave it out, or write '(' where it begins");
                Take();
            }
            else
            {
                ReportUnexpected("an operator", $"write an operator between {Quote(Ahead(-1))} and {Quote(Current)}, such as '+', '>' or 'and'");
            }

            if (Current.Kind is not (TokenKind.End or TokenKind.RightParenthesis or TokenKind.Comma))
            {
                ParseExpression(OperatorTable.Lowest);
            }
        }
    }
}
