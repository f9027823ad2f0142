using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Tests.Evaluation.Naive;

/// <summary>
/// The reference: walks the syntax tree anew for each evaluation and recomputes everything from whole histories.
/// Shares nothing with the product but the unit algebra, which has its own properties.
/// </summary>
internal sealed partial class NaiveEvaluator(ExpressionScope scope)
{
    private readonly Dictionary<(string Input, string Key), History> _histories = [];
    private readonly Dictionary<string, Sample> _families = [];
    private readonly Dictionary<(SyntaxNode Node, string Key), SampledWindow> _windows = [];
    private readonly Dictionary<(SyntaxNode Node, string Key), (long Time, Dictionary<string, long> Members)> _aggregates = [];
    private readonly List<SyntaxNode> _roots = [];
    private readonly HashSet<(string Input, string Key)> _event = [];
    private long _clock;

    /// <summary>Functions over time in it are given all samples from now on.</summary>
    public void Follow(SyntaxNode root)
    {
        _roots.Add(root);
        Walk(root);
    }

    public void Set(string input, Sample sample)
    {
        if (scope.Inputs[input].LabelSet.IsEmpty)
        {
            HistoryOf(input, "").Add(sample);
            _event.Add((input, ""));
            return;
        }

        _families[input] = sample;
        foreach (var key in KeysOf(input))
        {
            if (sample.State != SampleState.Present)
            {
                HistoryOf(input, key).Add(sample);
                _event.Add((input, key));
            }
        }

        _event.Add((input, "family"));
    }

    public void SetSeries(string input, SeriesKey key, Sample sample)
    {
        _families[input] = Sample.Present(sample.Time, value: true);
        HistoryOf(input, Cells.KeyOf(key)).Add(sample);
        _event.UnionWith([(input, "family"), (input, Cells.KeyOf(key))]);
    }

    public void RemoveSeries(string input, SeriesKey key)
    {
        Settle();
        _histories.Remove((input, Cells.KeyOf(key)));
        Settle();
    }

    public void Advance(DateTimeOffset now)
    {
        Settle();
        _clock = Math.Max(_clock, now.UtcTicks);
        Settle();
    }

    public ExpressionValue Evaluate(SyntaxNode node) => Walk(node).Values[""].Value;

    public Cells EvaluateSeries(SyntaxNode node) => Walk(node);

    /// <summary>What was set since the last call is one reading.</summary>
    public void Settle()
    {
        _roots.ForEach(root => Walk(root));
        _event.Clear();
    }

    private History HistoryOf(string input, string key)
    {
        if (!_histories.TryGetValue((input, key), out var history))
        {
            _histories[(input, key)] = history = new History(scope.Inputs[input]);
        }

        return history;
    }

    private List<string> KeysOf(string input) => scope.Inputs[input].LabelSet.IsEmpty
        ? [""]
        : [.. _histories.Keys.Where(key => key.Input == input).Select(key => key.Key)];

    private Cells Walk(SyntaxNode node) => node switch
    {
        NumberSyntax number => Cells.Of(ExpressionValue.Of(number.Value), UnitOf(number.Unit)),
        TextSyntax text => Cells.Of(ExpressionValue.Of(text.Value), Unit.None),
        BooleanSyntax boolean => Cells.Of(ExpressionValue.Of(boolean.Value), Unit.None),
        NameSyntax name when scope.Constants.TryGetValue(name.Name, out var constant) => Cells.Of(ValueOf(constant), UnitOf(constant.Unit)),
        NameSyntax or SelectionSyntax => Read(node, history => history.Latest()),
        UnarySyntax unary => WalkUnary(unary),
        BinarySyntax binary => WalkBinary(binary.Operator, Walk(binary.Left), Walk(binary.Right)),
        ConditionalSyntax conditional => WalkConditional(conditional),
        MembershipSyntax membership => WalkMembership(membership),
        CallSyntax call => WalkCall(call),
        _ => throw new InvalidOperationException(node.ToString()),
    };

    private static Unit UnitOf(string text) => Unit.TryParse(text, out var unit) ? unit : throw new InvalidOperationException(text);

    private static ExpressionValue ValueOf(ExpressionConstant constant) => constant.Type switch
    {
        ExpressionValueType.Number => ExpressionValue.Of(constant.Number),
        ExpressionValueType.Boolean => ExpressionValue.Of(constant.Number != 0),
        _ => ExpressionValue.Of(constant.Text!),
    };

