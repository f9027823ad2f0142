using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>Functions over time and over series.</summary>
internal sealed partial class Binder
{
    private Bound BindOverTime(CallSyntax call, Function function, OverSyntax over)
    {
        if (function.OverTime is not { } operation)
        {
            Bind(over.Operand);
            return Refuse(over, $"'{function.Name}' does not work over time", $"write '{function.Signature}'");
        }

        var isQuantile = operation == Operation.WindowQuantile;
        if (call.Arguments.Count != (isQuantile ? 2 : 1) || (isQuantile && call.Arguments[0] is OverSyntax))
        {
            return Refuse(call, $"'{function.Name}' over time takes {(isQuantile ? "a quantile and one value" : "one value")}", $"write '{Form(function)}'");
        }

        var quantile = 0.0;
        var sound = !isQuantile || TryQuantile(call.Arguments[0], out quantile);
        var operand = Operations.IsCounterWindow(operation)
            ? TryCounter(call, over.Operand, out var name, out var selection, out var input) ? ReadInput(name, input, selection, Operation.Input) : Bound.Unknown
            : Bind(over.Operand);
        var needsNumber = operation is not (Operation.WindowCount or Operation.WindowChanges);
        sound = TrySpan(over.Span, out var span) && sound && !operand.IsUnknown
            && (!needsNumber || Require(over.Operand, operand, ExpressionValueType.Number, function.Name));
        return !sound ? Bound.Unknown
            : InputsBelow(operand.Index).Any() ? EmitOverTime(call, operation, operand, span with { Number = quantile })
            : Refuse(over.Operand, $"{source.Quote(over.Operand)} never changes and has no samples over time", "write it alone, or put the name of an input into it");
    }

    private static string Form(Function function) => function.OverSeries is null && function.Least == 0 ? function.Signature : $"{function.Name}(x over 5 min)";

    private Bound EmitOverTime(CallSyntax call, Operation operation, Bound operand, Instruction span)
    {
        var (unit, conversion) = (operand.Unit, UnitConversion.Identity);
        if (operation is Operation.WindowCount or Operation.WindowChanges or Operation.Deviation)
        {
            unit = Unit.None;
        }
        else if (operation is Operation.WindowRate or Operation.WindowExtrapolatedRate
            && !operand.Unit.TryDivide(Unit.Seconds, out unit, out conversion))
        {
            return RefuseUnit(call);
        }

        var index = Emit(call, span with { Operation = operation, Type = ExpressionValueType.Number, Left = operand.Index, Labels = operand.Labels });
        return Converted(call, new Bound(index, ExpressionValueType.Number, unit, operand.Labels), conversion, unit);
    }

    private bool TryQuantile(SyntaxNode node, out double quantile)
    {
        quantile = node is NumberSyntax number ? number.Value / (number.Unit == "%" ? 100 : 1) : double.NaN;
        if (node is NumberSyntax { Unit: "" or "%" or "ratio" } && quantile is >= 0 and <= 1)
        {
            return true;
        }

        // What is missing was reported where it is missing.
        _ = node is MissingSyntax
            || Refuse(node, $"{source.Quote(node)} is not a quantile", "write a number from 0 to 1 or from 0 % to 100 %").IsUnknown;
        return false;
    }

    private bool TrySpan(SyntaxNode node, out Instruction span)
    {
        span = new Instruction(default, default);
        var isConstant = node is NameSyntax name && scope.Constants.ContainsKey(name.Name) && !scope.Inputs.ContainsKey(name.Name);
        if (node is not NumberSyntax && !isConstant)
        {
            _ = node is not NameSyntax || Refuse(node, $"{source.Quote(node)} is not a span of time", "write a number with a unit of time, or the name of a constant").IsUnknown;
            return false;
        }

        // A span is no step of its own: nothing reads it.
        var constant = node is NumberSyntax literal ? ExpressionConstant.Of(literal.Value, literal.Unit) : scope.Constants[((NameSyntax)node).Name];
        if (constant.Type != ExpressionValueType.Number || !Unit.TryParse(constant.Unit, out var unit) || !unit.TryConvert(Unit.Seconds, out var seconds))
        {
            Refuse(node, $"{source.Quote(node)} is not a span of time", "give it a unit: 30 s, 5 min, 1 h, 1 d");
            return false;
        }

        var value = seconds.Apply(constant.Number);
        if (value is not (>= ExpressionLimits.ShortestSpan and <= ExpressionLimits.LongestSpan))
        {
            Refuse(node, $"the span {source.Quote(node)} is not between 1 ms and 400 days", "write one that is, such as 5 min");
            return false;
        }

        if (isConstant)
        {
            _parameters[((NameSyntax)node).Name] = constant;
        }

        span = span with { Span = isConstant ? seconds.Apply(1) : value, SpanName = isConstant ? ((NameSyntax)node).Name : null };
        return true;
    }

