using RouterAlertAssurance.Expressions.Syntax;

namespace RouterAlertAssurance.Expressions.Tests.Syntax;

public sealed class ParserErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "expected a value but found the end", "begin with a number, a text in quotation marks, a name or a call such as rate(x)")]
    [InlineData("a +", 1, 4, "expected a value but found the end", "write a value behind '+': a number, a text in quotation marks, a name or a call such as rate(x)")]
    [InlineData("a + * b", 1, 5, "expected a value but found '*'", "write a value behind '+': a number, a text in quotation marks, a name or a call such as rate(x)")]
    [InlineData("(a + b", 1, 7, "expected ')' but found the end", "it closes the '(' at 1:1")]
    [InlineData("a + b)", 1, 6, "')' without an opening '('", "leave it out, or write '(' where it begins")]
    [InlineData("a b", 1, 3, "expected an operator but found 'b'", "write an operator between 'a' and 'b', such as '+', '>' or 'and'")]
    [InlineData("f(a b)", 1, 5, "expected an operator, ',' or ')' but found 'b'", "arguments are separated by ',' and closed by ')'")]
    [InlineData("f(a,)", 1, 5, "expected a value but found ')'", "write a value behind ',': a number, a text in quotation marks, a name or a call such as rate(x)")]
    [InlineData("a = b", 1, 3, "'=' is not an operator", "write '=='")]
    [InlineData("a && b", 1, 3, "'&&' is not an operator", "write 'and'")]
    [InlineData("a || b", 1, 3, "'||' is not an operator", "write 'or'")]
    [InlineData("!a", 1, 1, "'!' is not an operator", "write 'not'")]
    [InlineData("a <> b", 1, 3, "'<>' is not an operator", "write '!='")]
    [InlineData("a AND b", 1, 3, "'AND' is not an operator", "write 'and'")]
    [InlineData("NOT a", 1, 1, "'NOT' is not an operator", "write 'not'")]
    [InlineData("a < b < c", 1, 7, "'<' cannot follow another comparison", "write 'a < b and b < c' instead of 'a < b < c'")]
    [InlineData("'up", 1, 1, "the text ''up' is not closed", "end it with '")]
    [InlineData("'a\\q'", 1, 3, "'\\q' is not an escape", "use \\\\, \\\", \\', \\n, \\r or \\t")]
    [InlineData("a @@ ", 1, 3, "'@@' has no meaning in an expression", "write the name of an input, parameter or threshold alone")]
    [InlineData("a\n + $", 2, 4, "'$' has no meaning in an expression", "write the name of an input, parameter or threshold alone")]
    [InlineData(".5 + a", 1, 1, "the number '.5' begins with a point", "write '0.5'")]
    [InlineData("1e999", 1, 1, "the number '1e999' is too large", "numbers go up to 1.7e308; write a smaller one, with a larger unit such as Gbit where it has one")]
    [InlineData("a > 5 parsecs", 1, 7, "'parsecs' is not a unit", "the units are bit, bytes, packets, errors, count, ratio, %, ms, s, min, h, d and their quotients")]
    [InlineData("a > 5 pps", 1, 7, "'pps' is not a unit", "write 'packets/s'")]
    [InlineData("a > 5 Mbps", 1, 7, "'Mbps' is not a unit", "write 'Mbit/s'")]
    [InlineData("a > 5 packts/s", 1, 7, "'packts/s' is not a unit", "did you mean 'packets'?")]
    [InlineData("5s-x", 1, 2, "'s-x' is not a unit", "write '5 s - x' to subtract")]
    [InlineData("if a then b", 1, 12, "expected 'else' but found the end", "write 'if condition then value else value'")]
    [InlineData("a in b", 1, 6, "expected '(' but found 'b'", "write 'value in (a, b)'")]
    [InlineData("a in ()", 1, 7, "expected a value but found ')'", "write a value behind '(': a number, a text in quotation marks, a name or a call such as rate(x)")]
    [InlineData("a in (1, 2", 1, 11, "expected ')' but found the end", "it closes the '(' at 1:6")]
    [InlineData("a < 3 in (b)", 1, 7, "'in' cannot follow another comparison", "write 'a < b and b in (c, d)'")]
    [InlineData("a in (1) == b", 1, 10, "'==' cannot follow another comparison", "write 'a in (b, c) and a < d'")]
    [InlineData("if a b", 1, 6, "expected 'then' but found 'b'", "write 'if condition then value else value'")]
    [InlineData("a then b", 1, 3, "expected an operator but found the word 'then'", "write 'if condition then value else value'")]
    [InlineData("a over 5 min", 1, 3, "expected an operator but found the word 'over'", "write it inside a function: 'avg(x over 5 min)'")]
    [InlineData("sum by (l) (x)", 1, 5, "expected an operator but found the word 'by'", "write it inside a function: 'sum(x by label)'")]
    [InlineData("avg(x over)", 1, 11, "expected a value but found ')'", "write a value behind 'over': a number, a text in quotation marks, a name or a call such as rate(x)")]
    [InlineData("avg(x ower 5 min)", 1, 7, "expected an operator, ',' or ')' but found 'ower'", "did you mean 'over'?")]
    [InlineData("sum(x by)", 1, 9, "expected the name of a label but found ')'", "write 'sum(x by label)' or 'sum(x by (label1, label2))'")]
    [InlineData("sum(x by (l)", 1, 13, "expected ')' but found the end", "it closes the '(' at 1:4")]
    [InlineData("x[5m]", 1, 3, "expected the name of a label but found '5'", "write 'avg(x over 5 min)' for a span of time")]
    [InlineData("x[]", 1, 3, "expected the name of a label but found ']'", "write 'input[label == \"value\"]'")]
    [InlineData("x[l]", 1, 4, "expected '==', '!=' or 'in' but found ']'", "write 'input[label == \"value\"]'")]
    [InlineData("x[l == 5]", 1, 8, "expected a text but found '5'", "label values are texts in quotation marks")]
    [InlineData("x[l in 'a']", 1, 8, "expected '(' but found ''a''", "write 'input[label in (\"a\", \"b\")]'")]
    [InlineData("x[l == 'a'", 1, 11, "expected ']' but found the end", "it closes the '[' at 1:2")]
    [InlineData("(a)[l == 'a']", 1, 4, "'[' has no meaning here", "conditions on labels stand behind the name of an input: x[label == \"value\"]")]
    [InlineData("x{l = 'a'}", 1, 2, "'{' has no meaning in an expression", "conditions on labels stand in brackets: x[label == \"value\"]")]
    [InlineData("a ? b : c", 1, 3, "'?' has no meaning in an expression", "write 'if condition then value else value'")]
    public void Parse_Wrong_SaysWhatAndWhere(string text, int line, int column, string message, string suggestion)
    {
        var error = Parsing.Parse(text).Errors[0];

        error.Message.ShouldBe(message);
        (error.Position.Line, error.Position.Column).ShouldBe((line, column));
        error.Suggestion.ShouldBe(suggestion);
    }

    [Fact]
    public void Parse_SeveralMistakes_AreAllReported()
    {
        var errors = Parsing.Parse("a = 5 pps &&\n (b + ) ||\n $ c > > 3").Errors;

        errors.Select(error => error.Position.ToString()).ShouldBe(["1:3", "1:7", "1:11", "2:7", "2:9", "3:2", "3:8"]);
    }

    [Fact]
    public void Parse_SlipOfAnotherLanguage_IsReadAsMeant() =>
        Parsing.Shape(Parsing.Parse("!a && b = c OR d <> e").Root)
            .ShouldBe("(Or (And (Not a) (Equal b c)) (NotEqual d e))");

    [Theory]
    [InlineData("(")]
    [InlineData("-")]
    [InlineData("not ")]
    [InlineData("f(")]
    [InlineData("a+(")]
    [InlineData("a or not (")]
    [InlineData("if ")]
    [InlineData("if a then ")]
    [InlineData("a in (")]
    [InlineData("avg(")]
    [InlineData("if a in (")]
    public void Parse_TenThousandLevels_IsRefusedWithoutOverflow(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 10_000)) + "a";

        Parsing.Parse(text).Errors.ShouldHaveSingleItem().Message.ShouldContain("more than 200 levels");
        Scopes.Errors(text).ShouldHaveSingleItem().Message.ShouldContain("more than 8192");
    }

    [Fact]
    public void Compile_NestedChains_AreReadInLinearTime()
    {
        const int Levels = 60;
        var text = string.Concat(Enumerable.Repeat("a < (", Levels)) + "a < nix < a" + string.Concat(Enumerable.Repeat(") < a", Levels));

        Scopes.Errors(text).ShouldContain(error => error.Message.StartsWith("'nix'", StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_LongChain_IsAsDeepAsItIsLong()
    {
        Parsing.ParseSound(string.Join('+', Enumerable.Repeat("1", ExpressionLimits.MaximumDepth))).Depth.ShouldBe(200);
        Parsing.Parse(string.Join('+', Enumerable.Repeat("1", 4000))).Errors.ShouldHaveSingleItem().Message.ShouldContain("200 levels");
    }

    [Fact]
    public void Parse_LevelsAtTheLimit_AreRead()
    {
        var text = new string('(', ExpressionLimits.MaximumDepth - 1) + "a" + new string(')', ExpressionLimits.MaximumDepth - 1);

        Parsing.ParseSound(text).ShouldBeOfType<NameSyntax>();
        Parsing.Parse("(" + text + ")").Errors.ShouldHaveSingleItem();
    }

    [Fact]
    public void Parse_Garbage_ReportsABoundedNumberOfErrors() =>
        Parsing.Parse(string.Join(' ', Enumerable.Repeat("a", 4000))).Errors.Count.ShouldBe(101);
}
