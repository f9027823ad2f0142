using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>Turns what System.Text.Json says about a body into a <see cref="FieldError"/>, without names of .NET types.</summary>
public static partial class JsonErrors
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["System.String"] = "a string",
        ["System.Boolean"] = "true or false",
        ["System.Byte"] = "an integer 0..255",
        ["System.Int16"] = "an integer",
        ["System.Int32"] = "an integer",
        ["System.Int64"] = "an integer",
        ["System.UInt32"] = "a non-negative integer",
        ["System.UInt64"] = "a non-negative integer",
        ["System.Double"] = "a number",
        ["System.Decimal"] = "a number",
        ["System.DateTimeOffset"] = "a date and time such as 2025-01-31T12:00:00Z",
        ["System.TimeSpan"] = "a duration",
        ["System.Guid"] = "a UUID",
        ["System.Uri"] = "a URI",
    };

    /// <summary>Describes the exception; line and column count from 1.</summary>
    public static FieldError Describe(JsonException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var message = exception.Message;
        var cut = message.IndexOf(" Path: ", StringComparison.Ordinal);
        message = Friendly(cut < 0 ? message : message[..cut]);
        cut = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        message = (cut < 0 ? message : message[..cut]).TrimEnd('.');
        return new FieldError(
            ToPointer(exception.Path),
            message,
            exception.LineNumber is { } line ? (int)line + 1 : null,
            exception.BytePositionInLine is { } position ? (int)position + 1 : null);
    }

    private static string Friendly(string message)
    {
        if (NotConvertible().Match(message) is { Success: true } conversion)
        {
            var type = conversion.Groups["type"].Value;
            return Kinds.TryGetValue(type, out var kind) ? $"expected {kind}"
                : type.Contains("List", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal) || type.Contains("ImmutableArray", StringComparison.Ordinal) ? "expected an array"
                : type.Contains("Dictionary", StringComparison.Ordinal) ? "expected an object"
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

    [GeneratedRegex(@"could not be converted to (?:System\.Nullable`1\[)?(?<type>[^\s\]]+?)\]?\.?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex NotConvertible();

    [GeneratedRegex("missing required properties including: (?<names>.+?)\\.?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Missing();

    [GeneratedRegex("The JSON property '(?<name>.*)' could not be mapped", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 200)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"\['(?<quoted>.*?)'\](?=[.\[]|$)|\[(?<index>\d+)\]|\.(?<name>[^.\[]+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 200)]
    private static partial Regex Segment();
}
