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
            return (text, text.TrimStart().StartsWith('{') ? "application/json" : "application/yaml");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(CliExitCode.Usage, $"{path}: {unreadable.Message}");
        }
    }
}
