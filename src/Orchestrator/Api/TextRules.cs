using System.Text.RegularExpressions;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>What names and texts may hold. A rule answers what is wrong, or null.</summary>
internal static partial class TextRules
{
    public const int LongestText = 1000;

    /// <summary>Of devices, services and agents: 1..100 characters that need no escaping in a path.</summary>
    public static string? Name(string value) =>
        NamePattern().IsMatch(value) ? null : "a name has 1 to 100 characters out of A-Z a-z 0-9 . _ : -, and starts with none of . : -";

    /// <summary>Of relations, labels, characteristics, parameters.</summary>
    public static string? Key(string value) =>
        KeyPattern().IsMatch(value) ? null : "a name here has 1 to 64 characters out of A-Z a-z 0-9 . _ - /";

    public static string? Text(string value) =>
        value.Length > LongestText ? $"longer than {LongestText} characters"
        : value.Any(char.IsControl) ? "holds a control character"
        : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._:-]{0,99}\z", RegexOptions.CultureInvariant, 200)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9._/-]{1,64}\z", RegexOptions.CultureInvariant, 200)]
    private static partial Regex KeyPattern();
}
