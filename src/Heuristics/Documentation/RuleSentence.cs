using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Heuristics.Documentation;

/// <summary>A decomposition rule in words.</summary>
internal static class RuleSentence
{
    public static string Of(DependencyRule rule)
    {
        IEnumerable<string> parts =
        [
            $"{Markdown.Code(rule.Subservice)} with {string.Join(", ", rule.With.Select(with => $"{with.Key} {Markdown.Code(with.Value)}"))}",
            .. rule.Each.Select(query => $"for each {Rows(query)}"),
            .. rule.IfExists.Select(query => $"only if there is a {Rows(query)}"),
            .. rule.UnlessExists.Select(query => $"not if there is a {Rows(query)}"),
        ];
        var sentence = string.Join("; ", parts);
        var group = rule.Group.Length > 0 ? $", in group {Markdown.Code(rule.Group)}" : "";
        var transform = rule.Transform is { } points ? $", counted through {Markdown.Code(points.ToString())}" : "";
        return $"{sentence}{group}{transform}{(rule.Type == DependencyType.Informational ? ", for information only" : "")}";
    }

    public static string Of(DependencyGroup group) => $"{Markdown.Code(group.Name)}: " + group.Combination switch
    {
        GroupCombination.Any => "the best member counts",
        GroupCombination.AtLeast => $"at least {group.Minimum} members must be well",
        GroupCombination.Weighted => "the mean of the members counts",
        _ => "the worst member counts",
    };

    public static string Of(FactInput fact)
    {
        var series = fact.Metric.Labels.IsEmpty ? "" : $", one series for each {fact.Metric.Labels}";
        return $"{Markdown.Code(fact.Field)} of the fact {Rows(fact.Query)}{series}";
    }

    private static string Rows(FactQuery query)
    {
        var name = query.As.Length > 0 ? $" {Markdown.Code(query.As)}" : "";
        var where = query.Where.Count > 0 ? " where " + string.Join(" and ", query.Where.Select(Condition)) : "";
        return $"{query.Relation}{name}{where}";
    }

    private static string Condition(FactCondition condition) => condition.Comparison switch
    {
        FactComparison.NotEqual => $"{condition.Field} is not {Markdown.Code(condition.Value)}",
        FactComparison.LongestMatch => $"{condition.Field} is the longest one that contains {Markdown.Code(condition.Value)}",
        _ => $"{condition.Field} is {Markdown.Code(condition.Value)}",
    };
}
