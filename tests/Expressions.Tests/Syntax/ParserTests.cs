using RouterAlertAssurance.Expressions.Syntax;

namespace RouterAlertAssurance.Expressions.Tests.Syntax;

public sealed class ParserTests
{
    [Theory]
    [InlineData("a + b * c", "(Add a (Multiply b c))")]
    [InlineData("(a + b) * c", "(Multiply (Add a b) c)")]
    [InlineData("a - b - c", "(Subtract (Subtract a b) c)")]
    [InlineData("a / b * c % d", "(Remainder (Multiply (Divide a b) c) d)")]
    [InlineData("-a * b", "(Multiply (Negate a) b)")]
    [InlineData("- -a", "(Negate (Negate a))")]
    [InlineData("a - -b", "(Subtract a (Negate b))")]
    [InlineData("a or b and c", "(Or a (And b c))")]
    [InlineData("not a and b", "(And (Not a) b)")]
    [InlineData("not a == b", "(Not (Equal a b))")]
    [InlineData("not not a", "(Not (Not a))")]
    [InlineData("a + 1 > b and c", "(And (Greater (Add a 1) b) c)")]
    [InlineData("(a < b) == (c < d)", "(Equal (Less a b) (Less c d))")]
    [InlineData("f()", "f()")]
    [InlineData("f(a, g(b) + 1)", "f(a (Add g(b) 1))")]
    public void Parse_Operators_FollowPrecedence(string text, string shape) =>
        Parsing.Shape(Parsing.ParseSound(text)).ShouldBe(shape);

    [Theory]
    [InlineData("a == b", BinaryOperator.Equal)]
    [InlineData("a != b", BinaryOperator.NotEqual)]
    [InlineData("a < b", BinaryOperator.Less)]
    [InlineData("a <= b", BinaryOperator.LessOrEqual)]
    [InlineData("a > b", BinaryOperator.Greater)]
    [InlineData("a >= b", BinaryOperator.GreaterOrEqual)]
    public void Parse_Comparison_IsKnown(string text, BinaryOperator op) =>
        Parsing.ParseSound(text).ShouldBeOfType<BinarySyntax>().Operator.ShouldBe(op);

