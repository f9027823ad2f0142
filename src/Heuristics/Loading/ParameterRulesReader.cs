using System.Globalization;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Reads what a parameter's values must be beside their type: <c>pattern</c>, <c>minimum</c>, <c>maximum</c>, <c>values</c>.</summary>
internal static class ParameterRulesReader
{
    public static ParameterRules Read(MappingReader reader, ParameterType type, ErrorList errors)
    {
        var (minimum, maximum) = (Bound(reader, "minimum", type, errors), Bound(reader, "maximum", type, errors));
        if (minimum > maximum)
        {
            errors.Add(reader.Find("maximum")!, $"the maximum {maximum} is less than the minimum {minimum}", "exchange them");
        }

        var rules = new ParameterRules { Pattern = Pattern(reader, type, errors), Minimum = minimum, Maximum = maximum, Values = Values(reader, type, errors) };
        if (rules.Values.Count > 0 && (rules.Pattern is not null || minimum is not null || maximum is not null))
        {
            errors.Add(reader.Find("values")!, "values that are listed need no other rule", "leave out pattern, minimum and maximum");
        }

        return rules.Values.Count > 0 ? new() { Values = rules.Values } : rules;
    }

    private static string? Pattern(MappingReader reader, ParameterType type, ErrorList errors)
    {
        if (reader.Scalar("pattern") is not { } scalar)
        {
            return null;
        }

        var error = type == ParameterType.Text ? ParameterRules.CheckPattern(scalar.Value) : "only a parameter of type text has a pattern";
        if (error is not null)
        {
            errors.Add(scalar, error, "such as pattern: '[a-z][a-z0-9-]*'");
        }

        return error is null ? scalar.Value : null;
    }

    private static long? Bound(MappingReader reader, string key, ParameterType type, ErrorList errors)
    {
        if (reader.Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (type == ParameterType.Integer && long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        errors.Add(scalar, type == ParameterType.Integer ? $"'{Suggestions.Shorten(scalar.Value)}' is not a whole number" : $"only a parameter of type integer has a {key}", type == ParameterType.Integer ? $"such as {key}: 1" : "leave it out, or write type: integer");
        return null;
    }

    private static List<string> Values(MappingReader reader, ParameterType type, ErrorList errors)
    {
        var values = new List<string>();
        if (reader.Find("values") is { } node && type is not (ParameterType.Text or ParameterType.Integer))
        {
            errors.Add(node, "only a parameter of type text or integer can list its values", "leave the list out");
            return values;
        }

        foreach (var item in reader.Items("values"))
        {
            if (reader.AsScalar(item, "values") is not { } scalar)
            {
                continue;
            }

            var canonical = ParameterValues.Canonicalise(type, scalar.Value);
            if ((canonical.Error ?? (values.Contains(canonical.Value) ? $"'{Suggestions.Shorten(scalar.Value)}' is given twice" : null)) is { } error)
            {
                errors.Add(scalar, error, $"each value once, of type {ParameterTypes.Word(type)}");
            }
            else
            {
                values.Add(canonical.Value);
            }
        }

        if (reader.Find("values") is SourceSequence { Items.Count: 0 } empty)
        {
            errors.Add(empty, "an empty list would allow nothing", "leave it out, or name what is allowed");
        }

        return values;
    }
}
