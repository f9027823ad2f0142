namespace RouterAlertAssurance.Expressions.Tests.Syntax;

public sealed class ExpressionNamesTests
{
    [Theory]
    [InlineData("in-errors")]
    [InlineData("device.cpu_5-load")]
    [InlineData("_x")]
    [InlineData("s")]
    [InlineData("not-x")]
    public void IsValid_Name_IsTrue(string name) => ExpressionNames.IsValid(name).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5x")]
    [InlineData("a-1")]
    [InlineData("a--b")]
    [InlineData("a-")]
    [InlineData("a b")]
    [InlineData(" a")]
    [InlineData("a#")]
    [InlineData("é")]
    [InlineData("true")]
    [InlineData("and")]
    [InlineData("if")]
    [InlineData("then")]
    [InlineData("else")]
    [InlineData("in")]
    [InlineData("by")]
    [InlineData("without")]
    [InlineData("over")]
    [InlineData("or")]
    [InlineData("not")]
    [InlineData("false")]
    public void IsValid_AnythingElse_IsFalse(string? name) => ExpressionNames.IsValid(name).ShouldBeFalse();

    [Fact]
    public void IsValid_TooLong_IsFalse()
    {
        ExpressionNames.IsValid(new string('a', ExpressionNames.MaximumLength)).ShouldBeTrue();
        ExpressionNames.IsValid(new string('a', ExpressionNames.MaximumLength + 1)).ShouldBeFalse();
    }
}
