using System.Buffers;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Loading;

internal static class SymptomReader
{
    private static readonly SearchValues<char> OfPaths = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/#-");

    private const int HighestWeight = 100;

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
        var forEach = LabelSet.Of(reader.NameList("for-each"));
        var when = condition is null
            ? null
            : ExpressionChecks.Compile(
                condition, 0, condition.Value, expressions, new ExpectedResult(ExpressionValueType.Boolean), forEach, Unreadable(draft, expressions), scope.Errors);
        if (when is not null)
        {
            ConstantChecks.CheckCondition(condition!, when, expressions, scope.Errors);
        }

        CheckSeries(reader, when, forEach, scope.Errors);
        var broken = reader.Boolean("broken", fallback: false);
        var weightExpression = WeightExpression(reader, draft, expressions, forEach, scope.Errors);
        var weight = IsExpression(reader) ? HighestWeight : reader.Integer("weight", 0, HighestWeight, broken ? HighestWeight : 0, required: !broken);
        if (broken && weight == 0)
        {
            scope.Errors.Add(reader.Find("weight")!, "a broken symptom needs a weight above 0", "leave the weight out");
        }

        var texts = Texts(reader, draft, expressions, forEach, scope.Errors);
        return name is null || when is null ? null : new SymptomDefinition
        {
            Name = name,
            Id = $"{scope.Package}/{draft.Name}.{name}",
            When = when,
            Weight = weight,
            WeightExpression = weightExpression,
            ForEach = forEach,
            Flapping = Flapping(reader, scope.Errors),
            Runbook = Runbook(reader, scope.Errors),
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

    // A whole number is a weight, anything else the expression of one.
    private static bool IsExpression(MappingReader reader) =>
        reader.Find("weight") is SourceScalar { Value: var text } && !text.All(c => char.IsAsciiDigit(c) || c == '-');

    private static CompiledExpression? WeightExpression(
        MappingReader reader, TypeDraft draft, ExpressionScope expressions, LabelSet forEach, ErrorList errors)
    {
        if (!IsExpression(reader) || reader.Scalar("weight") is not { } weight)
        {
            return null;
        }

        var compiled = ExpressionChecks.Compile(
            weight, 0, weight.Value, expressions, new ExpectedResult(ExpressionValueType.Number, ""), forEach, Unreadable(draft, expressions), errors);
        if (compiled is not null)
        {
            ConstantChecks.CheckWeight(weight, compiled, draft.Reader.Entries("thresholds").Select(entry => entry.Key.Value), errors);
        }

        return compiled;
    }

    // Operators follow the link from a page of ours: nothing that would run there.
    private static string Runbook(MappingReader reader, ErrorList errors)
    {
        if (reader.Scalar("runbook") is not { } runbook)
        {
            return "";
        }

        var isAddress = Uri.TryCreate(runbook.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        if (!isAddress && !IsPath(runbook.Value))
        {
            errors.Add(runbook, $"'{Suggestions.Shorten(runbook.Value)}' is no address of a page", "such as https://example.net/runbooks/loss or docs/runbooks/base.md#loss");
        }

        return runbook.Value;
    }

    // Beside the package: no way out of its repository.
    private static bool IsPath(string text) =>
        text is [not ('/' or '#' or '.'), ..] && !text.Contains("..", StringComparison.Ordinal) && !text.AsSpan().ContainsAnyExcept(OfPaths);

    private static void CheckSeries(MappingReader reader, CompiledExpression? when, LabelSet forEach, ErrorList errors)
    {
        if (when is not null && !when.Labels.Equals(forEach))
        {
            errors.Add(
                reader.Find("for-each")!,
                when.Labels.IsEmpty ? "the condition has one value only" : $"the condition has a value for each {when.Labels}",
                when.Labels.IsEmpty ? "leave 'for-each' out" : $"for-each: [{when.Labels}]");
        }
    }

    private static FlappingRule Flapping(MappingReader reader, ErrorList errors) =>
        reader.Find("flapping") is { } node && MappingReader.Open(node, "a flapping rule", PackageKeys.Flapping, errors) is { } rule
            ? new FlappingRule(
                rule.Integer("count", 0, 100, FlappingRule.Default.Count, required: true), rule.Duration("within", FlappingRule.Default.Within))
            : FlappingRule.Default;

    private static Dictionary<string, CompiledExpression> Texts(
        MappingReader reader, TypeDraft draft, ExpressionScope expressions, LabelSet forEach, ErrorList errors)
    {
        var compiled = new Dictionary<string, CompiledExpression>(StringComparer.Ordinal);
        if (reader.Scalar("text") is not { } text)
        {
            return compiled;
        }

        var known = draft.Parameters.Select(parameter => parameter.Name).Concat(forEach.Names).ToList();
        var template = TemplateChecks.Check(
            text, name => known.Contains(name) ? ReferenceCheck.Known : ReferenceCheck.Unknown("parameter", known), errors, expressions: true);
        foreach (var part in template.Parts.Where(part => part.Kind == TemplatePartKind.Expression && !compiled.ContainsKey(part.Text)))
        {
            if (ExpressionChecks.Compile(
                text, part.Offset, part.Text, expressions, default, forEach, Unreadable(draft, expressions), errors) is { } expression)
            {
                compiled[part.Text] = expression;
            }
        }

        return compiled;
    }

    private static HashSet<string> Unreadable(TypeDraft draft, ExpressionScope expressions) =>
        [.. draft.Reader.Entries("inputs").Select(entry => entry.Key.Value).Where(name => !expressions.Inputs.ContainsKey(name))];
}
