using System.Diagnostics;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Inspection;

/// <summary><c>raa inspect</c> as a process of its own: for its rights, its standard input and its signals. Ended when disposed.</summary>
internal sealed class InspectProcess : IDisposable
{
    private readonly Process _process;

    private InspectProcess(IReadOnlyList<string> command) => _process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    /// <summary>Its standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What the kernel says of its first thread (proc_pid_status(5)).</summary>
    public string State => File.ReadAllText($"/proc/{_process.Id}/status");

    /// <summary>What it says of each.</summary>
    public IReadOnlyList<string> ThreadStates => [.. Directory.GetDirectories($"/proc/{_process.Id}/task").Select(StateOf)];

    /// <summary>Whether it heeds signals by now: the runtime starts a thread for them when a program first asks for one. Before, SIGINT ends it without a word.</summary>
    public bool HeedsSignals => ThreadStates.Any(state => state.StartsWith("Name:\t.NET SigHandler\n", StringComparison.Ordinal));

    /// <summary>Starts it.</summary>
    public static InspectProcess Start(params IEnumerable<string> arguments) => StartBy([], arguments);

    /// <summary>Starts it by another program that is given the command at the end of its own.</summary>
    public static InspectProcess StartBy(IReadOnlyList<string> starter, params IEnumerable<string> arguments) =>
        new([.. starter, .. Command.HeedingInterrupts, RepositoryPaths.Raa, "inspect", .. arguments]);

    /// <summary>Does what Ctrl-C does.</summary>
    public void Interrupt() => Command.Run("kill", ["-INT", $"{_process.Id}"]);

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, await output, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // Empty of one that has just ended.
    private static string StateOf(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "status"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
