namespace RouterAlertAssurance.Expressions.Syntax;

/// <summary>Conditionals, set membership, and what concerns time and series.</summary>
internal sealed partial class Parser
{
    private bool IsMembership => Current.Kind == TokenKind.In || (Current.Kind == TokenKind.Not && Ahead().Kind == TokenKind.In);

    private ConditionalSyntax ParseConditional()
    {
        var start = Take().Offset;
        var condition = ParseExpression(OperatorTable.Lowest);
        Expect(TokenKind.Then, "'then'");
        var then = ParseExpression(OperatorTable.Lowest);
        Expect(TokenKind.Else, "'else'");
        var otherwise = ParseExpression(OperatorTable.Lowest);
        return Limited(new ConditionalSyntax(_source.PositionAt(start), Math.Max(0, LastEnd - start), condition, then, otherwise));
    }

    private void Expect(TokenKind kind, string expected)
    {
        if (Current.Kind == kind)
        {
            Take();
            return;
        }

        GiveUp(Current, $"expected {expected} but found {Quote(Current)}", Keywords.ConditionalForm);
    }

    private MembershipSyntax ParseMembership(int start, SyntaxNode value, bool isChained)
    {
        if (isChained)
        {
            ReportChained("write 'a < b and b in (c, d)'");
        }

        var isNegated = Take().Kind == TokenKind.Not;
        if (isNegated)
        {
            Take();
        }

        var options = new List<SyntaxNode>();
        if (Current.Kind == TokenKind.LeftParenthesis)
        {
            var open = Take();
            Nest();
            ParseOptions(options);
            _nesting--;
            Close(open);
        }
        else
        {
            ReportSyntax(Current, $"expected '(' but found {Quote(Current)}", Keywords.MembershipForm);
            options.Add(ParseUnary());
        }

        return Limited(new MembershipSyntax(_source.PositionAt(start), Math.Max(0, LastEnd - start), value, options, isNegated));
    }

    private void ParseOptions(List<SyntaxNode> options)
    {
        options.Add(ParseExpression(OperatorTable.Lowest));
        while (!_gaveUp && Current.Kind == TokenKind.Comma)
        {
            Take();
            options.Add(ParseExpression(OperatorTable.Lowest));
        }
    }

    private SyntaxNode ParseName()
    {
        var token = Take();
        var name = new NameSyntax(_source.PositionAt(token.Offset), token.Length, token.Text);
        if (Current.Kind != TokenKind.LeftBracket)
        {
            return name;
        }

        var open = Take();
        var conditions = new List<LabelConditionSyntax>();
        do
        {
            ParseLabelCondition(conditions);
        }
        while (!_gaveUp && TakeIf(TokenKind.Comma));

        if (!TakeIf(TokenKind.RightBracket))
        {
            ReportSyntax(Current, $"expected ']' but found {Quote(Current)}", $"it closes the '[' at {_source.PositionAt(open.Offset)}");
        }

        return Limited(new SelectionSyntax(name.Position, LastEnd - token.Offset, name, conditions));
    }

    private void ParseLabelCondition(List<LabelConditionSyntax> conditions)
    {
        var label = Current;
        if (!TakeIf(TokenKind.Name))
        {
            GiveUp(
                Current, $"expected the name of a label but found {Quote(Current)}",
                label.Kind == TokenKind.Number ? "write 'avg(x over 5 min)' for a span of time" : "write 'input[label == \"value\"]'");
            return;
        }

        var isNegated = IsMembership && Current.Kind == TokenKind.Not;
        var values = new List<string>();
        NameSyntax? list = null;
        if (IsMembership)
        {
            _index += isNegated ? 2 : 1;
            list = Current.Kind == TokenKind.Name ? new NameSyntax(_source.PositionAt(Current.Offset), Current.Length, Current.Text) : null;
            var open = Take();
            if (list is null)
            {
                ReadLabelValues(open, values);
            }
        }
        else
        {
            isNegated = Current.Kind == TokenKind.NotEqual;
            if (!TakeIf(TokenKind.Equal) && !TakeIf(TokenKind.NotEqual))
            {
                GiveUp(Current, $"expected '==', '!=' or 'in' but found {Quote(Current)}", "write 'input[label == \"value\"]'");
                return;
            }

            ReadLabelValue(values);
        }

        conditions.Add(new LabelConditionSyntax(_source.PositionAt(label.Offset), label.Text, values, isNegated, list));
    }

    private void ReadLabelValues(in Token open, List<string> values)
    {
        if (open.Kind != TokenKind.LeftParenthesis)
        {
            GiveUp(open, $"expected '(' but found {Quote(open)}", "write 'input[label in (\"a\", \"b\")]'");
            return;
        }

        do
        {
            ReadLabelValue(values);
        }
        while (!_gaveUp && TakeIf(TokenKind.Comma));

        Close(open);
    }

    private void ReadLabelValue(List<string> values)
    {
        var value = Current;
        if (TakeIf(TokenKind.Text))
        {
            values.Add(value.Text);
            return;
        }

        GiveUp(Current, $"expected a text but found {Quote(Current)}", "label values are texts in quotation marks");
    }

    private bool TakeIf(TokenKind kind)
    {
        var taken = Current.Kind == kind;
        if (taken)
        {
            Take();
        }

        return taken;
    }

    private SyntaxNode ParseArgument()
    {
        var start = Current.Offset;
        var operand = ParseExpression(OperatorTable.Lowest);
        return Current.Kind switch
        {
            TokenKind.Over => ParseOver(start, operand),
            TokenKind.By or TokenKind.Without => ParseGrouping(start, operand),
            _ => operand,
        };
    }

    private OverSyntax ParseOver(int start, SyntaxNode operand)
    {
        Take();
        var span = Current.Kind == TokenKind.Name && Ahead().Kind is not (TokenKind.LeftParenthesis or TokenKind.LeftBracket) ? ParseName()
            : Current.Kind == TokenKind.Number ? ParseNumber()
            : ParseMissing();
        return Limited(new OverSyntax(_source.PositionAt(start), Math.Max(0, LastEnd - start), operand, span));
    }

    private GroupingSyntax ParseGrouping(int start, SyntaxNode operand)
    {
        var isWithout = Take().Kind == TokenKind.Without;
        var labels = new List<NameSyntax>();
        if (Current.Kind == TokenKind.LeftParenthesis)
        {
            var open = Take();
            do
            {
                ReadLabel(labels);
            }
            while (!_gaveUp && TakeIf(TokenKind.Comma));

            Close(open);
        }
        else
        {
            ReadLabel(labels);
        }

        return Limited(new GroupingSyntax(_source.PositionAt(start), Math.Max(0, LastEnd - start), operand, labels, isWithout));
    }

    private void ReadLabel(List<NameSyntax> labels)
    {
        var label = Current;
        if (TakeIf(TokenKind.Name))
        {
            labels.Add(new NameSyntax(_source.PositionAt(label.Offset), label.Length, label.Text));
            return;
        }

        GiveUp(Current, $"expected the name of a label but found {Quote(Current)}", "write 'sum(x by label)' or 'sum(x by (label1, label2))'");
    }
}
