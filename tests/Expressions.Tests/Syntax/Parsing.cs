using RouterAlertAssurance.Expressions.Syntax;

namespace RouterAlertAssurance.Expressions.Tests.Syntax;

internal static class Parsing
{
    public static (SyntaxNode Root, IReadOnlyList<ExpressionError> Errors) Parse(string text)
    {
        var source = new SourceText(text);
        var errors = new ErrorList(source);
        var root = Parser.Parse(source, errors);
        return (root, errors.InOrder());
    }

    public static SyntaxNode ParseSound(string text)
    {
        var (root, errors) = Parse(text);
        errors.ShouldBeEmpty(text);
        return root;
    }

    /// <summary>The tree with every operator in parentheses, written without the printer under test.</summary>
    public static string Shape(SyntaxNode node) => node switch
    {
        NumberSyntax number => number.Unit.Length == 0 ? $"{number.Value:R}" : $"{number.Value:R}[{number.Unit}]",
        TextSyntax text => $"<{text.Value}>",
        BooleanSyntax boolean => boolean.Value ? "T" : "F",
        NameSyntax name => name.Name,
        UnarySyntax unary => $"({unary.Operator} {Shape(unary.Operand)})",
        BinarySyntax binary => $"({binary.Operator} {Shape(binary.Left)} {Shape(binary.Right)})",
        CallSyntax call => $"{call.Function}({string.Join(' ', call.Arguments.Select(Shape))})",
        ConditionalSyntax conditional => $"(If {Shape(conditional.Condition)} {Shape(conditional.Then)} {Shape(conditional.Otherwise)})",
        MembershipSyntax membership => $"({(membership.IsNegated ? "NotIn" : "In")} {Shape(membership.Value)} {string.Join(' ', membership.Options.Select(Shape))})",
        SelectionSyntax selection => $"{selection.Input.Name}[{string.Join(' ', selection.Conditions.Select(Shape))}]",
        OverSyntax over => $"(Over {Shape(over.Operand)} {Shape(over.Span)})",
        GroupingSyntax grouping => $"({(grouping.IsWithout ? "Without" : "By")} {Shape(grouping.Operand)} {string.Join(' ', grouping.Labels.Select(Shape))})",
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static string Shape(LabelConditionSyntax condition) =>
        $"({condition.Label} {(condition.IsNegated ? "NotIn" : "In")} {string.Join(' ', condition.Values.Select(value => $"<{value}>"))})";
}
