using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Warns of inputs and thresholds that no expression of their type uses: a symptom was forgotten, or they are read and set for nothing.</summary>
internal static class UnusedNames
{
    public static void Check(TypeDraft draft, NodeType type, ErrorList errors)
    {
        var used = type.Symptoms.SelectMany(symptom => symptom.Expressions).SelectMany(expression => expression.InputNames.Concat(expression.ConstantNames)).ToHashSet(StringComparer.Ordinal);
        foreach (var (section, what) in new[] { ("inputs", "input"), ("thresholds", "threshold") })
        {
            foreach (var entry in draft.Reader.Entries(section).Where(entry => !used.Contains(entry.Key.Value)))
            {
                errors.Warn(entry.Place, $"no symptom uses the {what} '{entry.Key.Value}'", "use it in a symptom, or leave it out");
            }
        }
    }
}
