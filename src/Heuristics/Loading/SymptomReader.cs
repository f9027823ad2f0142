using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Loading;

internal static class SymptomReader
{
    public static List<SymptomDefinition> Read(TypeDraft draft, ExpressionScope expressions, TypeScope scope)
    {
        var nodes = draft.Reader.Items("symptoms");
        var symptoms = nodes.Select(node => ReadSymptom(node, draft, expressions, scope)).OfType<SymptomDefinition>().ToList();
        Duplicates.Check(nodes, "symptom", scope.Errors);
        return symptoms;
    }

    private static SymptomDefinition? ReadSymptom(SourceNode node, TypeDraft draft, ExpressionScope expressions, TypeScope scope)
    {
        if (MappingReader.Open(node, "a symptom", PackageKeys.Symptom, scope.Errors) is not { } reader)
        {
            return null;
        }

        var name = reader.Name("name", required: true);
        var condition = reader.Scalar("when", required: true);
        var when = condition is null
            ? null
            : ExpressionChecks.Compile(condition, 0, condition.Value, expressions, ExpressionValueType.Boolean, Unreadable(draft, expressions), scope.Errors);
        var broken = reader.Boolean("broken", fallback: false);
        var weight = reader.Integer("weight", 0, 100, broken ? 100 : 0, required: !broken);
        if (broken && weight == 0)
        {
            scope.Errors.Add(reader.Find("weight")!, "a broken symptom needs a weight above 0");
        }

        var texts = Texts(reader, draft, expressions, scope.Errors);
        return name is null || when is null ? null : new SymptomDefinition
        {
            Name = name,
            Id = $"{scope.Package}/{draft.Name}.{name}",
            When = when,
            Weight = weight,
            Broken = broken,
            Level = reader.Choice("level", MonitoringLevels.ByWord, MonitoringLevel.Basic),
            Local = reader.Boolean("local", fallback: false),
            RaiseAfter = reader.Duration("raise-after", TimeSpan.Zero),
            ClearAfter = reader.Duration("clear-after", TimeSpan.Zero),
            Text = reader.Text("text", required: true),
            TextExpressions = texts,
            Description = reader.Text("description", required: true),
        };
    }

    private static Dictionary<string, CompiledExpression> Texts(MappingReader reader, TypeDraft draft, ExpressionScope expressions, ErrorList errors)
    {
        var compiled = new Dictionary<string, CompiledExpression>(StringComparer.Ordinal);
        if (reader.Scalar("text") is not { } text)
        {
            return compiled;
        }

        var known = draft.Parameters.Select(parameter => parameter.Name).ToList();
        var template = TemplateChecks.Check(
            text, name => known.Contains(name) ? ReferenceCheck.Known : ReferenceCheck.Unknown("parameter", known), errors, expressions: true);
        foreach (var part in template.Parts.Where(part => part.Kind == TemplatePartKind.Expression && !compiled.ContainsKey(part.Text)))
        {
            if (ExpressionChecks.Compile(text, part.Offset, part.Text, expressions, expected: null, Unreadable(draft, expressions), errors) is { } expression)
            {
                compiled[part.Text] = expression;
            }
        }

        return compiled;
    }

    private static HashSet<string> Unreadable(TypeDraft draft, ExpressionScope expressions) =>
        [.. draft.Reader.Entries("inputs").Select(entry => entry.Key.Value).Where(name => !expressions.Inputs.ContainsKey(name))];
}
