using System.Text;
using RouterAlertAssurance.Hosting.Processes;

namespace RouterAlertAssurance.Agent.Tests.Sources.Nftables;

/// <summary>Plays programs: what each prints, or why it does not run.</summary>
internal sealed class PlayedCommands : ICommandRunner
{
    public Dictionary<string, string> Output { get; } = [];

    public Dictionary<string, string> Refusal { get; } = [];

    public List<string> Ran { get; } = [];

    public Task<ReadOnlyMemory<byte>> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        Ran.Add(program);
        return Refusal.TryGetValue(program, out var reason)
            ? throw new IOException(reason)
            : Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(Output[program]));
    }
}

/// <summary>Runs programs in a network namespace.</summary>
internal sealed class NamespaceCommands(string name) : ICommandRunner
{
    private readonly CommandRunner _runner = new();

    public Task<ReadOnlyMemory<byte>> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        _runner.RunAsync("ip", ["netns", "exec", name, program, .. arguments], cancellationToken);
}
