using System.Globalization;
using System.Text.RegularExpressions;

namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>What a parameter's values must be beside their type.</summary>
public sealed class ParameterRules
{
    private const int LongestPattern = 200;

    private Regex? _expression;

    public static ParameterRules None { get; } = new();

    /// <summary>Regular expression for the whole value, in what YANG (XML Schema) and .NET have in common; null for any text.</summary>
    public string? Pattern { get; init; }

    /// <summary>Smallest number; null for any.</summary>
    public long? Minimum { get; init; }

    /// <summary>Largest number; null for any.</summary>
    public long? Maximum { get; init; }

    /// <summary>The only values there are, in canonical spelling; empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Why a pattern cannot be used; null when it can.</summary>
    public static string? CheckPattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length is 0 or > LongestPattern)
        {
            return $"a pattern has 1 to {LongestPattern} characters";
        }

        if (pattern[0] == '^' || pattern[^1] == '$')
        {
            return "a pattern is for the whole value: leave out ^ and $";
        }

        if (pattern.Contains("(?", StringComparison.Ordinal) || "bBAzZGk123456789".Any(letter => pattern.Replace(@"\\", "", StringComparison.Ordinal).Contains($@"\{letter}", StringComparison.Ordinal)))
        {
            return "YANG knows no groups with (?, anchors and back references";
        }

        try
        {
            _ = Compile(pattern);
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    /// <summary>Why a value in canonical spelling is refused; null when it is not.</summary>
    public string? Refuses(string value)
    {
        if (Values.Count > 0 && !Values.Contains(value))
        {
            return $"'{Suggestions.Shorten(value)}' is none of {string.Join(", ", Values)}";
        }

        if (Pattern is not null && !(_expression ??= Compile(Pattern)).IsMatch(value))
        {
            return $"'{Suggestions.Shorten(value)}' does not match {Pattern}";
        }

        var number = Minimum is null && Maximum is null ? 0 : long.Parse(value, CultureInfo.InvariantCulture);
        return number < (Minimum ?? number) ? $"{value} is less than {Minimum}"
            : number > (Maximum ?? number) ? $"{value} is more than {Maximum}"
            : null;
    }

    // Without backtracking: a value can never take long, whatever the pattern.
    private static Regex Compile(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
