using System.Globalization;
using System.Text;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Documentation;

/// <summary>What a type is, what it reads, what it finds wrong, and what it depends on.</summary>
internal static class TypeSection
{
    public static void Write(StringBuilder page, NodeType type)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {type.Name}\n");
        Markdown.Paragraph(page, type.Description);
        Markdown.Table(page, ["Parameter", "Type", "Meaning"], type.Parameters.Select(Parameter));
        Markdown.Table(page, ["Input", "Reads", "Required"], type.Inputs.Values.OrderBy(input => input.Name, StringComparer.Ordinal).Select(Input));
        Thresholds(page, type);
        foreach (var symptom in type.Symptoms)
        {
            Symptom(page, symptom);
        }

        Markdown.List(page, "Depends on:", type.Dependencies.Select(RuleSentence.Of));
        Markdown.List(page, "Groups:", type.Groups.Select(RuleSentence.Of));
        Markdown.NotSupported(page, type.NotSupported);
    }

    private static string[] Parameter(ParameterDefinition parameter)
    {
        var rules = parameter.Rules;
        IEnumerable<string?> facts =
        [
            rules.Values.Count > 0 ? $"one of {string.Join(", ", rules.Values)}" : null,
            rules.Pattern is { } pattern ? $"matches {Markdown.Code(pattern)}" : null,
            rules.Minimum is { } minimum ? $"at least {minimum}" : null,
            rules.Maximum is { } maximum ? $"at most {maximum}" : null,
            parameter.Required ? null : "optional",
            parameter.Default is { } value ? $"default {value}" : null,
        ];
        return [Markdown.Code(parameter.Name), string.Join("; ", facts.OfType<string>().Prepend(ParameterTypes.Word(parameter.Type))), parameter.Description];
    }

    private static string[] Input(InputBinding input) => [Markdown.Code(input.Name), input.Fact is { } fact ? RuleSentence.Of(fact) : Markdown.Code(input.Metric), input.Required ? "yes" : "no"];

    private static void Thresholds(StringBuilder page, NodeType type)
    {
        var profiles = type.Thresholds.Values.SelectMany(threshold => threshold.Profiles.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Markdown.Table(
            page,
            ["Threshold", "Default", .. profiles, "Meaning"],
            type.Thresholds.Values.OrderBy(threshold => threshold.Name, StringComparer.Ordinal).Select(threshold => (string[])
            [
                Markdown.Code(threshold.Name),
                Constant(threshold.Value),
                .. profiles.Select(profile => threshold.Profiles.TryGetValue(profile, out var value) ? Constant(value) : ""),
                threshold.Description,
            ]));
    }

    private static string Constant(ExpressionConstant constant) => constant.Type switch
    {
        ExpressionValueType.Boolean => constant.Number > 0 ? "true" : "false",
        ExpressionValueType.Text => constant.Text ?? "",
        _ => $"{constant.Number.ToString(CultureInfo.InvariantCulture)} {constant.Unit}".TrimEnd(),
    };

    private static void Symptom(StringBuilder page, SymptomDefinition symptom)
    {
        IEnumerable<string?> facts =
        [
            symptom.Broken ? "broken: the score is 0"
                : symptom.WeightExpression is { } weight ? $"as many points as {Markdown.Code(weight.Text)} gives, at most {symptom.Weight}"
                : $"{symptom.Weight} points",
            symptom.ForEach.IsEmpty ? null : $"one for each {symptom.ForEach}",
            symptom.Local ? "local: not seen by what depends on it" : null,
            symptom.Level == MonitoringLevel.Advanced ? "on level advanced only" : null,
            symptom.RaiseAfter > TimeSpan.Zero ? $"raised after {Markdown.Duration(symptom.RaiseAfter)}" : null,
            symptom.ClearAfter > TimeSpan.Zero ? $"cleared after {Markdown.Duration(symptom.ClearAfter)}" : null,
            symptom.Flapping == FlappingRule.Default ? null : Flapping(symptom.Flapping),
        ];
        page.Append(CultureInfo.InvariantCulture, $"\n#### {symptom.Name}\n");
        Markdown.Paragraph(page, symptom.Description);
        IEnumerable<string> lines = [$"when {Markdown.Code(symptom.When.Text)}", string.Join(", ", facts.OfType<string>()), $"says {Markdown.Code(symptom.Text)}"];
        Markdown.List(page, $"Symptom {Markdown.Code(symptom.Id)}:", symptom.Runbook.Length > 0 ? [.. lines, $"what to do: {symptom.Runbook}"] : lines);
    }

    private static string Flapping(FlappingRule rule) => rule.Count <= 0
        ? "never held open"
        : $"held open when raised {rule.Count} times in {Markdown.Duration(rule.Within)}";
}
