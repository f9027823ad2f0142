using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>A template whose names are places: parameters of the node by their order, fields of facts by the order of their queries.</summary>
internal sealed class BoundTemplate
{
    private readonly ImmutableArray<Part> _parts;

    private BoundTemplate(ImmutableArray<Part> parts) => _parts = parts;

    /// <summary>Whether it is the same for a node whatever facts are bound.</summary>
    public bool IsOfNodeAlone => _parts.All(part => part.Query < 0);

    /// <param name="text">A template that was checked when its package was loaded.</param>
    /// <param name="parameters">Names of the parameters.</param>
    /// <param name="queries">Names that the queries bind their rows to; where two have the same, the first counts.</param>
    public static BoundTemplate Of(string text, IReadOnlyList<string> parameters, IReadOnlyList<string> queries) =>
        new([.. Template.Parse(text).Parts.Select(part => Bind(part, parameters, queries))]);

    /// <summary>Null as soon as a place has no value.</summary>
    public string? Render(RuleBinding binding)
    {
        if (_parts.Length == 1)
        {
            return Value(_parts[0], binding);
        }

        var values = new string[_parts.Length];
        for (var at = 0; at < values.Length; at++)
        {
            if (Value(_parts[at], binding) is not { } value)
            {
                return null;
            }

            values[at] = value;
        }

        return string.Concat(values);
    }

    private static Part Bind(TemplatePart part, IReadOnlyList<string> parameters, IReadOnlyList<string> queries)
    {
        if (part.Kind != TemplatePartKind.Reference)
        {
            // Rules compute nothing: an expression has no value here.
            return new(part.Kind == TemplatePartKind.Literal ? part.Text : null, -1, -1);
        }

        var dot = part.Text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new(null, IndexOf(parameters, part.Text), -1)
            : IndexOf(queries, part.Text[..dot]) is >= 0 and var query ? new(part.Text[(dot + 1)..], -1, query)
            : new(null, -1, -1);
    }

    private static string? Value(Part part, RuleBinding binding) =>
        part.Parameter >= 0 ? binding.Values[part.Parameter]
        : part.Query >= 0 ? binding.Facts[part.Query]?[part.Text!]
        : part.Text;

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A literal, a parameter, or a field of a row; none of them has no value.</summary>
    private readonly record struct Part(string? Text, int Parameter, int Query);
}