    private static InputDeclaration InputBelow(ExpressionScope scope, SyntaxNode node) =>
        scope.Inputs[node is SelectionSyntax selection ? selection.Input.Name : ((NameSyntax)node).Name];

    private Cells Read(SyntaxNode node, Func<History, ExpressionValue> value)
    {
        var input = InputBelow(scope, node);
        string[] labels = [.. input.LabelSet.Names];
        var keys = KeysOf(input.Name).Where(key => node is not SelectionSyntax selection || selection.Conditions.All(condition =>
            condition.Values.Contains(Cells.Project(key, labels, [condition.Label])) != condition.IsNegated));
        return new Cells(labels, UnitOf(input.Unit), keys.ToDictionary(
            key => key,
            key => new Cell(value(HistoryOf(input.Name, key)), HistoryOf(input.Name, key).Time, [(input.Name, key)])));
    }

    private Cells WalkUnary(UnarySyntax unary)
    {
        var operand = Walk(unary.Operand);
        return operand.Select(operand.Unit, cell => !cell.Value.IsPresent ? cell.Value
            : unary.Operator == UnaryOperator.Not ? ExpressionValue.Of(!cell.Value.Boolean)
            : ExpressionValue.Of(-cell.Value.Number));
    }

    private Cells WalkConditional(ConditionalSyntax conditional)
    {
        var then = Walk(conditional.Then);
        var otherwise = Walk(conditional.Otherwise);
        if (then.Values.Values.Concat(otherwise.Values.Values).All(cell => cell.Value.Type == ExpressionValueType.Number))
        {
            otherwise = InUnit(otherwise, then.Unit);
        }

        var condition = Walk(conditional.Condition);
        var whenTrue = condition.Join(then, then.Unit, (c, value) => c.IsPresent ? value : c);
        var whenFalse = condition.Join(otherwise, then.Unit, (c, value) => c.IsPresent ? value : c);
        var both = whenTrue.Join(whenFalse, then.Unit, (a, _) => a);
        var taken = condition.Join(both, then.Unit, (c, _) => c);
        return new Cells(both.Labels, then.Unit, both.Values.ToDictionary(pair => pair.Key, pair =>
        {
            var c = taken.Values[pair.Key].Value;
            var branch = !c.IsPresent || c.Boolean ? whenTrue : whenFalse;
            return pair.Value.With(branch.Values[Cells.Project(pair.Key, both.Labels, branch.Labels)].Value);
        }));
    }

    private Cells WalkMembership(MembershipSyntax membership)
    {
        var value = Walk(membership.Value);
        var found = membership.Options.Select(option => WalkBinary(BinaryOperator.Equal, value, Walk(option)))
            .Aggregate((a, b) => WalkBinary(BinaryOperator.Or, a, b));
        return membership.IsNegated
            ? found.Select(Unit.None, cell => cell.Value.IsPresent ? ExpressionValue.Of(!cell.Value.Boolean) : cell.Value)
            : found;
    }

    private Cells WalkCall(CallSyntax call)
    {
        if (call.Arguments[^1] is OverSyntax over)
        {
            return WalkOverTime(call, over);
        }

        if (call.Arguments is [var one] && call.Function is "sum" or "avg" or "count" or "any" or "all" or "min" or "max")
        {
            return WalkOverSeries(call, one as GroupingSyntax, (call.Arguments[0] as GroupingSyntax)?.Operand ?? call.Arguments[0]);
        }

        return call.Function switch
        {
            "rate" or "increase" => WalkCounter(call),
            "age" => Read(call.Arguments[0], Age) with { Unit = Unit.Seconds },
            _ => WalkPlain(call.Function, [.. call.Arguments.Select(Walk)]),
        };
    }

    private static Cells WalkPlain(string function, List<Cells> arguments)
    {
        var unit = arguments[0].Unit;
        switch (function)
        {
            case "absent":
                return arguments[0].Select(Unit.None, cell => ExpressionValue.Of(!cell.Value.IsPresent));
            case "abs":
                return arguments[0].Select(unit, cell => cell.Value.IsPresent ? ExpressionValue.Of(Math.Abs(cell.Value.Number)) : cell.Value);
            case "clamp":
                var raised = arguments[0].Join(InUnit(arguments[1], unit), unit, Both(Math.Max));
                return raised.Join(InUnit(arguments[2], unit), unit, Both(Math.Min));
            default:
                return arguments.Aggregate((a, b) => a.Join(InUnit(b, unit), unit, Both(function == "min" ? Math.Min : Math.Max)));
        }
    }

