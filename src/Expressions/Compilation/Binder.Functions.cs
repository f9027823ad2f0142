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

        if (call.Arguments.Count < function.Least || call.Arguments.Count > function.Most)
        {
            var wanted = function.Least == function.Most ? $"{function.Least}" : $"{function.Least} or more";
            return Refuse(call, $"'{function.Name}' takes {wanted} arguments, not {call.Arguments.Count}", $"write '{function.Signature}'");
        }

        return function.Name switch
        {
            "rate" => BindCounter(call, Operation.Rate),
            "increase" => BindCounter(call, Operation.Increase),
            "absent" => BindAbsent(call),
            "abs" => BindAbsolute(call),
            "min" => Fold(call, Operation.Minimum, Operation.Minimum),
            "max" => Fold(call, Operation.Maximum, Operation.Maximum),
            _ => Fold(call, Operation.Maximum, Operation.Minimum),
        };
    }

    private List<Bound> BindAll(CallSyntax call) => [.. call.Arguments.Select(Bind)];

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

    private Bound BindCounter(CallSyntax call, Operation operation)
    {
        var argument = call.Arguments[0];
        if (argument is not NameSyntax name)
        {
            Bind(argument);
            return Refuse(argument, $"'{call.Function}' takes the name of a counter, not {source.Quote(argument)}");
        }

        if (!scope.Inputs.TryGetValue(name.Name, out var input))
        {
            var bound = BindName(name);
            return bound.IsUnknown ? bound : Refuse(name, $"{source.Quote(name)} is a constant; '{call.Function}' needs a counter");
        }

        return input is { Kind: InputKind.Counter or InputKind.Counter32, Type: ExpressionValueType.Number }
            ? ReadInput(name, input, operation)
            : Refuse(name, $"{source.Quote(name)} is not a counter; '{call.Function}' needs one");
    }

    private Bound BindAbsent(CallSyntax call)
    {
        var argument = call.Arguments[0];
        var bound = argument is NameSyntax name && !scope.Constants.ContainsKey(name.Name)
            && scope.Inputs.TryGetValue(name.Name, out var input)
            ? ReadInput(name, input, Operation.Input)
            : Bind(argument);
        return bound.IsUnknown
            ? bound
            : new Bound(
                Emit(call, Instruction.Unary(Operation.Absent, ExpressionValueType.Boolean, bound.Index, UnitConversion.Identity)),
                ExpressionValueType.Boolean, Unit.None);
    }

    private Bound BindAbsolute(CallSyntax call)
    {
        var bound = Bind(call.Arguments[0]);
        return Require(call.Arguments[0], bound, ExpressionValueType.Number, call.Function)
            ? bound with { Index = Emit(call, Instruction.Unary(Operation.Absolute, bound.Type, bound.Index, UnitConversion.Identity)) }
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
        }

        return result;
    }
}