    [Theory]
    [InlineData("10 s", "10[s]")]
    [InlineData("5s", "5[s]")]
    [InlineData("2m", "2[m]")]
    [InlineData("1h", "1[h]")]
    [InlineData("5 %", "5[%]")]
    [InlineData("5% > a", "(Greater 5[%] a)")]
    [InlineData("5 % + 1", "(Add 5[%] 1)")]
    [InlineData("5 % -a", "(Subtract 5[%] a)")]
    [InlineData("5 % 3", "(Remainder 5 3)")]
    [InlineData("5 % a", "(Remainder 5 a)")]
    [InlineData("5 % (a)", "(Remainder 5 a)")]
    [InlineData("5 % min(a, b)", "(Remainder 5 min(a b))")]
    [InlineData("a % 5", "(Remainder a 5)")]
    [InlineData("(a > 5 %) and b", "(And (Greater a 5[%]) b)")]
    [InlineData("a > 5 % and b", "(And (Greater a 5[%]) b)")]
    [InlineData("1.5 Mbit/s", "1.5[Mbit/s]")]
    [InlineData("20 packets / s", "20[packets/s]")]
    [InlineData("20 packets / window", "(Divide 20[packets] window)")]
    [InlineData("20 packets / (s)", "(Divide 20[packets] s)")]
    [InlineData("60 s / min(a, b)", "(Divide 60[s] min(a b))")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E-2 s", "0.015[s]")]
    [InlineData("2 d", "2[d]")]
    public void Parse_Numbers_TakeTheirUnit(string text, string shape) =>
        Parsing.Shape(Parsing.ParseSound(text)).ShouldBe(shape);

    [Theory]
    [InlineData("if a then b else c", "(If a b c)")]
    [InlineData("if a > 1 then b else c + 2", "(If (Greater a 1) b (Add c 2))")]
    [InlineData("a in (1, 2)", "(In a 1 2)")]
    [InlineData("a + 1 not in (b) and c", "(And (NotIn (Add a 1) b) c)")]
    [InlineData("not a in (b)", "(Not (In a b))")]
    [InlineData("x[l == 'a', m in ('b', 'c'), n != 'd'] > 1", "(Greater x[(l In <a>) (m In <b> <c>) (n NotIn <d>)] 1)")]
    [InlineData("avg(x over 5 min)", "avg((Over x 5[min]))")]
    [InlineData("quantile(95 %, x + y over span)", "quantile(95[%] (Over (Add x y) span))")]
    [InlineData("sum(x by l)", "sum((By x l))")]
    [InlineData("max(rate(x) without (l, m))", "max((Without rate(x) l m))")]
    [InlineData("max(a over 5 min)", "max((Over a 5[min]))")]
    [InlineData("avg(if up then 1 else 0 over 1 h)", "avg((Over (If up 1 0) 1[h]))")]
    public void Parse_TimeAndSeries_AreRead(string text, string shape) =>
        Parsing.Shape(Parsing.ParseSound(text)).ShouldBe(shape);

    [Theory]
    [InlineData("in-errors", "in-errors")]
    [InlineData("in-errors-out-errors", "in-errors-out-errors")]
    [InlineData("a - b", "(Subtract a b)")]
    [InlineData("a -b", "(Subtract a b)")]
    [InlineData("a- b", "(Subtract a b)")]
    [InlineData("a-1", "(Subtract a 1)")]
    [InlineData("device.cpu_5-load", "device.cpu_5-load")]
    [InlineData("_x", "_x")]
    [InlineData("not-x", "not-x")]
    [InlineData("in-octets and true-ish", "(And in-octets true-ish)")]
    public void Parse_Names_MayContainDashesBeforeLetters(string text, string shape) =>
        Parsing.Shape(Parsing.ParseSound(text)).ShouldBe(shape);

    [Theory]
    [InlineData("\"up\"", "<up>")]
    [InlineData("'up'", "<up>")]
    [InlineData("'it\\'s \\\"x\\\" \\\\ \\t'", "<it's \"x\" \\ \t>")]
    [InlineData("\"it's # no comment\"", "<it's # no comment>")]
    [InlineData("true", "T")]
    [InlineData("false", "F")]
    public void Parse_Literals_HaveTheirValue(string text, string shape) =>
        Parsing.Shape(Parsing.ParseSound(text)).ShouldBe(shape);

    [Fact]
    public void Parse_Comments_AreSkipped() =>
        Parsing.Shape(Parsing.ParseSound("a # the first\n + # plus\r\n b#last")).ShouldBe("(Add a b)");

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Parse_SeveralLines_PositionsCountLinesAndColumns(string newLine)
    {
        var binary = Parsing.ParseSound($"first +{newLine}  (second * 3 s)").ShouldBeOfType<BinarySyntax>();

        binary.Position.ShouldBe(SourcePosition.Start);
        binary.Length.ShouldBe(7 + newLine.Length + 16);
        var product = binary.Right.ShouldBeOfType<BinarySyntax>();
        product.Position.ShouldBe(new SourcePosition(7 + newLine.Length + 3, 2, 4));
        product.Length.ShouldBe("second * 3 s".Length);
        product.Right.Position.Column.ShouldBe(13);
        product.Right.Length.ShouldBe(3);
    }

    [Fact]
    public void Parse_EveryNode_CoversItsText()
    {
        const string Text = "not (a + -b) > max(1 s, c) or 'x' == state";
        var nodes = Descendants(Parsing.ParseSound(Text)).Select(node => Text.Substring(node.Position.Offset, node.Length));

        nodes.ShouldBe(
            [
                Text, "not (a + -b) > max(1 s, c)", "(a + -b) > max(1 s, c)", "a + -b", "a", "-b", "b", "max(1 s, c)", "1 s", "c",
                "'x' == state", "'x'", "state",
            ]);
    }

    private static IEnumerable<SyntaxNode> Descendants(SyntaxNode node) => [node, .. node.Children.SelectMany(Descendants)];
}