    private static Func<ExpressionValue, ExpressionValue, ExpressionValue> Both(Func<double, double, double> function) =>
        (a, b) => !a.IsPresent ? a : !b.IsPresent ? b : Finite(function(a.Number, b.Number));

    private Cells WalkCounter(CallSyntax call)
    {
        var unit = UnitOf(InputBelow(scope, call.Arguments[0]).Unit);
        var conversion = UnitConversion.Identity;
        if (call.Function == "rate")
        {
            unit.TryDivide(UnitOf("s"), out unit, out conversion).ShouldBeTrue();
        }

        var read = Read(call.Arguments[0], history => history.Growth() is var (rate, increase, state, reason) && state != SampleState.Present
            ? history.Without(state, reason)
            : Finite(conversion.Apply(call.Function == "rate" ? rate : increase)));
        return read with { Unit = unit };
    }

    private ExpressionValue Age(History history) => history.TimeOfValue == 0
        ? history.Without(SampleState.Missing, "no sample yet")
        : ExpressionValue.Of(Math.Max(0, _clock - history.TimeOfValue) / (double)TimeSpan.TicksPerSecond);

    private static Cells InUnit(Cells operand, Unit unit)
    {
        operand.Unit.TryConvert(unit, out var conversion).ShouldBeTrue();
        return conversion.IsIdentity
            ? operand with { Unit = unit }
            : operand.Select(unit, cell => cell.Value.IsPresent ? Finite(conversion.Apply(cell.Value.Number)) : cell.Value);
    }

    private static Cells WalkBinary(BinaryOperator op, Cells left, Cells right)
    {
        switch (op)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                var decides = op == BinaryOperator.Or;
                return left.Join(right, Unit.None, (l, r) =>
                    (l.IsPresent && l.Boolean == decides) || (r.IsPresent && r.Boolean == decides) ? ExpressionValue.Of(decides)
                    : !l.IsPresent ? l : !r.IsPresent ? r : ExpressionValue.Of(!decides));
            case BinaryOperator.Multiply or BinaryOperator.Divide:
                return Product(op == BinaryOperator.Multiply, left, right);
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Remainder:
                return left.Join(InUnit(right, left.Unit), left.Unit, (l, r) => !l.IsPresent ? l : !r.IsPresent ? r
                    : op == BinaryOperator.Remainder && r.Number == 0 ? ByZero()
                    : Finite(op == BinaryOperator.Add ? l.Number + r.Number : op == BinaryOperator.Subtract ? l.Number - r.Number : l.Number % r.Number));
            default:
                return left.Join(InUnit(right, left.Unit), Unit.None, (l, r) => !l.IsPresent ? l : !r.IsPresent ? r : ExpressionValue.Of(Compare(op, l, r)));
        }
    }

    private static bool Compare(BinaryOperator op, ExpressionValue l, ExpressionValue r) => op switch
    {
        BinaryOperator.Equal => l.Text == r.Text && l.Number == r.Number,
        BinaryOperator.NotEqual => l.Text != r.Text || l.Number != r.Number,
        BinaryOperator.Less => l.Number < r.Number,
        BinaryOperator.LessOrEqual => l.Number <= r.Number,
        BinaryOperator.Greater => l.Number > r.Number,
        _ => l.Number >= r.Number,
    };

    private static Cells Product(bool isProduct, Cells left, Cells right)
    {
        var known = isProduct
            ? left.Unit.TryMultiply(right.Unit, out var unit, out var conversion)
            : left.Unit.TryDivide(right.Unit, out unit, out conversion);
        known.ShouldBeTrue();
        return left.Join(right, unit, (l, r) => !l.IsPresent ? l
            : !r.IsPresent ? r
            : !isProduct && r.Number == 0 ? ByZero()
            : Finite(conversion.Apply(isProduct ? l.Number * r.Number : l.Number / r.Number)));
    }

    private static ExpressionValue ByZero() =>
        ExpressionValue.Without(ExpressionValueType.Number, SampleState.Missing, "division by zero", null);

    private static ExpressionValue Finite(double number) => double.IsFinite(number)
        ? ExpressionValue.Of(number)
        : ExpressionValue.Without(ExpressionValueType.Number, SampleState.Missing, "the result is not a finite number", null);
}
