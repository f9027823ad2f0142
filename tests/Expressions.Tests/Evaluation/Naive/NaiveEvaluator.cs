using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Tests.Evaluation;

/// <summary>
/// The reference: walks the syntax tree anew for each evaluation and recomputes every rate from the whole history.
/// Shares nothing with the product but the unit algebra, which has its own properties.
/// </summary>
internal sealed class NaiveEvaluator(ExpressionScope scope)
{
    private readonly Dictionary<string, List<Sample>> _history = [];

    public void Set(string input, Sample sample)
    {
        if (!_history.TryGetValue(input, out var samples))
        {
            _history[input] = samples = [];
        }

        samples.Add(sample);
    }

    public ExpressionValue Evaluate(SyntaxNode node) => Walk(node).Value;

    private (ExpressionValue Value, Unit Unit) Walk(SyntaxNode node) => node switch
    {
        NumberSyntax number => (ExpressionValue.Of(number.Value), UnitOf(number.Unit)),
        TextSyntax text => (ExpressionValue.Of(text.Value), Unit.None),
        BooleanSyntax boolean => (ExpressionValue.Of(boolean.Value), Unit.None),
        NameSyntax name when scope.Constants.TryGetValue(name.Name, out var constant) => (ValueOf(constant), UnitOf(constant.Unit)),
        NameSyntax name => (Latest(scope.Inputs[name.Name]), UnitOf(scope.Inputs[name.Name].Unit)),
        UnarySyntax unary => WalkUnary(unary),
        BinarySyntax binary => WalkBinary(binary.Operator, Walk(binary.Left), Walk(binary.Right)),
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

    private ExpressionValue Latest(InputDeclaration input)
    {
        if (!_history.TryGetValue(input.Name, out var samples))
        {
            return ExpressionValue.Without(input.Type, SampleState.Missing, "no sample yet", input.Name);
        }

        var last = Validate(input, samples[^1]);
        return last.State != SampleState.Present ? ExpressionValue.Without(input.Type, last.State, last.Reason, input.Name)
            : input.Type == ExpressionValueType.Text ? ExpressionValue.Of(last.Text!)
            : input.Type == ExpressionValueType.Boolean ? ExpressionValue.Of(last.Number != 0)
            : ExpressionValue.Of(last.Number);
    }

    private static Sample Validate(InputDeclaration input, Sample sample)
    {
        if (sample.State == SampleState.Present && input.Type == ExpressionValueType.Number)
        {
            if (!double.IsFinite(sample.Number))
            {
                return Sample.Failed(sample.Time, "not a finite number");
            }

            if (input.Kind == InputKind.Counter32 && sample.Number > uint.MaxValue)
            {
                return Sample.Failed(sample.Time, "the value exceeds the width of the counter");
            }

            if (input.Kind is InputKind.Counter or InputKind.Counter32 && sample.Number < 0)
            {
                return Sample.Failed(sample.Time, "a counter cannot be negative");
            }
        }

        return sample;
    }

    private (double Rate, double Increase, SampleState State, string? Reason) Counter(InputDeclaration input)
    {
        if (!_history.TryGetValue(input.Name, out var history))
        {
            return (0, 0, SampleState.Missing, "no sample yet");
        }

        var all = history.Select(sample => Validate(input, sample)).ToList();
        if (all[^1].State != SampleState.Present)
        {
            return (0, 0, all[^1].State, all[^1].Reason);
        }

        var seen = new List<Sample>();
        foreach (var sample in all.Where(sample => sample.State == SampleState.Present))
        {
            if (seen.Count == 0 || seen[^1].Time != sample.Time || seen[^1].Number != sample.Number)
            {
                seen.Add(sample);
            }
        }

        return Between(input, seen, seen.Count - 1);
    }

    private static (double Rate, double Increase, SampleState State, string? Reason) Between(InputDeclaration input, List<Sample> seen, int at)
    {
        if (at == 0)
        {
            return (0, 0, SampleState.Missing, "needs two samples");
        }

        var (before, now) = (seen[at - 1], seen[at]);
        var seconds = (now.Time - before.Time).TotalSeconds;
        if (seconds <= 0)
        {
            return (0, 0, SampleState.Missing, seconds < 0 ? "the clock went backwards" : "two different values at the same time");
        }

        var increase = now.Number - before.Number;
        if (increase < 0)
        {
            var top = input.Kind == InputKind.Counter32 ? Math.Pow(2, 32) : Math.Pow(2, 64);
            var wrapped = top - before.Number + now.Number;
            var earlier = Between(input, seen, at - 1);
            var plausible = earlier.State != SampleState.Present || wrapped / seconds <= 10 * earlier.Rate;
            increase = before.Number >= 0.75 * top && wrapped <= top / 4 && plausible ? wrapped : now.Number;
        }

        return (increase / seconds, increase, SampleState.Present, null);
    }

    private (ExpressionValue, Unit) WalkUnary(UnarySyntax unary)
    {
        var (value, unit) = Walk(unary.Operand);
        return !value.IsPresent ? (value, unit)
            : unary.Operator == UnaryOperator.Not ? (ExpressionValue.Of(!value.Boolean), unit)
            : (ExpressionValue.Of(-value.Number), unit);
    }

    private (ExpressionValue, Unit) WalkCall(CallSyntax call)
    {
        if (call.Function is "rate" or "increase")
        {
            return WalkCounter(call.Function, scope.Inputs[((NameSyntax)call.Arguments[0]).Name]);
        }

        var arguments = call.Arguments.Select(Walk).ToList();
        switch (call.Function)
        {
            case "absent":
                return (ExpressionValue.Of(!arguments[0].Value.IsPresent), Unit.None);
            case "abs":
                var (value, unit) = arguments[0];
                return (value.IsPresent ? ExpressionValue.Of(Math.Abs(value.Number)) : value, unit);
            case "clamp":
                var (x, low, high) = (arguments[0], InUnit(arguments[1], arguments[0].Unit), InUnit(arguments[2], arguments[0].Unit));
                return (new[] { x.Value, low, high }.FirstOrDefault(part => !part.IsPresent) is { State: not SampleState.Present } absent
                    ? absent
                    : ExpressionValue.Of(Math.Min(Math.Max(x.Value.Number, low.Number), high.Number)), x.Unit);
            default:
                var aligned = arguments.Select(argument => InUnit(argument, arguments[0].Unit)).ToList();
                var missing = aligned.Where(part => !part.IsPresent).Take(1).ToList();
                return (missing.Count > 0 ? missing[0]
                    : ExpressionValue.Of(call.Function == "min" ? aligned.Min(part => part.Number) : aligned.Max(part => part.Number)), arguments[0].Unit);
        }
    }

    private (ExpressionValue, Unit) WalkCounter(string function, InputDeclaration input)
    {
        var (rate, increase, state, reason) = Counter(input);
        var conversion = UnitConversion.Identity;
        var unit = UnitOf(input.Unit);
        if (function == "rate")
        {
            unit.TryDivide(UnitOf("s"), out unit, out conversion).ShouldBeTrue();
        }

        return state != SampleState.Present
            ? (ExpressionValue.Without(ExpressionValueType.Number, state, reason, input.Name), unit)
            : (Finite(conversion.Apply(function == "rate" ? rate : increase)), unit);
    }

    private static ExpressionValue InUnit((ExpressionValue Value, Unit Unit) operand, Unit unit)
    {
        operand.Unit.TryConvert(unit, out var conversion).ShouldBeTrue();
        return operand.Value.IsPresent ? ExpressionValue.Of(conversion.Apply(operand.Value.Number)) : operand.Value;
    }

    private static (ExpressionValue, Unit) WalkBinary(BinaryOperator op, (ExpressionValue Value, Unit Unit) left, (ExpressionValue Value, Unit Unit) right)
    {
        var (l, r) = (left.Value, right.Value);
        switch (op)
        {
            case BinaryOperator.And when (l.IsPresent && !l.Boolean) || (r.IsPresent && !r.Boolean):
                return (ExpressionValue.Of(false), Unit.None);
            case BinaryOperator.Or when l.Boolean || r.Boolean:
                return (ExpressionValue.Of(true), Unit.None);
            case BinaryOperator.And or BinaryOperator.Or:
                return (!l.IsPresent ? l : !r.IsPresent ? r : ExpressionValue.Of(op == BinaryOperator.And), Unit.None);
            case BinaryOperator.Multiply or BinaryOperator.Divide:
                return Product(op, left, right);
        }

        var absent = !l.IsPresent ? l : r;
        if (!absent.IsPresent)
        {
            return (absent, left.Unit);
        }

        var number = l.Type == ExpressionValueType.Number ? InUnit(right, left.Unit).Number : r.Number;
        var isText = l.Type == ExpressionValueType.Text;
        return op switch
        {
            BinaryOperator.Equal => (ExpressionValue.Of(isText ? l.Text == r.Text : l.Number == number), Unit.None),
            BinaryOperator.NotEqual => (ExpressionValue.Of(isText ? l.Text != r.Text : l.Number != number), Unit.None),
            BinaryOperator.Less => (ExpressionValue.Of(l.Number < number), Unit.None),
            BinaryOperator.LessOrEqual => (ExpressionValue.Of(l.Number <= number), Unit.None),
            BinaryOperator.Greater => (ExpressionValue.Of(l.Number > number), Unit.None),
            BinaryOperator.GreaterOrEqual => (ExpressionValue.Of(l.Number >= number), Unit.None),
            BinaryOperator.Add => (Finite(l.Number + number), left.Unit),
            BinaryOperator.Subtract => (Finite(l.Number - number), left.Unit),
            _ => (r.Number == 0 ? ByZero() : Finite(l.Number % number), left.Unit),
        };
    }

    private static (ExpressionValue, Unit) Product(BinaryOperator op, (ExpressionValue Value, Unit Unit) left, (ExpressionValue Value, Unit Unit) right)
    {
        var isProduct = op == BinaryOperator.Multiply;
        var known = isProduct
            ? left.Unit.TryMultiply(right.Unit, out var unit, out var conversion)
            : left.Unit.TryDivide(right.Unit, out unit, out conversion);
        known.ShouldBeTrue();
        var (l, r) = (left.Value, right.Value);
        return !l.IsPresent ? (l, unit)
            : !r.IsPresent ? (r, unit)
            : !isProduct && r.Number == 0 ? (ByZero(), unit)
            : (Finite(conversion.Apply(isProduct ? l.Number * r.Number : l.Number / r.Number)), unit);
    }

    private static ExpressionValue ByZero() =>
        ExpressionValue.Without(ExpressionValueType.Number, SampleState.Missing, "division by zero", null);

    private static ExpressionValue Finite(double number) => double.IsFinite(number)
        ? ExpressionValue.Of(number)
        : ExpressionValue.Without(ExpressionValueType.Number, SampleState.Missing, "the result is not a finite number", null);
}
