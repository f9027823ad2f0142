using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace RouterAlertAssurance.Heuristics.Templates;

/// <summary>What a part of a template stands for.</summary>
public enum TemplatePartKind
{
    /// <summary>Text as it is.</summary>
    Literal,

    /// <summary><c>{name}</c> or <c>{name.field}</c>.</summary>
    Reference,

    /// <summary><c>{=expression}</c>.</summary>
    Expression,
}

/// <param name="Kind">What it stands for.</param>
/// <param name="Text">The literal, the name, or the expression without its braces.</param>
/// <param name="Offset">Where <paramref name="Text"/> begins in the template, in UTF-16 code units.</param>
public sealed record TemplatePart(TemplatePartKind Kind, string Text, int Offset);

/// <summary>Why a template was refused.</summary>
public sealed record TemplateError(int Offset, string Message, string Suggestion);

/// <summary>
/// Text with places to fill in: <c>{interface}</c> a parameter, <c>{hop.interface}</c> a field of a fact, <c>{device.os}</c> a characteristic,
/// <c>{=expression}</c> a computed value. <c>{{</c> and <c>}}</c> stand for the braces themselves.
/// </summary>
public sealed class Template
{
    // Rules are filled in many times, and their texts live as long as their package.
    private static readonly ConditionalWeakTable<string, Template> Parsed = [];

    private Template(string source, ImmutableArray<TemplatePart> parts, ImmutableArray<TemplateError> errors)
    {
        Source = source;
        Parts = parts;
        Errors = errors;
    }

    /// <summary>The text it was parsed from.</summary>
    public string Source { get; }

    public ImmutableArray<TemplatePart> Parts { get; }

    /// <summary>Empty for a well-formed template; the parts of a malformed one are what could be read.</summary>
    public ImmutableArray<TemplateError> Errors { get; }

    /// <summary>Names that must be known to fill it in.</summary>
    public IEnumerable<string> References => Parts.Where(part => part.Kind == TemplatePartKind.Reference).Select(part => part.Text);

    /// <summary>Expressions that must be computed to fill it in.</summary>
    public IEnumerable<string> Expressions => Parts.Where(part => part.Kind == TemplatePartKind.Expression).Select(part => part.Text);

    /// <summary>Never throws; see <see cref="Errors"/>.</summary>
    public static Template Parse(string text)
    {
        var (parts, errors) = TemplateParser.Parse(text);
        return new Template(text, parts, errors);
    }

    /// <summary>Parses and fills in at once, for templates that were checked when their package was loaded.</summary>
    public static string? Render(string text, Func<string, string?> lookup, Func<string, string?>? expression = null) =>
        Parsed.GetValue(text, Parse).Render(lookup, expression);

    /// <summary>Fills in. Null as soon as a place has no value.</summary>
    /// <param name="lookup">Value of a reference, or null.</param>
    /// <param name="expression">Value of an expression, or null; leave out where the template has none.</param>
    public string? Render(Func<string, string?> lookup, Func<string, string?>? expression = null)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        if (Parts is [{ Kind: TemplatePartKind.Reference } only])
        {
            return lookup(only.Text);
        }

        var result = new StringBuilder(Source.Length);
        foreach (var part in Parts)
        {
            var value = part.Kind switch
            {
                TemplatePartKind.Literal => part.Text,
                TemplatePartKind.Reference => lookup(part.Text),
                _ => expression?.Invoke(part.Text),
            };
            if (value is null)
            {
                return null;
            }

            result.Append(value);
        }

        return result.ToString();
    }
}
