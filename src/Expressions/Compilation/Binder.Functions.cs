using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

internal sealed partial class Binder
{
    private Bound BindCall(CallSyntax call)
    {
        if (Functions.Find(call.Function) is not { } function)
        {
            return RefuseFunction(call);
        }

        if (call.Arguments.OfType<OverSyntax>().FirstOrDefault() is { } over)
        {
            return BindOverTime(call, function, over);
        }

        if (function.OverSeries is { } aggregate && call.Arguments.Count == 1)
        {
            return BindOverSeries(call, aggregate);
        }

        if (function.Most == 0 || call.Arguments.Count < function.Least || call.Arguments.Count > function.Most)
        {
            return RefuseArguments(call, function);
        }

        return function.Name switch
        {
            "rate" => BindCounter(call, Operation.Rate),
            "increase" => BindCounter(call, Operation.Increase),
            "absent" => BindAbsent(call),
            "age" => BindAge(call),
            "abs" => BindAbsolute(call),
            "min" => Fold(call, Operation.Minimum, Operation.Minimum),
            "max" => Fold(call, Operation.Maximum, Operation.Maximum),
            _ => Fold(call, Operation.Maximum, Operation.Minimum),
        };
    }

    private List<Bound> BindAll(CallSyntax call) => [.. call.Arguments.Select(Bind)];

    private Bound RefuseArguments(CallSyntax call, Function function)
    {
        if (function.Most > 0 && call.Arguments.Count > function.Most && function.Most > function.Least)
        {
            return Refuse(
                call, $"'{function.Name}' takes at most {function.Most} arguments, not {call.Arguments.Count}",
                $"put some of them into a call of their own: {function.Name}({function.Name}(x, y), z)");
        }

        var wanted = function.Most == 0 ? "another form of arguments"
            : function.Least == function.Most ? $"{function.Least} {(function.Least == 1 ? "argument" : "arguments")}, not {call.Arguments.Count}"
            : $"{function.Least} or more arguments, not {call.Arguments.Count}";
        return Refuse(call, $"'{function.Name}' takes {wanted}", $"write '{function.Signature}'");
    }

    private Bound RefuseFunction(CallSyntax call)
    {
        // Known names are left alone: whether a counter fits depends on which function was meant.
        foreach (var argument in call.Arguments.Where(argument => argument is not NameSyntax name || !IsKnown(name.Name)))
        {
            Bind(argument);
        }

        var suggestion = IsKnown(call.Function)
            ? $"'{call.Function}' is an input or constant; write it without parentheses"
            : Names.DidYouMean(call.Function, Functions.Names) ?? "the functions are " + string.Join(", ", Functions.Names.Order());
        errors.Report(call.Position.Offset, call.Function.Length, $"{SourceText.Quote(call.Function)} is not a function", suggestion);
        return Bound.Unknown;
    }

    private Bound BindCounter(CallSyntax call, Operation operation) =>
        TryCounter(call, call.Arguments[0], out var name, out var selection, out var input) ? ReadInput(name, input, selection, operation) : Bound.Unknown;

    private bool TryCounter(CallSyntax call, SyntaxNode argument, out NameSyntax name, out SeriesSelection? selection, out InputDeclaration input)
    {
        (name, selection, input) = (null!, null, null!);
        if (argument is not (NameSyntax or SelectionSyntax))
        {
            _ = Bind(argument).IsUnknown
                || Refuse(argument, $"'{call.Function}' takes the name of a counter, not {source.Quote(argument)}", CounterNames()).IsUnknown;
            return false;
        }

        if (InputReference(argument) is not { } reference)
        {
            return false;
        }

        (name, selection) = reference;
        if (!scope.Inputs.TryGetValue(name.Name, out input!))
        {
            _ = BindName(name, null).IsUnknown || Refuse(name, $"{source.Quote(name)} is a constant; '{call.Function}' needs a counter", CounterNames()).IsUnknown;
            return false;
        }

        if (IsCounter(input))
        {
            return true;
        }

        Refuse(name, $"{source.Quote(name)} is not a counter; '{call.Function}' needs one", input is { Type: ExpressionValueType.Number, Kind: InputKind.Gauge }
            ? $"write '{name.Name}' alone, or 'delta({name.Name} over 5 min)' for how much it changed" : CounterNames());
        return false;
    }

    private string CounterNames() => Names.List(
        "the counters are", scope.Inputs.Values.Where(IsCounter).Select(input => input.Name), "there are no counters here; declare a metric with 'kind: counter'");

    private static bool IsCounter(InputDeclaration input) =>
        input is { Kind: InputKind.Counter or InputKind.Counter32, Type: ExpressionValueType.Number };

    private Bound BindAbsent(CallSyntax call)
    {
        var bound = BindAnyInput(call.Arguments[0]) ?? Bind(call.Arguments[0]);
        return bound.IsUnknown ? bound : Unary(call, Operation.Absent, ExpressionValueType.Boolean, bound, Unit.None);
    }

    private Bound BindAge(CallSyntax call)
    {
        var argument = call.Arguments[0];
        if (BindAnyInput(argument) is { } input)
        {
            return input.IsUnknown ? input : Unary(call, Operation.Age, ExpressionValueType.Number, input, Unit.Seconds);
        }

        return Bind(argument).IsUnknown
            ? Bound.Unknown
            : Refuse(argument, $"'age' takes the name of an input, not {source.Quote(argument)}", Names.List("the inputs are", scope.Inputs.Keys, "there are no inputs here"));
    }

    /// <summary>Reads an input of any kind, counters too; null when the node is none.</summary>
    private Bound? BindAnyInput(SyntaxNode node) =>
        node is NameSyntax { Name: var plain } && (scope.Constants.ContainsKey(plain) || !scope.Inputs.ContainsKey(plain)) ? null
        : InputReference(node) is not ({ } name, var selection) ? node is SelectionSyntax ? Bound.Unknown : null
        : scope.Inputs.TryGetValue(name.Name, out var input) ? ReadInput(name, input, selection, Operation.Input)
        : Bound.Unknown;

    private Bound BindAbsolute(CallSyntax call)
    {
        var bound = Bind(call.Arguments[0]);
        return Require(call.Arguments[0], bound, ExpressionValueType.Number, call.Function)
            ? Unary(call, Operation.Absolute, bound.Type, bound, bound.Unit)
            : Bound.Unknown;
    }

    /// <summary>Applies one operation to the first two arguments and another to the result and each further one.</summary>
    private Bound Fold(CallSyntax call, Operation first, Operation next)
    {
        var arguments = BindAll(call);
        var result = arguments[0];
        var sound = Require(call.Arguments[0], result, ExpressionValueType.Number, call.Function);
        for (var i = 1; i < arguments.Count; i++)
        {
            var conversion = UnitConversion.Identity;
            sound = Require(call.Arguments[i], arguments[i], ExpressionValueType.Number, call.Function) && sound;
            sound = sound && TryAlign(call.Arguments[i], (call.Arguments[0], arguments[0]), (call.Arguments[i], arguments[i]), out conversion);
            result = sound
                ? Emit(call, i == 1 ? first : next, ExpressionValueType.Number, result, arguments[i], conversion, result.Unit)
                : Bound.Unknown;
            sound = sound && !result.IsUnknown;
        }

        return result;
    }
}
