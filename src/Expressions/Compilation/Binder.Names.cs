using System.Collections.Immutable;
using RouterAlertAssurance.Expressions.Syntax;
using RouterAlertAssurance.Expressions.Types;

namespace RouterAlertAssurance.Expressions.Compilation;

internal sealed partial class Binder
{
    private Bound BindName(NameSyntax name, SeriesSelection? selection)
    {
        var isInput = scope.Inputs.TryGetValue(name.Name, out var input);
        var isConstant = scope.Constants.TryGetValue(name.Name, out var constant);
        return (isInput, isConstant) switch
        {
            (true, true) => Refuse(name, $"{source.Quote(name)} is both an input and a constant", "rename one of them"),
            (true, _) => BindInput(name, input!, selection),
            (_, true) => BindParameter(name, constant),
            _ => Refuse(name, $"{source.Quote(name)} is not an input, parameter or threshold", HintForName(name.Name)),
        };
    }

    private Bound BindInput(NameSyntax name, InputDeclaration input, SeriesSelection? selection)
    {
        if (input.Kind is InputKind.Counter or InputKind.Counter32)
        {
            return Refuse(
                name, $"{source.Quote(name)} is a counter, whose value alone says nothing", $"write 'rate({name.Name})' or 'increase({name.Name})'");
        }

        return ReadInput(name, input, selection, Operation.Input);
    }

    private Bound ReadInput(NameSyntax name, InputDeclaration input, SeriesSelection? selection, Operation operation)
    {
        if (!TryUnit(name, input.Type, input.Unit, out var unit))
        {
            return Bound.Unknown;
        }

        if (input.LabelSet.Names.FirstOrDefault(label => !ExpressionNames.IsValid(label)) is { } wrong)
        {
            return Refuse(
                name, $"{source.Quote(name)} is declared with the label {SourceText.Quote(wrong)}, which is not a name",
                "a name has ASCII letters, digits and underscores, dashes or dots before letters, and is not a reserved word");
        }

        var conversion = UnitConversion.Identity;
        if (operation == Operation.Rate && !unit.TryDivide(Unit.Seconds, out unit, out conversion))
        {
            return RefuseUnit(name);
        }

        _inputs[input.Name] = input;
        var read = new Instruction(operation, input.Type) { Text = input.Name, Selection = selection, Labels = input.LabelSet };
        return Converted(name, new Bound(Emit(name, read), input.Type, unit, input.LabelSet), conversion, unit);
    }

    private Bound BindSelection(SelectionSyntax selection) =>
        TrySelect(selection, out var selected) ? BindName(selection.Input, selected) : Bound.Unknown;

    /// <summary>The input that is meant by a name, or by a name with conditions on its labels.</summary>
    private (NameSyntax Name, SeriesSelection? Selection)? InputReference(SyntaxNode node) => node switch
    {
        NameSyntax name => (name, null),
        SelectionSyntax selection when TrySelect(selection, out var selected) => (selection.Input, selected),
        _ => null,
    };

    private bool TrySelect(SelectionSyntax selection, out SeriesSelection? selected)
    {
        selected = null;
        var labels = scope.Inputs.TryGetValue(selection.Input.Name, out var input) ? input.LabelSet : LabelSet.None;
        if (input is null)
        {
            BindName(selection.Input, null);
            return false;
        }

        var unknown = selection.Conditions.Where(condition => !labels.Names.Contains(condition.Label)).ToList();
        foreach (var condition in unknown)
        {
            ReportLabel(condition.Position.Offset, condition.Label, source.Quote(selection.Input), labels);
        }

        selected = new SeriesSelection([.. selection.Conditions.Select(condition => new LabelCondition(
            condition.Label, condition.Values.Order(StringComparer.Ordinal).ToImmutableArray(), condition.IsNegated, condition.List?.Name))]);
        return selection.Conditions.Count(condition => condition.List is { } list && !IsTextConstant(list)) + unknown.Count == 0;
    }

    private bool IsTextConstant(NameSyntax name)
    {
        if (scope.Constants.TryGetValue(name.Name, out var constant) && constant.Type == ExpressionValueType.Text)
        {
            _parameters[name.Name] = constant;
            return true;
        }

        errors.Report(
            name.Position.Offset, name.Length, $"{source.Quote(name)} is no parameter that is a text",
            "label values are texts in parentheses, or a parameter that lists them, separated by commas");
        return false;
    }

    private void ReportLabel(int offset, string label, string owner, LabelSet labels) => errors.Report(
        offset,
        label.Length,
        $"{owner} has no label {SourceText.Quote(label)}",
        labels.IsEmpty ? "it has no labels; write it without" : Names.DidYouMean(label, labels.Names) ?? $"it has {labels}");

    private Bound BindParameter(NameSyntax name, in ExpressionConstant constant)
    {
        if (!double.IsFinite(constant.Number))
        {
            return Refuse(name, $"the value of {source.Quote(name)} is not a finite number", "give the parameter or threshold a value that is one");
        }

        if (!TryUnit(name, constant.Type, constant.Unit, out var unit))
        {
            return Bound.Unknown;
        }

        _parameters[name.Name] = constant;
        return new Bound(
            Emit(name, new Instruction(Operation.Parameter, constant.Type) { Text = name.Name }), constant.Type, unit, LabelSet.None);
    }

    private bool TryUnit(NameSyntax name, ExpressionValueType type, string text, out Unit unit)
    {
        if (Unit.TryParse(text, out unit) && (type == ExpressionValueType.Number || unit == Unit.None))
        {
            return true;
        }

        var (message, suggestion) = unit == Unit.None || type == ExpressionValueType.Number
            ? ($"{source.Quote(name)} is declared with {SourceText.Quote(text)}, which is not a unit", UnitHints.For(text))
            : ($"{source.Quote(name)} is {Messages.Noun(type)} and cannot have the unit {SourceText.Quote(text)}", "declare it without a unit");
        errors.Report(name, message, suggestion);
        return false;
    }

    // a-b is one name; when only a and b exist, a subtraction was meant.
    private string HintForName(string name)
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
            : Names.DidYouMean(name, [.. scope.Inputs.Keys, .. scope.Constants.Keys, "true", "false"])
                ?? Names.List("the names are", [.. scope.Inputs.Keys, .. scope.Constants.Keys], "there are no names here; write a value");
    }

    private bool IsKnown(string name) => scope.Inputs.ContainsKey(name) || scope.Constants.ContainsKey(name);
}
