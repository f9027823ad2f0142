using System.Globalization;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics;

/// <summary>The spelling of names in packages: kebab-case, which is a YANG identifier too.</summary>
internal static class Names
{
    public const int MaximumLength = 64;

    /// <summary>What a name looks like, for messages.</summary>
    public static string Rule { get; } = $"lower-case letters, digits and dashes, beginning with a letter, at most {MaximumLength} characters";

    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaximumLength && char.IsAsciiLetterLower(text[0]) && text[^1] != '-'
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    /// <summary>Semantic version: three numbers and an optional pre-release.</summary>
    public static bool IsVersion(string text) => SemanticVersion.TryParse(text, out _);

    public static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
