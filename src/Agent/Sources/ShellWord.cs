using System.Buffers;

namespace RouterAlertAssurance.Agent.Sources;

/// <summary>Names and addresses as words of a shell command that somebody may paste.</summary>
internal static class ShellWord
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/@%+-");

    /// <summary>The text itself where a shell takes it as it stands, otherwise in quotes.</summary>
    public static string Of(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain)
        ? text
        : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>An option with its argument and a space before; empty when there is no argument.</summary>
    public static string Option(string name, string argument) => argument.Length == 0 ? "" : $" {name} {Of(argument)}";
}
