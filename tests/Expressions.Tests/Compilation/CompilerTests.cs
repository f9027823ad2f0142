namespace RouterAlertAssurance.Expressions.Tests.Compilation;

public sealed class CompilerTests
{
    [Theory]
    [InlineData("rate(in-octets) * 8 > 10 Mbit/s", ExpressionValueType.Boolean, "")]
    [InlineData("rate(in-octets)", ExpressionValueType.Number, "bytes/s")]
    [InlineData("rate(in-errors) / rate(in-packets)", ExpressionValueType.Number, "")]
    [InlineData("rate(cpu-time)", ExpressionValueType.Number, "")]
    [InlineData("increase(in-errors)", ExpressionValueType.Number, "errors")]
    [InlineData("rate(in-octets) / rate(in-packets)", ExpressionValueType.Number, "bytes/packets")]
    [InlineData("memory-used / memory-total", ExpressionValueType.Number, "")]
    [InlineData("memory-used + 1 kB", ExpressionValueType.Number, "bytes")]
    [InlineData("2 * loss", ExpressionValueType.Number, "%")]
    [InlineData("loss * 20 packets/s", ExpressionValueType.Number, "packets/s")]
    [InlineData("1 / delay", ExpressionValueType.Number, "count/ms")]
    [InlineData("wanted-state", ExpressionValueType.Text, "")]
    [InlineData("absent(in-errors) or oper-state == wanted-state", ExpressionValueType.Boolean, "")]
    [InlineData("up == (not ready)", ExpressionValueType.Boolean, "")]
    public void Compile_Sound_KnowsTypeAndUnit(string text, ExpressionValueType type, string unit)
    {
        var expression = Scopes.Compile(text);

        expression.Type.ShouldBe(type);
        expression.Unit.ShouldBe(unit);
        expression.Text.ShouldBe(text);
    }

    [Fact]
    public void Compile_Sound_NamesItsInputs() =>
        Scopes.Compile("a > factor and (absent(in-errors) or rate(in-octets) > 1 bytes/s or a < 2)").Inputs
            .ShouldBe(["a", "in-errors", "in-octets"], ignoreOrder: true);

    [Fact]
    public void Compile_PacketsAgainstBytes_NamesBothUnitsAndPlaces()
    {
        var error = Scopes.Errors("up and\n rate(in-packets) > rate(in-octets)").ShouldHaveSingleItem();

        error.Message.ShouldBe(
            "the units differ: 'rate(in-packets)' at 2:2 is in packets/s, 'rate(in-octets)' at 2:21 is in bytes/s");
        error.Position.ShouldBe(new SourcePosition(8, 2, 2));
        error.Length.ShouldBe("rate(in-packets) > rate(in-octets)".Length);
    }

    [Theory]
    [InlineData("delay > 5", "write '5 ms'")]
    [InlineData("rate(in-errors) >= 0.5", "write '0.5 errors/s'")]
    [InlineData("5 < delay", "write '5 ms'")]
    [InlineData("max(delay, 3)", "write '3 ms'")]
    public void Compile_NumberWithoutUnit_SuggestsTheUnit(string text, string suggestion) =>
        Scopes.Errors(text).ShouldHaveSingleItem().Suggestion.ShouldBe(suggestion);

    [Theory]
    [InlineData("in-erors > 1", 1, "'in-erors' is not an input, parameter or threshold", "did you mean 'in-errors'?")]
    [InlineData("Loss > 1 %", 1, "'Loss' is not an input, parameter or threshold", "did you mean 'loss'?")]
    [InlineData("a > 1 or a-b > 2", 10, "'a-b' is not an input, parameter or threshold", "write 'a - b' to subtract: a dash directly before a letter belongs to the name")]
    [InlineData("zzzzzz", 1, "'zzzzzz' is not an input, parameter or threshold", null)]
    [InlineData("rate > 1", 1, "'rate' is not an input, parameter or threshold", "write 'rate(...)' to call the function")]
    [InlineData("TRUE", 1, "'TRUE' is not an input, parameter or threshold", "did you mean 'true'?")]
    [InlineData("in-errors > 1", 1, "'in-errors' is a counter, whose value alone says nothing", "write 'rate(in-errors)' or 'increase(in-errors)'")]
    [InlineData("rate(a)", 6, "'a' is not a counter; 'rate' needs one", null)]
    [InlineData("rate(factor)", 6, "'factor' is a constant; 'rate' needs a counter", null)]
    [InlineData("rate(in-eror)", 6, "'in-eror' is not an input, parameter or threshold", "did you mean 'in-errors'?")]
    [InlineData("increase(a + b)", 10, "'increase' takes the name of a counter, not 'a + b'", null)]
    [InlineData("rte(in-errors)", 1, "'rte' is not a function", "did you mean 'rate'?")]
    [InlineData("percentile(a)", 1, "'percentile' is not a function", "the functions are abs, absent, age, all, any, avg, changes, clamp, count, delta, deviation, ewma, extrapolated-rate, increase, max, min, quantile, rate, sum")]
    [InlineData("a(3)", 1, "'a' is not a function", "'a' is an input or constant; write it without parentheses")]
    [InlineData("rate()", 1, "'rate' takes 1 argument, not 0", "write 'rate(counter)'")]
    [InlineData("min(a)", 1, "'min' takes 2 or more arguments, not 1", "write 'min(x, y, ...)'")]
    [InlineData("not a", 5, "'a' is a number but 'not' needs a boolean", "compare it with something, for example '> 0' with the right unit")]
    [InlineData("up and oper-state", 8, "'oper-state' is a text but 'and' needs a boolean", "compare it with a text, for example == \"up\"")]
    [InlineData("up + 1", 1, "'up' is a boolean but '+' needs a number", null)]
    [InlineData("oper-state < 3", 1, "'oper-state' is a text but '<' needs a number", null)]
    [InlineData("oper-state == 1", 1, "'oper-state' is a text and cannot equal '1', which is a number", null)]
    [InlineData("-up", 2, "'up' is a boolean but '-' needs a number", null)]
    [InlineData("abs('x')", 5, "''x'' is a text but 'abs' needs a number", null)]
    [InlineData("min(a, up)", 8, "'up' is a boolean but 'min' needs a number", null)]
    [InlineData("interval * interval * interval * interval * interval", 1, "the unit of 'interval * interval * interval * interva...' has a power above 4", null)]
    public void Compile_Wrong_SaysWhatAndWhere(string text, int column, string message, string? suggestion)
    {
        var error = Scopes.Errors(text).ShouldHaveSingleItem();

        error.Message.ShouldBe(message);
        error.Position.Column.ShouldBe(column);
        error.Suggestion.ShouldBe(suggestion);
    }

