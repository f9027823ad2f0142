using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

/// <summary>Resolves names, checks types and units, and writes the instructions of one expression.</summary>
internal sealed partial class Binder(SourceText source, ExpressionScope scope, ErrorList errors)
{
    private readonly InstructionSet _instructions = new();
    private readonly SortedDictionary<string, InputDeclaration> _inputs = new(StringComparer.Ordinal);
    private readonly List<ProgramStep> _steps = [];

    public Bound BindResult(SyntaxNode root, ExpressionValueType? expected, string? expectedUnit)
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

        return expectedUnit is null || bound.Type != ExpressionValueType.Number ? bound : InUnit(root, bound, expectedUnit);
    }

    public ExpressionProgram Finish(Bound result) => new(_instructions, result.Index, [.. _inputs.Values], _steps);

    private Bound InUnit(SyntaxNode root, Bound bound, string unitText)
    {
        if (!Unit.TryParse(unitText, out var unit))
        {
            throw new ArgumentException($"'{unitText}' is not a unit", nameof(unitText));
        }

        if (!bound.Unit.TryConvert(unit, out var conversion))
        {
            errors.Report(root, $"{source.Quote(root)} is {Messages.In(bound.Unit)} but must be {Messages.In(unit)}");
            return Bound.Unknown;
        }

        return conversion.IsIdentity
            ? bound with { Unit = unit }
            : new Bound(
                Emit(root, Instruction.Unary(Operation.Convert, ExpressionValueType.Number, bound.Index, conversion)),
                ExpressionValueType.Number, unit);
    }

    private Bound Bind(SyntaxNode node)
    {
        var bound = node switch
        {
            NumberSyntax number => BindNumber(number),
            TextSyntax text => Constant(text, ExpressionValueType.Text, 0, text.Value, Unit.None),
            BooleanSyntax boolean => Constant(boolean, ExpressionValueType.Boolean, boolean.Value ? 1 : 0, null, Unit.None),
            NameSyntax name => BindName(name),
            UnarySyntax unary => BindUnary(unary),
            BinarySyntax binary => BindBinary(binary),
            CallSyntax call => BindCall(call),
            _ => Bound.Unknown,
        };
        if (!bound.IsUnknown && node is not (NumberSyntax or TextSyntax or BooleanSyntax))
        {
            _steps.Add(new ProgramStep(source.Slice(node), node.Position, bound.Index, bound.Unit.ToString()));
        }

        return bound;
    }

    private int Emit(SyntaxNode node, in Instruction instruction) => _instructions.Add(instruction, source.Slice(node));

    private Bound Constant(SyntaxNode node, ExpressionValueType type, double number, string? text, Unit unit) =>
        new(Emit(node, Instruction.Constant(type, number, text)), type, unit);

    private Bound BindNumber(NumberSyntax number) =>
        Unit.TryParse(number.Unit, out var unit)
            ? Constant(number, ExpressionValueType.Number, number.Value, null, unit)
            : Bound.Unknown;

    private Bound BindName(NameSyntax name)
    {
        var isInput = scope.Inputs.TryGetValue(name.Name, out var input);
        var isConstant = scope.Constants.TryGetValue(name.Name, out var constant);
        return (isInput, isConstant) switch
        {
            (true, true) => Refuse(name, $"{source.Quote(name)} is both an input and a constant", "rename one of them"),
            (true, _) => BindInput(name, input!),
            (_, true) => BindConstant(name, constant),
            _ => Refuse(name, $"{source.Quote(name)} is not an input, parameter or threshold", HintForName(name.Name)),
        };
    }

    private Bound BindInput(NameSyntax name, InputDeclaration input)
    {
        if (input.Kind is InputKind.Counter or InputKind.Counter32)
        {
            return Refuse(
                name, $"{source.Quote(name)} is a counter, whose value alone says nothing", $"write 'rate({name.Name})' or 'increase({name.Name})'");
        }

        return ReadInput(name, input, Operation.Input);
    }

    private Bound ReadInput(NameSyntax name, InputDeclaration input, Operation operation)
    {
        if (!TryUnit(name, input.Type, input.Unit, out var unit))
        {
            return Bound.Unknown;
        }

        var conversion = UnitConversion.Identity;
        if (operation == Operation.Rate && !unit.TryDivide(Unit.Seconds, out unit, out conversion))
        {
            return RefuseUnit(name);
        }

        _inputs[input.Name] = input;
        return new Bound(Emit(name, Instruction.Source(operation, input.Type, input.Name, conversion)), input.Type, unit);
    }

    private Bound BindConstant(NameSyntax name, in ExpressionConstant constant)
    {
        if (!double.IsFinite(constant.Number))
        {
            return Refuse(name, $"the value of {source.Quote(name)} is not a finite number");
        }

        return TryUnit(name, constant.Type, constant.Unit, out var unit)
            ? Constant(name, constant.Type, constant.Number, constant.Type == ExpressionValueType.Text ? constant.Text ?? "" : null, unit)
            : Bound.Unknown;
    }

    private bool TryUnit(NameSyntax name, ExpressionValueType type, string text, out Unit unit)
    {
        if (Unit.TryParse(text, out unit) && (type == ExpressionValueType.Number || unit == Unit.None))
        {
            return true;
        }

        var message = unit == Unit.None || type == ExpressionValueType.Number
            ? $"{source.Quote(name)} is declared with {SourceText.Quote(text)}, which is not a unit"
            : $"{source.Quote(name)} is {Messages.Noun(type)} and cannot have the unit {SourceText.Quote(text)}";
        errors.Report(name, message, UnitHints.For(text));
        return false;
    }

    private Bound Refuse(SyntaxNode node, string message, string? suggestion = null)
    {
        errors.Report(node, message, suggestion);
        return Bound.Unknown;
    }

    private Bound RefuseUnit(SyntaxNode node) =>
        Refuse(node, $"the unit of {source.Quote(node)} has a power above {Unit.MaximumExponent}");

    // a-b is one name; when only a and b exist, a subtraction was meant.
    private string? HintForName(string name)
    {
        for (var dash = name.IndexOf('-', StringComparison.Ordinal); dash > 0; dash = name.IndexOf('-', dash + 1))
        {
            if (IsKnown(name[..dash]) && IsKnown(name[(dash + 1)..]))
            {
                return $"write '{name[..dash]} - {name[(dash + 1)..]}' to subtract: a dash directly before a letter belongs to the name";
            }
        }

        return Functions.Find(name) is not null
            ? $"write '{name}(...)' to call the function"
            : Names.DidYouMean(name, [.. scope.Inputs.Keys, .. scope.Constants.Keys, "true", "false"]);
    }

    private bool IsKnown(string name) => scope.Inputs.ContainsKey(name) || scope.Constants.ContainsKey(name);
}
