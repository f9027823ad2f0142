using System.Text.RegularExpressions;

namespace RouterAlertAssurance.Hosting.Configuration;

/// <summary>Keeps secrets out of logs, dumps and process arguments.</summary>
public static partial class SecretMask
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Mask = "***";

    private static readonly string[] SecretWords = ["password", "secret", "token", "passphrase", "private-key", "api-key"];

    /// <summary>Whether a key of this name holds a secret.</summary>
    public static bool IsSecretName(string key) => SecretWords.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The connection string or URI with every password in it masked.</summary>
    public static string InConnectionString(string text) =>
        UserInfo().Replace(Assignment().Replace(text, "${name}=" + Mask), "${before}" + Mask + "@");

    /// <summary>Whether masking changes anything, that is, whether the text holds a password.</summary>
    public static bool HoldsSecret(string text) => Assignment().IsMatch(text) || UserInfo().IsMatch(text);

    [GeneratedRegex("""(?<name>(?:password|pwd|ssl\s*password|secret|token)\s*)=\s*(?:"[^"]*"|'[^']*'|[^;&\s]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Assignment();

    [GeneratedRegex("(?<before>[a-z][a-z0-9+.-]*://[^/:@\\s]*:)[^/\\s]*@", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex UserInfo();
}