    [Fact]
    public void Compile_SeveralMistakes_AreAllReportedInOrder() =>
        Scopes.Errors("rate(in-packets) > 1 bytes/s and los > 5 % and (delay > 3 or not a) = up").Select(error => error.Position.Column)
            .ShouldBe([1, 34, 49, 66, 69]);

    [Fact]
    public void Compile_WrongResultType_IsRefused()
    {
        var error = Scopes.Errors("a + b", ExpressionValueType.Boolean).ShouldHaveSingleItem();

        error.Message.ShouldBe("'a + b' is a number but a boolean is expected");
        error.Length.ShouldBe(5);
    }

    [Theory]
    [InlineData("loss", "", 7, 0.07)]
    [InlineData("loss", "%", 7, 7)]
    [InlineData("loss * 100", "", 7, 7)]
    public void Compile_ExpectedUnit_ConvertsTheResult(string text, string unit, double loss, double expected)
    {
        var evaluator = new ExpressionEvaluator([("x", Scopes.Compile(text, ExpressionValueType.Number, unit))]);
        evaluator.Set("loss", Sample.Present(Scopes.Time(0), loss));

        evaluator.Evaluate("x").Number.ShouldBe(expected, 1e-12);
        evaluator.Evaluate("x").Unit.ShouldBe(unit);
    }

    [Fact]
    public void Compile_ExpectedUnitOfOtherDimension_IsRefused() =>
        ExpressionCompiler.Compile("delay", Scopes.Default, ExpressionValueType.Number, "").Errors
            .ShouldHaveSingleItem().Message.ShouldBe("'delay' is in ms but must be a plain number");

    [Fact]
    public void Compile_ExpectedUnitThatIsNone_Throws() =>
        Should.Throw<ArgumentException>(() => ExpressionCompiler.Compile("a", Scopes.Default, ExpressionValueType.Number, "parsec"));

    [Theory]
    [InlineData(ExpressionValueType.Number, "parsec", "'x' is declared with 'parsec', which is not a unit")]
    [InlineData(ExpressionValueType.Boolean, "s", "'x' is a boolean and cannot have the unit 's'")]
    [InlineData(ExpressionValueType.Text, "s", "'x' is a text and cannot have the unit 's'")]
    public void Compile_InputWithWrongUnit_IsRefused(ExpressionValueType type, string unit, string message)
    {
        var scope = ExpressionScope.Empty with
        {
            Inputs = new Dictionary<string, InputDeclaration> { ["x"] = new("x", type, unit, InputKind.State) },
        };

        ExpressionCompiler.Compile("absent(x)", scope).Errors.ShouldHaveSingleItem().Message.ShouldBe(message);
    }

    [Fact]
    public void Compile_NameThatIsInputAndConstant_IsRefused()
    {
        var scope = Scopes.Default with { Constants = new Dictionary<string, ExpressionConstant> { ["a"] = ExpressionConstant.Of(1) } };

        ExpressionCompiler.Compile("a > 0", scope).Errors.ShouldHaveSingleItem().Message.ShouldBe("'a' is both an input and a constant");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Compile_ConstantThatIsNoNumber_IsRefused(double value)
    {
        var scope = ExpressionScope.Empty with { Constants = new Dictionary<string, ExpressionConstant> { ["c"] = ExpressionConstant.Of(value) } };

        ExpressionCompiler.Compile("c", scope).Errors.ShouldHaveSingleItem().Message.ShouldBe("the value of 'c' is not a finite number");
    }
}
