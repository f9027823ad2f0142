using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>Turns what System.Text.Json says about a body into a <see cref="FieldError"/>, without names of .NET types.</summary>
public static partial class JsonErrors
{
    /// <summary>Describes the exception; line and column count from 1.</summary>
    /// <param name="exception">What the serializer threw.</param>
    /// <param name="type">The type that was read; with it the description names what was expected.</param>
    public static FieldError Describe(JsonException exception, JsonTypeInfo? type = null)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var message = exception.Message;
        var cut = message.IndexOf(" Path: ", StringComparison.Ordinal);
        var pointer = ToPointer(exception.Path);
        message = Friendly(cut < 0 ? message : message[..cut], type, pointer);
        cut = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        message = (cut < 0 ? message : message[..cut]).TrimEnd('.');
        return new FieldError(
            pointer,
            message,
            exception.LineNumber is { } line ? (int)line + 1 : null,
            exception.BytePositionInLine is { } position ? (int)position + 1 : null);
    }

    private static string Friendly(string message, JsonTypeInfo? type, string pointer)
    {
        if (message.Contains("could not be converted to", StringComparison.Ordinal))
        {
            return type is not null && JsonExpectation.At(type, pointer) is { } expected
                ? $"expected {expected}"
                : "the value is not of the expected kind, or not one of the allowed values";
        }

        if (Missing().Match(message) is { Success: true } missing)
        {
            return $"missing: {missing.Groups["names"].Value}";
        }

        if (Unknown().Match(message) is { Success: true } unknown)
        {
            return $"unknown name '{unknown.Groups["name"].Value}'";
        }

        return message.Contains("maximum allowed depth", StringComparison.Ordinal) || message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? "nested too deeply"
            : message;
    }

    /// <summary>Turns the path of a <see cref="JsonException"/> (<c>$.a[0]['b c']</c>) into a JSON pointer (<c>/a/0/b c</c>).</summary>
    internal static string ToPointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (Match segment in Segment().Matches(path ?? ""))
        {
            var text = segment.Groups["quoted"] is { Success: true } quoted ? quoted.Value
                : segment.Groups["index"] is { Success: true } index ? index.Value
                : segment.Groups["name"].Value;
            pointer.Append('/').Append(text.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    [GeneratedRegex("missing required properties including: (?<names>.+?)\\.?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Missing();

    [GeneratedRegex("The JSON property '(?<name>.*)' could not be mapped", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 200)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"\['(?<quoted>.*?)'\](?=[.\[]|$)|\[(?<index>\d+)\]|\.(?<name>[^.\[]+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 200)]
    private static partial Regex Segment();
}
