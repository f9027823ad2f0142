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
    [InlineData("1.50  Mbit / s", "1.5 Mbit/s")]
    public void Print_Text_IsCanonical(string text, string canonical) => Parsing.ParseSound(text).ToString().ShouldBe(canonical);
}
