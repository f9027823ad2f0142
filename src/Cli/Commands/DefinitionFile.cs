using RouterAlertAssurance.Cli.Client;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>A definition from a file or from standard input, with the media type its content has.</summary>
internal static class DefinitionFile
{
    public static async Task<(string Text, string MediaType)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var text = path == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(path, cancellationToken);
            return (text, IsJson(path, text) ? "application/json" : "application/yaml");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(CliExitCode.Usage, $"{path}: {unreadable.Message}");
        }
    }

    // YAML may begin with a brace too, but in JSON a quote or the closing brace follows.
    private static bool IsJson(string path, string text)
    {
        var start = text.TrimStart();
        return !path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            && start.StartsWith('{') && start[1..].TrimStart() is ['"' or '}', ..];
    }
}
