using System.CommandLine;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Cli.Commands;

/// <summary>The options every client command has, and how it is run.</summary>
internal sealed class CommandContext
{
    private const string DefaultServer = "http://127.0.0.1:8080";

    public Option<string> Server { get; } = new("--server")
    {
        Description = "Where the product answers: http://127.0.0.1:PORT or unix:/PATH. Default: RAA_SERVER, else http://127.0.0.1:8080",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RAA_SERVER") is { Length: > 0 } server ? server : DefaultServer,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text", Recursive = true };

    /// <summary>Makes the action of a command that calls the API.</summary>
    public void Run(Command command, Func<CommandCall, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!ServiceEndpoint.TryParse(parsed.GetValue(Server), out var server, out var error))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"raa: --server: {error}");
                return CliExitCode.Usage;
            }

            using var client = new ApiClient(server);
            try
            {
                return await action(new CommandCall(parsed, client, parsed.GetValue(Json), parsed.InvocationConfiguration.Output), cancellationToken);
            }
            catch (CommandFailure failure)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"raa: {failure.Message}");
                return failure.ExitCode;
            }
        });
}

/// <summary>One invocation of a client command.</summary>
internal sealed record CommandCall(ParseResult Parsed, ApiClient Api, bool Json, TextWriter Output);
