using System.CommandLine;
using System.CommandLine.Parsing;
using RouterAlertAssurance.Heuristics;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>
/// Says what is wrong with a command line and where help is, in two lines. The parser's own messages name types of .NET and do not say which
/// argument is missing.
/// </summary>
internal static class UsageError
{
    /// <param name="parsed">A command line with errors.</param>
    public static IReadOnlyList<string> Describe(ParseResult parsed)
    {
        var name = string.Join(' ', Path(parsed.CommandResult).Reverse());
        string[] wrong = [.. Unmatched(parsed), .. OptionsWithoutValue(parsed), .. MissingParts(parsed)];
        // What is left are the messages of our own parsers of values, and what the parser itself finds rarely, such as an option given twice.
        var details = wrong.Length > 0 ? wrong : [.. parsed.Errors.Select(error => error.Message.TrimEnd('.')).Distinct()];
        return [$"{name}: {string.Join("; ", details)}.", $"{name} --help shows how it is used."];
    }

    private static IEnumerable<string> Path(CommandResult result)
    {
        for (var command = result; command is not null; command = command.Parent as CommandResult)
        {
            yield return command.Command is RootCommand ? "raa" : command.Command.Name;
        }
    }

    private static IEnumerable<string> Unmatched(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        foreach (var token in parsed.UnmatchedTokens)
        {
            var (what, known) = token.StartsWith('-') ? ("option", Options(parsed).Select(option => option.Name))
                : command.Subcommands.Count > 0 ? ("command", command.Subcommands.Select(sub => sub.Name))
                : ("argument", []);
            var suggestion = Suggestions.DidYouMean(token, known) is { } text ? $" ({text})" : "";
            yield return $"{(what == "argument" ? "one argument too many," : $"unknown {what}")} '{Suggestions.Shorten(token)}'{suggestion}";
        }
    }

    private static IEnumerable<Option> Options(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Distinct();

    private static IEnumerable<string> OptionsWithoutValue(ParseResult parsed) =>
        Options(parsed).Where(option => parsed.GetResult(option) is { Implicit: false } result && result.Tokens.Count < option.Arity.MinimumNumberOfValues)
            .Select(option => $"{option.Name} needs a value");

    private static IEnumerable<string> MissingParts(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0)
        {
            return parsed.UnmatchedTokens.Count > 0 ? [] : [$"a command is missing: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}"];
        }

        var missing = command.Arguments.Where(argument => parsed.GetResult(argument) is not { Tokens.Count: > 0 }).Select(argument => argument.Name.ToUpperInvariant()).ToArray();
        return missing.Length == 0 ? [] : [$"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing"];
    }
}
