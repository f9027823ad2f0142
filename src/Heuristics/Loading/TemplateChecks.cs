using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Whether a reference of a template is known; if not, what it should have been.</summary>
internal readonly record struct ReferenceCheck(bool IsKnown, string What, IEnumerable<string> Candidates)
{
    public static ReferenceCheck Known { get; } = new(true, "", []);

    public static ReferenceCheck Unknown(string what, IEnumerable<string> candidates) => new(false, what, candidates);
}

internal static class TemplateChecks
{
    /// <summary>Reports malformed templates, unknown references, and expressions where none are allowed.</summary>
    public static Template Check(SourceScalar node, Func<string, ReferenceCheck> known, ErrorList errors, bool expressions = false)
    {
        var template = Template.Parse(node.Value);
        foreach (var error in template.Errors)
        {
            errors.AddInside(node, error.Offset, error.Message, error.Suggestion);
        }

        foreach (var part in template.Parts)
        {
            switch (part.Kind)
            {
                case TemplatePartKind.Reference when known(part.Text) is { IsKnown: false } check:
                    errors.AddInside(
                        node, part.Offset, $"'{part.Text}' is no {check.What}", Suggestions.DidYouMean(part.Text, check.Candidates) ?? Suggestions.Known(check.Candidates));
                    break;
                case TemplatePartKind.Expression when !expressions:
                    errors.AddInside(node, part.Offset, "expressions are only allowed in the text of a symptom", "write {{= for the characters themselves");
                    break;
            }
        }

        return template;
    }
}
