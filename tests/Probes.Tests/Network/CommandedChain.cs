using System.Diagnostics;
using System.Text.Json;
using RouterAlertAssurance.Probes.Verdicts;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>What <c>raa probe rao --json</c> says of a protocol.</summary>
internal sealed record CommandVerdict(string Protocol, string Verdict, double? PacketsPerSecond, string Detail, RoundCounts? Low, RoundCounts? High);

/// <summary>What <c>raa probe rao</c> printed, and how it ended.</summary>
internal sealed record CommandEnd(int ExitCode, string Output, string Errors);

/// <summary>A chain of routers with the commands of a user at its ends: <c>raa probe respond</c> runs at B as long as this is there, <c>raa probe rao</c> is started at A.</summary>
internal sealed class CommandedChain : IAsyncDisposable
{
    private const string Budget = "1000";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryDirectory _folder = new();
    private readonly Process _responder;

    private CommandedChain(RouterChain network)
    {
        Network = network;
        File.SetUnixFileMode(_folder.Write("key", "of a table of transparency"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _responder = Start("b", "respond", "--listen", Endpoint, "--key-file", Key, "--budget", Budget, "--duration", "1200");
    }

    public RouterChain Network { get; }

    private string Key => _folder.Combine("key");

    private string Endpoint => $"unix:{_folder.Combine("probe.sock")}";

    public static async Task<CommandedChain> StartAsync(RouterChain network)
    {
        Requirement.Need(File.Exists(RepositoryPaths.Raa), $"the command itself is needed: dotnet build src/Cli makes {RepositoryPaths.Raa}");
        var chain = new CommandedChain(network);
        try
        {
            var line = await chain._responder.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            line.ShouldNotBeNull().ShouldStartWith("answering on ");
            return chain;
        }
        catch
        {
            await chain.DisposeAsync();
            throw;
        }
    }

    /// <summary>Probes protocols side by side, with the search for the place; verdicts in the order of the protocols.</summary>
    public async Task<IReadOnlyList<CommandVerdict>> ProbeAsync(bool isIpv6, string[] protocols, params string[] more)
    {
        using var command = StartProbe(isIpv6, protocols, ["--together", "--locate", "--json", .. more]);
        var end = await EndAsync(command);
        end.ExitCode.ShouldBeInRange(0, 1, end.Errors);
        var answer = JsonSerializer.Deserialize<Answer>(end.Output, Json)!;
        answer.Notes.ShouldBeEmpty();
        answer.Protocols.Select(verdict => verdict.Protocol).ShouldBe(protocols);
        return answer.Protocols;
    }

    /// <summary>Starts the command at A.</summary>
    public Process StartProbe(bool isIpv6, string[] protocols, params string[] more) => Start(
        "a",
        [
            "rao", isIpv6 ? RouterChain.DestinationV6 : RouterChain.DestinationV4, "--source", isIpv6 ? RouterChain.SourceV6 : RouterChain.SourceV4, "--responder", Endpoint, "--key-file", Key,
            "--budget", Budget, .. protocols.SelectMany(protocol => (string[])["--protocol", protocol]), .. more,
        ]);

    /// <summary>Waits for the end of a command.</summary>
    public static async Task<CommandEnd> EndAsync(Process command)
    {
        var (output, errors) = (command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        await command.WaitForExitAsync().WaitAsync(Patience);
        return new(command.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_responder.HasExited)
        {
            _responder.Kill();
            await _responder.WaitForExitAsync();
        }

        _responder.Dispose();
        _folder.Dispose();
    }

    private Process Start(string part, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("ip", ["netns", "exec", Network.NameOf(part), .. Command.HeedingInterrupts, RepositoryPaths.Raa, "probe", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;

    private sealed record Answer(IReadOnlyList<CommandVerdict> Protocols, IReadOnlyList<string> Notes);
}
