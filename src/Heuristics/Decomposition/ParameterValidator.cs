using System.Collections.Immutable;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>An error of one field of a definition.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the definition, such as <c>/parameters/address1</c>.</param>
/// <param name="Detail">What is wrong.</param>
public sealed record FieldError(string Pointer, string Detail);

/// <summary>Outcome of a validation.</summary>
/// <param name="Values">Canonical values, defaults filled in; optional parameters without a value are empty. Empty when there are errors.</param>
/// <param name="Errors">Every error, by the order of the parameters, unknown names last.</param>
public sealed record ParameterValidation(ImmutableSortedDictionary<string, string> Values, IReadOnlyList<FieldError> Errors)
{
    public bool IsValid => Errors.Count == 0;
}

/// <summary>Checks the parameters of a definition against its type.</summary>
public static class ParameterValidator
{
    /// <summary>Checks names, presence and types, and brings values into canonical spelling.</summary>
    /// <param name="type">The type the definition is of.</param>
    /// <param name="values">Values as given.</param>
    /// <param name="devices">Known devices; when given, a parameter of type device must be one of them.</param>
    public static ParameterValidation Validate(
        NodeType type, IReadOnlyDictionary<string, string> values, IReadOnlyCollection<string>? devices = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(values);
        var canonical = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var errors = new List<FieldError>();
        foreach (var parameter in type.Parameters)
        {
            canonical[parameter.Name] = Value(parameter, values, devices, errors);
        }

        AddUnknown(type, values.Keys.Where(name => type.Parameters.All(parameter => parameter.Name != name)), errors);
        return new ParameterValidation(errors.Count == 0 ? canonical.ToImmutable() : canonical.ToImmutable().Clear(), errors);
    }

    private static void AddUnknown(NodeType type, IEnumerable<string> unknown, List<FieldError> errors)
    {
        foreach (var name in unknown.Order(StringComparer.Ordinal))
        {
            errors.Add(new FieldError(
                Pointer(name),
                With($"'{type.Name}' has no parameter '{Suggestions.Shorten(name)}'", Suggestions.DidYouMean(name, [.. type.Parameters.Select(parameter => parameter.Name)]))));
        }
    }

    private static string Value(
        ParameterDefinition parameter, IReadOnlyDictionary<string, string> values, IReadOnlyCollection<string>? devices, List<FieldError> errors)
    {
        var text = values.GetValueOrDefault(parameter.Name);
        if (string.IsNullOrEmpty(text))
        {
            text = parameter.Default;
        }

        if (text is null)
        {
            if (parameter.Required)
            {
                errors.Add(new FieldError(Pointer(parameter.Name), $"required: {parameter.Description}".TrimEnd(' ', ':')));
            }

            return "";
        }

        var canonical = ParameterValues.Canonicalise(parameter.Type, text);
        if ((canonical.Error ?? parameter.Rules.Refuses(canonical.Value)) is { } error)
        {
            errors.Add(new FieldError(Pointer(parameter.Name), error));
        }
        else if (parameter.Type == ParameterType.Device && devices is not null && !devices.Contains(canonical.Value))
        {
            errors.Add(new FieldError(Pointer(parameter.Name), With($"there is no device '{Suggestions.Shorten(text)}'", Suggestions.DidYouMean(text, devices))));
        }

        return canonical.Value;
    }

    private static string With(string detail, string? suggestion) => suggestion is null ? detail : $"{detail}; {suggestion}";

    private static string Pointer(string name) =>
        "/parameters/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