    private Bound BindOverSeries(CallSyntax call, AggregateFunction function)
    {
        var grouping = call.Arguments[0] as GroupingSyntax;
        var argument = grouping?.Operand ?? call.Arguments[0];
        var operand = Bind(argument);
        var isTruth = function is AggregateFunction.Any or AggregateFunction.All;
        if (operand.IsUnknown
            || (function != AggregateFunction.Count && !Require(argument, operand, isTruth ? ExpressionValueType.Boolean : ExpressionValueType.Number, call.Function)))
        {
            return Bound.Unknown;
        }

        if (operand.Labels.IsEmpty && Functions.Find(call.Function) is { Least: > 0 } plain)
        {
            return RefuseArguments(call, plain);
        }

        if (operand.Labels.IsEmpty)
        {
            return Refuse(
                argument, $"{source.Quote(argument)} has one value only and '{call.Function}' puts series together",
                Functions.Find(call.Function)!.OverTime is null ? $"write {source.Quote(argument)} alone" : $"write '{call.Function}({source.Slice(argument)} over 5 min)' to look back");
        }

        if (!TryGroup(call, grouping, operand.Labels, out var labels))
        {
            return Bound.Unknown;
        }

        var type = isTruth ? ExpressionValueType.Boolean : ExpressionValueType.Number;
        var unit = function == AggregateFunction.Count ? Unit.None : operand.Unit;
        var aggregate = new Instruction(Operation.Aggregate, type) { Left = operand.Index, Function = function, Labels = labels };
        return Guarded(call, new Bound(Emit(call, aggregate), type, unit, labels), operand);
    }

    private bool TryGroup(CallSyntax call, GroupingSyntax? grouping, LabelSet of, out LabelSet labels)
    {
        labels = LabelSet.None;
        if (grouping is null)
        {
            return true;
        }

        var unknown = grouping.Labels.Where(label => !of.Names.Contains(label.Name)).ToList();
        unknown.ForEach(label => ReportLabel(label.Position.Offset, label.Name, source.Quote(grouping.Operand), of));
        var named = grouping.Labels.Select(label => label.Name).ToHashSet(StringComparer.Ordinal);
        labels = LabelSet.Of(of.Names.Where(label => named.Contains(label) != grouping.IsWithout));
        if (unknown.Count == 0 && labels.Equals(of))
        {
            Refuse(call, $"{source.Quote(call)} keeps every label of {source.Quote(grouping.Operand)} and puts nothing together", "name fewer labels with 'by', or more with 'without'");
            return false;
        }

        return unknown.Count == 0;
    }

    // What series there are is known only where the last reading of the metric succeeded.
    private Bound Guarded(CallSyntax call, Bound aggregate, Bound operand)
    {
        foreach (var input in FamiliesBelow(operand.Index))
        {
            var family = new Instruction(Operation.Family, ExpressionValueType.Boolean) { Text = input };
            aggregate = Emit(call, Operation.Guard, aggregate.Type, new Bound(Emit(call, family), ExpressionValueType.Boolean, Unit.None, LabelSet.None), aggregate, UnitConversion.Identity, aggregate.Unit);
        }

        return aggregate;
    }

    private SortedSet<string> FamiliesBelow(int index) =>
        new(InputsBelow(index).Where(read => !read.Labels.IsEmpty).Select(read => read.Text!), StringComparer.Ordinal);

    private IEnumerable<Instruction> InputsBelow(int index)
    {
        var pending = new Stack<int>([index]);
        var visited = new HashSet<int>();
        while (pending.TryPop(out var at))
        {
            var instruction = _instructions.Instructions[at];
            if (!visited.Add(at))
            {
                continue;
            }

            if (instruction.Operation is Operation.Input or Operation.Rate or Operation.Increase)
            {
                yield return instruction;
            }

            foreach (var next in instruction.Operands)
            {
                pending.Push(next);
            }
        }
    }
}
