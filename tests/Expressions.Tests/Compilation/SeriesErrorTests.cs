namespace RouterAlertAssurance.Expressions.Tests.Compilation;

/// <summary>What is refused of functions over time and over series, conditionals and sets.</summary>
public sealed class SeriesErrorTests
{
    [Theory]
    [InlineData("avg(a over 5)", 12, "'5' is not a span of time", "give it a unit: 30 s, 5 min, 1 h, 1 d")]
    [InlineData("avg(a over 5 packets)", 12, "'5 packets' is not a span of time", "give it a unit: 30 s, 5 min, 1 h, 1 d")]
    [InlineData("avg(a over factor)", 12, "'factor' is not a span of time", "give it a unit: 30 s, 5 min, 1 h, 1 d")]
    [InlineData("avg(a over delay)", 12, "'delay' is not a span of time", "write a number with a unit of time, or the name of a constant")]
    [InlineData("avg(a over 500 d)", 12, "the span '500 d' is not between 1 ms and 400 days", "write one that is, such as 5 min")]
    [InlineData("avg(a over 0 s)", 12, "the span '0 s' is not between 1 ms and 400 days", "write one that is, such as 5 min")]
    [InlineData("avg(5 over 1 min)", 5, "'5' never changes and has no samples over time", "write it alone, or put the name of an input into it")]
    [InlineData("avg(up over 1 min)", 5, "'up' is a boolean but 'avg' needs a number", "write 'if x then 1 else 0' to make a number of it")]
    [InlineData("avg(in-errors over 1 min)", 5, "'in-errors' is a counter, whose value alone says nothing", "write 'rate(in-errors)' or 'increase(in-errors)'")]
    [InlineData("rate(a over 1 min)", 6, "'a' is not a counter; 'rate' needs one", "write 'a' alone, or 'delta(a over 5 min)' for how much it changed")]
    [InlineData("rate(a + b over 1 min)", 6, "'rate' takes the name of a counter, not 'a + b'", "the counters are cpu-time, in-errors, in-octets, in-packets, sent")]
    [InlineData("absent(a over 1 min)", 8, "'absent' does not work over time", "write 'absent(x)'")]
    [InlineData("quantile(2, a over 1 min)", 10, "'2' is not a quantile", "write a number from 0 to 1 or from 0 % to 100 %")]
    [InlineData("quantile(a, a over 1 min)", 10, "'a' is not a quantile", "write a number from 0 to 1 or from 0 % to 100 %")]
    [InlineData("quantile(a over 1 min)", 1, "'quantile' over time takes a quantile and one value", "write 'quantile(95 %, x over 5 min)'")]
    [InlineData("min(a over 1 min, b)", 1, "'min' over time takes one value", "write 'min(x over 5 min)'")]
    [InlineData("avg()", 1, "'avg' takes another form of arguments", "write 'avg(x over 5 min)'")]
    [InlineData("quantile(95 %, a)", 1, "'quantile' takes another form of arguments", "write 'quantile(95 %, x over 5 min)'")]
    [InlineData("avg(a)", 5, "'a' has one value only and 'avg' puts series together", "write 'avg(a over 5 min)' to look back")]
    [InlineData("any(up)", 5, "'up' has one value only and 'any' puts series together", "write 'up' alone")]
    [InlineData("any(x)", 5, "'x' is a number but 'any' needs a boolean", "compare it with something, for example '> 0' with the right unit")]
    [InlineData("sum(flag)", 5, "'flag' is a boolean but 'sum' needs a number", "write 'if x then 1 else 0' to make a number of it")]
    [InlineData("sum(x by prt)", 10, "'x' has no label 'prt'", "did you mean 'port'?")]
    [InlineData("sum(x without (port, vrf))", 22, "'x' has no label 'vrf'", "it has device, port")]
    [InlineData("sum(x by (port, device))", 1, "'sum(x by (port, device))' keeps every label of 'x' and puts nothing together", "name fewer labels with 'by', or more with 'without'")]
    [InlineData("max(x[prt == 'p1'])", 7, "'x' has no label 'prt'", "did you mean 'port'?")]
    [InlineData("a[port == 'p1']", 3, "'a' has no label 'port'", "it has no labels; write it without")]
    [InlineData("max(x[port in factor])", 15, "'factor' is no parameter that is a text", "label values are texts in parentheses, or a parameter that lists them, separated by commas")]
    [InlineData("max(x[port not in nix])", 19, "'nix' is no parameter that is a text", "label values are texts in parentheses, or a parameter that lists them, separated by commas")]
    [InlineData("zzzz[port == 'p1']", 1, "'zzzz' is not an input, parameter or threshold", "the names are a, b, cpu-time, delay, error-limit, factor, flag, in-errors, in-octets, in-packets, interval, loss and 15 more")]
    [InlineData("rate(x by port)", 6, "'by' has no meaning here", "write it inside a function: 'sum(x by label)'")]
    [InlineData("max(sum(x by device) + max(x by port))", 5, "'sum(x by device) + max(x by port)' joins a value for each device with one for each port", "put one side together first, for example with sum(x by label)")]
    [InlineData("x > 5", 1, "'x > 5' has a value for each device, port", "write 'any(...)' or 'all(...)' for one value, or give the symptom 'for-each: [device, port]'")]
    [InlineData("x", 1, "'x' has a value for each device, port", "write 'max(...)', 'sum(...)' or another function that makes one value of them")]
    [InlineData("if a then 1 else 2", 4, "'a' is a number but 'if' needs a boolean", "compare it with something, for example '> 0' with the right unit")]
    [InlineData("if up then 1 else 'x'", 1, "'1' is a number but ''x'' is a text", "both branches need one type")]
    [InlineData("if up then delay else 5", 1, "the units differ: 'delay' at 1:12 is in ms, '5' at 1:23 is a plain number", "write '5 ms'")]
    [InlineData("delay in (5, 6 s)", 1, "the units differ: 'delay' at 1:1 is in ms, '5' at 1:11 is a plain number", "write '5 ms'")]
    [InlineData("oper-state in ('up', 1)", 1, "'oper-state' is a text and cannot equal '1', which is a number", "compare 'oper-state' with a text such as \"up\"")]
    [InlineData("sum(rate(sent)) > rate(in-octets)", 1, "the units differ: 'sum(rate(sent))' at 1:1 is in packets/s, 'rate(in-octets)' at 1:19 is in bytes/s", "multiply 'sum(rate(sent))' by a value in bytes/packets, such as '1 bytes/packets', to get bytes/s")]
    [InlineData("age(a + b)", 5, "'age' takes the name of an input, not 'a + b'", "the inputs are a, b, cpu-time, delay, flag, in-errors, in-octets, in-packets, interval, loss, memory-total, memory-used and 9 more")]
    [InlineData("age(nix)", 5, "'nix' is not an input, parameter or threshold", "the names are a, b, cpu-time, delay, error-limit, factor, flag, in-errors, in-octets, in-packets, interval, loss and 15 more")]
    public void Compile_Wrong_SaysWhatAndWhere(string text, int column, string message, string suggestion)
    {
        var error = Scopes.SeriesErrors(text).ShouldHaveSingleItem();

        error.Message.ShouldBe(message);
        error.Position.Column.ShouldBe(column);
        error.Suggestion.ShouldBe(suggestion);
    }

