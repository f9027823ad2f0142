using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>Resolves names, checks types, units and labels, and writes the instructions of one expression.</summary>
internal sealed partial class Binder(SourceText source, ExpressionScope scope, ErrorList errors)
{
    private readonly InstructionSet _instructions = new();
    private readonly SortedDictionary<string, InputDeclaration> _inputs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ExpressionConstant> _parameters = new(StringComparer.Ordinal);
    private readonly List<ProgramStep> _steps = [];

    public Bound BindResult(SyntaxNode root, ExpressionValueType? expected, string? expectedUnit, LabelSet labels)
    {
        var bound = Bind(root);
        if (bound.IsUnknown)
        {
            return bound;
        }

        if (expected is { } type && bound.Type != type)
        {
            errors.Report(
                root, $"{source.Quote(root)} is {Messages.Noun(bound.Type)} but {Messages.Noun(type)} is expected",
                Messages.HintFor(bound.Type, type));
            return Bound.Unknown;
        }

        if (!bound.Labels.IsSubsetOf(labels))
        {
            errors.Report(root, $"{source.Quote(root)} has a value for each {bound.Labels}", Messages.HintForLabels(bound, labels));
            return Bound.Unknown;
        }

        return expectedUnit is null || bound.Type != ExpressionValueType.Number ? bound : InUnit(root, bound, expectedUnit);
    }

    public ExpressionProgram Finish(Bound result)
    {
        var ratios = Ratios.Of(_instructions.Instructions, name => _inputs.TryGetValue(name, out var input) ? input.Unit : _parameters[name].Unit);
        IReadOnlyList<ProgramStep> steps = [.. _steps.Select(step => step.Unit.Length == 0 && ratios[step.Index] ? step with { Unit = Ratios.Unit } : step)];
        return new([.. _instructions.Instructions], [.. _instructions.Origins], result.Index, [.. _inputs.Values], [.. _parameters], steps);
    }

    private Bound InUnit(SyntaxNode root, Bound bound, string unitText)
    {
        if (!Unit.TryParse(unitText, out var unit))
        {
            throw new ArgumentException($"'{unitText}' is not a unit", nameof(unitText));
        }

        if (!bound.Unit.TryConvert(unit, out var conversion))
        {
            errors.Report(
                root, $"{source.Quote(root)} is {Messages.In(bound.Unit)} but must be {Messages.In(unit)}",
                UnitRemedies.ForOne((root, source.Quote(root), bound.Unit), unit));
            return Bound.Unknown;
        }

        return Converted(root, bound, conversion, unit);
    }

    private Bound Bind(SyntaxNode node)
    {
        var bound = node switch
        {
            NumberSyntax number => BindNumber(number),
            TextSyntax text => Literal(text, ExpressionValueType.Text, 0, text.Value, Unit.None),
            BooleanSyntax boolean => Literal(boolean, ExpressionValueType.Boolean, boolean.Value ? 1 : 0, null, Unit.None),
            NameSyntax name => BindName(name, null),
            SelectionSyntax selection => BindSelection(selection),
            UnarySyntax unary => BindUnary(unary),
            BinarySyntax binary => BindBinary(binary),
            ConditionalSyntax conditional => BindConditional(conditional),
            MembershipSyntax membership => BindMembership(membership),
            CallSyntax call => BindCall(call),
            OverSyntax over => RefuseArgument(over, "over", Keywords.OverTimeForm),
            GroupingSyntax grouping => RefuseArgument(grouping, grouping.IsWithout ? "without" : "by", Keywords.GroupingForm),
            _ => Bound.Unknown,
        };
        if (!bound.IsUnknown && node is not (NumberSyntax or TextSyntax or BooleanSyntax))
        {
            _steps.Add(new ProgramStep(source.Slice(node), node.Position, bound.Index, bound.Unit.ToString()));
        }

        return bound;
    }

    private int Emit(SyntaxNode node, Instruction instruction) => _instructions.Add(instruction, source.Slice(node));

    private Bound Literal(SyntaxNode node, ExpressionValueType type, double number, string? text, Unit unit) =>
        new(Emit(node, new Instruction(Operation.Constant, type) { Number = number, Text = text }), type, unit, LabelSet.None);

    private Bound Unary(SyntaxNode node, Operation operation, ExpressionValueType type, Bound operand, Unit unit) =>
        new(Emit(node, new Instruction(operation, type) { Left = operand.Index, Labels = operand.Labels }), type, unit, operand.Labels);

    private Bound Converted(SyntaxNode node, Bound bound, UnitConversion conversion, Unit unit) => conversion.IsIdentity
        ? bound with { Unit = unit }
        : new Bound(
            Emit(node, new Instruction(Operation.Convert, ExpressionValueType.Number) { Left = bound.Index, Conversion = conversion, Labels = bound.Labels }),
            ExpressionValueType.Number, unit, bound.Labels);

    private Bound BindNumber(NumberSyntax number) => Unit.TryParse(number.Unit, out var unit)
        ? Literal(number, ExpressionValueType.Number, number.Value, null, unit)
        : Bound.Unknown;

    private Bound Refuse(SyntaxNode node, string message, string suggestion)
    {
        errors.Report(node, message, suggestion);
        return Bound.Unknown;
    }

    private Bound RefuseUnit(SyntaxNode node) =>
        Refuse(
        node, $"the unit of {source.Quote(node)} has a power above {Unit.MaximumExponent}",
        "divide a part of it by one of its unit, such as '1 s' or '1 bytes', to make a plain number of that part");

    private Bound RefuseArgument(SyntaxNode node, string word, string suggestion)
    {
        Bind(node.Children[0]);
        return Refuse(node, $"'{word}' has no meaning here", suggestion);
    }
}
