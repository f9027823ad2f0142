using System.Globalization;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

internal static class ThresholdReader
{
    public static ThresholdDefinition? Read(SourceEntry entry, TypeScope scope)
    {
        var errors = scope.Errors;
        if (MappingReader.Open(entry.Value, "a threshold", PackageKeys.Threshold, errors) is not { } reader
            || !reader.CheckName(entry.Key)
            || reader.Scalar("value", required: true) is not { } scalar
            || Constant(scalar, errors) is not { } value)
        {
            return null;
        }

        return new ThresholdDefinition(entry.Key.Value, value, Profiles(reader, value, scope), reader.Text("description"));
    }

    private static Dictionary<string, ExpressionConstant> Profiles(MappingReader reader, ExpressionConstant value, TypeScope scope)
    {
        var errors = scope.Errors;
        var profiles = new Dictionary<string, ExpressionConstant>(StringComparer.Ordinal);
        foreach (var entry in reader.Entries("profiles"))
        {
            if (!reader.CheckName(entry.Key) || reader.AsScalar(entry.Value, entry.Key.Value) is not { } scalar
                || Constant(scalar, errors) is not { } constant)
            {
                continue;
            }

            if (!scope.Profiles.Contains(entry.Key.Value))
            {
                scope.TellUnknownProfile(entry.Key);
            }

            if (constant.Type != value.Type || constant.Unit != value.Unit)
            {
                errors.Add(scalar, "a profile must have the type and unit of the value", value.Unit.Length > 0 ? $"write it in {value.Unit}" : $"write a {value.Type.ToString().ToLowerInvariant()} without a unit");
            }

            profiles[entry.Key.Value] = constant;
        }

        return profiles;
    }

    /// <summary>A quoted scalar is text; a plain one is a boolean, or a number with an optional unit, or text. Null, with an error, where it is none.</summary>
    public static ExpressionConstant? Constant(SourceScalar scalar, ErrorList errors)
    {
        var text = scalar.Value.Trim();
        if (scalar.Notation != ScalarNotation.Plain)
        {
            return ExpressionConstant.Of(scalar.Value);
        }

        if (text is "true" or "false")
        {
            return ExpressionConstant.Of(text == "true");
        }

        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or '-' or '+').Count();
        if (digits == 0)
        {
            return ExpressionConstant.Of(text);
        }

        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            errors.Add(scalar, $"'{Suggestions.Shorten(text)}' is not a number", "such as 0.5, 5 % or 10 ms");
            return null;
        }

        var unit = text[digits..].Trim();
        return unit.Length == 0 || ExpressionChecks.CheckUnit(scalar, unit, errors) ? ExpressionConstant.Of(number, unit) : null;
    }
}