    [Fact]
    public void Compile_QuantileLeftOut_IsReportedOnce() =>
        Scopes.SeriesErrors("quantile(, a over 1 min)").ShouldHaveSingleItem().Message.ShouldBe("expected a value but found ','");

    [Fact]
    public void Compile_OtherLabelsThanWanted_SaysHow()
    {
        var error = Scopes.SeriesErrors("x > 5", LabelSet.Of(["device"])).ShouldHaveSingleItem();

        error.Suggestion.ShouldBe("one for each device is wanted; write 'max(... by (device))' or another function");
    }

    [Theory]
    [InlineData("in")]
    [InlineData("over")]
    [InlineData("a b")]
    [InlineData("5")]
    [InlineData("")]
    public void Compile_InputWithWrongLabel_IsRefused(string label)
    {
        var scope = ExpressionScope.Empty with
        {
            Inputs = new Dictionary<string, InputDeclaration>
            {
                ["q"] = new("q", ExpressionValueType.Number, "", InputKind.Gauge) { LabelSet = LabelSet.Of(["device", label]) },
            },
        };

        ExpressionCompiler.Compile("sum(q)", scope).Errors.ShouldHaveSingleItem().Message
            .ShouldBe($"'q' is declared with the label '{label}', which is not a name");
    }

    [Theory]
    [InlineData("sum(x)", "")]
    [InlineData("sum(x by device)", "device")]
    [InlineData("max(x without port)", "device")]
    [InlineData("x + y", "device, port")]
    [InlineData("if flag then x else y", "device, port")]
    [InlineData("avg(x > 1 over 1 min)", null)]
    [InlineData("count(mode in ('a', 'b') over 1 min)", "device, port")]
    [InlineData("rate(sent) / sum(rate(sent) by device)", "device, port")]
    public void Compile_Sound_KnowsItsLabels(string text, string? labels)
    {
        var result = ExpressionCompiler.Compile(text, Scopes.WithSeries, labels: LabelSet.Of(["device", "port"]));

        (result.Expression?.Labels.ToString()).ShouldBe(labels);
    }
}
