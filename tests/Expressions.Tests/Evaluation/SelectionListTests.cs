using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

/// <summary>Series that a parameter selects: <c>x[label in list]</c>.</summary>
public sealed class SelectionListTests
{
    private static readonly InputDeclaration Rates = new("rates", ExpressionValueType.Number, "", InputKind.Gauge) { LabelSet = LabelSet.Of(["protocol"]) };

    private readonly ComputationGraph _graph = new();

    [Theory]
    [InlineData("sum(rates[protocol in wanted])", "rsvp", 1)]
    [InlineData("sum(rates[protocol in wanted])", "rsvp,igmp", 11)]
    [InlineData("sum(rates[protocol in wanted])", "rsvp , igmp", 11)]
    [InlineData("sum(rates[protocol in wanted])", "none", 0)]
    [InlineData("sum(rates[protocol in wanted])", "", 0)]
    [InlineData("sum(rates[protocol in wanted])", "RSVP", 0)]
    [InlineData("sum(rates[protocol in wanted, protocol != \"igmp\"])", "rsvp,igmp", 1)]
    [InlineData("sum(rates[protocol not in wanted])", "rsvp,igmp", 100)]
    [InlineData("sum(rates[protocol not in wanted])", "none", 111)]
    public void Read_List_SelectsItsSeries(string text, string wanted, double expected)
    {
        var input = _graph.AddInput(Rates);
        var handle = _graph.Add(Compile(text), [input], [ExpressionConstant.Of(wanted)]);

        Fill(input);

        _graph.Read(handle).Number.ShouldBe(expected);
    }

    [Fact]
    public void Add_OneExpressionWithTwoLists_GivesEachItsOwn()
    {
        var input = _graph.AddInput(Rates);
        var expression = Compile("max(rates[protocol in wanted])");

        var first = _graph.Add(expression, [input], [ExpressionConstant.Of("rsvp")]);
        var second = _graph.Add(expression, [input], [ExpressionConstant.Of("igmp,mld")]);
        Fill(input);

        _graph.Read(first).Number.ShouldBe(1);
        _graph.Read(second).Number.ShouldBe(100);
        _graph.Remove(first);
        _graph.Remove(second);
        _graph.Update();
        _graph.NodeCount.ShouldBe(0);
    }

    [Fact]
    public void Update_SeriesComesAndGoes_IsFollowed()
    {
        var input = _graph.AddInput(Rates);
        var handle = _graph.Add(Compile("sum(rates[protocol in wanted])"), [input], [ExpressionConstant.Of("pgm")]);
        Fill(input);
        Set(input, "pgm", 7);
        _graph.Read(handle).Number.ShouldBe(7);

        _graph.RemoveSeries(input, new SeriesKey(["pgm"]));
        _graph.Update();

        _graph.Read(handle).Number.ShouldBe(0);
    }

    private void Fill(int input)
    {
        _graph.Set(input, Sample.Present(Scopes.Time(0), value: true));
        Set(input, "rsvp", 1);
        Set(input, "igmp", 10);
        Set(input, "mld", 100);
    }

    private void Set(int input, string protocol, double value)
    {
        _graph.Set(_graph.SeriesOf(input, new SeriesKey([protocol])), Sample.Present(Scopes.Time(0), value));
        _graph.Update();
    }

    private static CompiledExpression Compile(string text)
    {
        var scope = new ExpressionScope(
            new Dictionary<string, InputDeclaration> { ["rates"] = Rates }, new Dictionary<string, ExpressionConstant> { ["wanted"] = ExpressionConstant.Of("") });
        return ExpressionCompiler.Compile(text, scope).Expression.ShouldNotBeNull();
    }
}
