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
        error.Suggestion.ShouldBe("multiply 'rate(in-packets)' by a value in bytes/packets, such as '1 bytes/packets', to get bytes/s");
    }

    [Theory]
    [InlineData("rate(in-packets) * 1 bytes/packets > rate(in-octets)")]
    [InlineData("delay > a * 1 ms")]
    public void Compile_UnitsConvertedAsSuggested_IsSound(string text) => Scopes.Compile(text);

    [Theory]
    [InlineData("delay > a", "multiply 'a' by a value in ms, such as '1 ms', to get ms")]
    [InlineData("a > delay", "multiply 'a' by a value in ms, such as '1 ms', to get ms")]
    [InlineData("in-octets", "write 'rate(in-octets)' or 'increase(in-octets)'")]
    [InlineData("delay * interval > speed", "use inputs of one unit on both sides, or divide each side by one of its own unit to compare plain numbers")]
    [InlineData("1 == oper-state", "compare 'oper-state' with a text such as \"up\"")]
    public void Compile_WhatDoesNotMeet_SaysWhichSideToChange(string text, string suggestion) =>
        Scopes.Errors(text).ShouldHaveSingleItem().Suggestion.ShouldBe(suggestion);

    [Theory]
    [InlineData("5", "ms", "write '5 ms'")]
    [InlineData("a", "ms", "multiply 'a' by a value in ms, such as '1 ms', to get ms")]
    [InlineData("rate(in-packets)", "packets", "multiply 'rate(in-packets)' by a value in s, such as '1 s', to get packets")]
    [InlineData("delay", "", "divide 'delay' by a value in ms")]
    public void Compile_OtherUnitThanExpected_SaysHowToConvert(string text, string unit, string suggestion) =>
        ExpressionCompiler.Compile(text, Scopes.Default, expectedUnit: unit).Errors.ShouldHaveSingleItem().Suggestion.ShouldBe(suggestion);

    [Fact]
    public void Compile_MoreArgumentsThanTheMost_SaysHowMany()
    {
        var error = Scopes.Errors($"min({string.Join(", ", Enumerable.Repeat("a", 101))})").ShouldHaveSingleItem();

        error.Message.ShouldBe("'min' takes at most 100 arguments, not 101");
        error.Suggestion.ShouldBe("put some of them into a call of their own: min(min(x, y), z)");
    }

    [Fact]
    public void Compile_NoNamesAtAll_SaysSo() =>
        ExpressionCompiler.Compile("loss > 5 %", ExpressionScope.Empty).Errors.ShouldHaveSingleItem().Suggestion
            .ShouldBe("there are no names here; write a value");

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
    [InlineData("zzzzzz", 1, "'zzzzzz' is not an input, parameter or threshold", "the names are a, b, cpu-time, delay, error-limit, factor, in-errors, in-octets, in-packets, interval, loss, loss-limit and 10 more")]
    [InlineData("rate > 1", 1, "'rate' is not an input, parameter or threshold", "write 'rate(...)' to call the function")]
    [InlineData("TRUE", 1, "'TRUE' is not an input, parameter or threshold", "did you mean 'true'?")]
    [InlineData("in-errors > 1", 1, "'in-errors' is a counter, whose value alone says nothing", "write 'rate(in-errors)' or 'increase(in-errors)'")]
    [InlineData("rate(a)", 6, "'a' is not a counter; 'rate' needs one", "write 'a' alone, or 'delta(a over 5 min)' for how much it changed")]
    [InlineData("rate(factor)", 6, "'factor' is a constant; 'rate' needs a counter", "the counters are cpu-time, in-errors, in-octets, in-packets")]
    [InlineData("rate(in-eror)", 6, "'in-eror' is not an input, parameter or threshold", "did you mean 'in-errors'?")]
    [InlineData("increase(a + b)", 10, "'increase' takes the name of a counter, not 'a + b'", "the counters are cpu-time, in-errors, in-octets, in-packets")]
    [InlineData("rte(in-errors)", 1, "'rte' is not a function", "did you mean 'rate'?")]
    [InlineData("percentile(a)", 1, "'percentile' is not a function", "the functions are abs, absent, age, all, any, avg, changes, clamp, count, delta, deviation, ewma, extrapolated-rate, increase, max, min, quantile, rate, sum")]
    [InlineData("a(3)", 1, "'a' is not a function", "'a' is an input or constant; write it without parentheses")]
    [InlineData("rate()", 1, "'rate' takes 1 argument, not 0", "write 'rate(counter)'")]
    [InlineData("min(a)", 1, "'min' takes 2 or more arguments, not 1", "write 'min(x, y, ...)'")]
    [InlineData("not a", 5, "'a' is a number but 'not' needs a boolean", "compare it with something, for example '> 0' with the right unit")]
    [InlineData("up and oper-state", 8, "'oper-state' is a text but 'and' needs a boolean", "compare it with a text, for example == \"up\"")]
    [InlineData("up + 1", 1, "'up' is a boolean but '+' needs a number", "write 'if x then 1 else 0' to make a number of it")]
    [InlineData("oper-state < 3", 1, "'oper-state' is a text but '<' needs a number", "compare a text with '==' or 'in', or use an input that is a number")]
    [InlineData("oper-state == 1", 1, "'oper-state' is a text and cannot equal '1', which is a number", "compare 'oper-state' with a text such as \"up\"")]
    [InlineData("-up", 2, "'up' is a boolean but '-' needs a number", "write 'if x then 1 else 0' to make a number of it")]
    [InlineData("abs('x')", 5, "''x'' is a text but 'abs' needs a number", "compare a text with '==' or 'in', or use an input that is a number")]
    [InlineData("min(a, up)", 8, "'up' is a boolean but 'min' needs a number", "write 'if x then 1 else 0' to make a number of it")]
    [InlineData("interval * interval * interval * interval * interval", 1, "the unit of 'interval * interval * interval * interva...' has a power above 4", "divide a part of it by one of its unit, such as '1 s' or '1 bytes', to make a plain number of that part")]
    public void Compile_Wrong_SaysWhatAndWhere(string text, int column, string message, string suggestion)
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

    [Fact]
    public void Compile_MoreErrorsThanAreShown_SaysHowMany()
    {
        var errors = ExpressionCompiler.Compile(string.Join(" + ", Enumerable.Range(0, 130).Select(number => $"unknown{number}")), Scopes.Default).Errors;

        errors.Count.ShouldBe(101);
        errors[^1].Message.ShouldBe("30 more errors are not shown");
    }
}
