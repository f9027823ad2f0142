namespace RouterAlertAssurance.Expressions.Tests.Syntax;

public sealed class PrinterProperties
{
    [Fact]
    public void Print_AnyTree_ParsesBackToTheSame() => Seeds.Check(3000, seed =>
    {
        var tree = new RandomExpressions(seed).Any(5);
        var text = tree.ToString();

        var (again, errors) = Parsing.Parse(text);

        errors.ShouldBeEmpty(text);
        Parsing.Shape(again).ShouldBe(Parsing.Shape(tree), text);
        again.ToString().ShouldBe(text);
    });

    [Theory]
    [InlineData("((a)+(b))*(c)", "(a + b) * c")]
    [InlineData("a+(b*c)", "a + b * c")]
    [InlineData("a-(b -c)", "a - (b - c)")]
    [InlineData("not(not(a))", "not not a")]
    [InlineData("-(a+b)", "-(a + b)")]
    [InlineData("(a<b)==true", "(a < b) == true")]
    [InlineData("5%%2", "5 % % 2")]
    [InlineData("'x'", "\"x\"")]
    [InlineData("if(a)then(b)else(if c then d else e)", "if a then b else if c then d else e")]
    [InlineData("(if a then b else c)+1", "(if a then b else c) + 1")]
    [InlineData("1+if a then b else c", "1 + (if a then b else c)")]
    [InlineData("not(a in(1,2))", "not a in (1, 2)")]
    [InlineData("a+1 not in(1)", "a + 1 not in (1)")]
    [InlineData("(a in (1)) == true", "(a in (1)) == true")]
    [InlineData("x[ l=='v',m in('a','b') , n not in ('c')]", "x[l == \"v\", m in (\"a\", \"b\"), n != \"c\"]")]
    [InlineData("sum(x by l)", "sum(x by (l))")]
    [InlineData("avg(a+b over 5min)", "avg(a + b over 5 min)")]
    [InlineData("5 bytes/s[l=='v']", "5 bytes / s[l == \"v\"]")]
    [InlineData("1.50  Mbit / s", "1.5 Mbit/s")]
    public void Print_Text_IsCanonical(string text, string canonical) => Parsing.ParseSound(text).ToString().ShouldBe(canonical);
}
