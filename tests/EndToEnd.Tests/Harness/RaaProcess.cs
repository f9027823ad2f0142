using System.Diagnostics;
using System.Globalization;
using System.Text;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>One run of the product's binary that goes on until it is ended.</summary>
internal sealed class RaaProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly string _pidFile;
    private readonly StringBuilder _output = new();

    private RaaProcess(Process process, string pidFile) => (_process, _pidFile) = (process, pidFile);

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The binary that was built with these tests.</summary>
    public static string Binary { get; } = RepositoryPaths.Raa;

    /// <summary>Starts the binary.</summary>
    /// <param name="pidFile">Where its number is written, for the keeper of the lab.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">Variables beside our own.</param>
    /// <param name="networkNamespace">The network namespace to run in; null for ours.</param>
    public static RaaProcess Start(
        string pidFile, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? networkNamespace = null)
    {
        string[] command = networkNamespace is null ? [Binary, .. arguments] : ["nsenter", $"--net=/run/netns/{networkNamespace}", "--", Binary, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        var process = new RaaProcess(Process.Start(start)!, pidFile);
        File.WriteAllText(pidFile, process.Pid.ToString(CultureInfo.InvariantCulture) + "\n");
        process.Follow();
        return process;
    }

    /// <summary>Runs the binary to its end.</summary>
    public static async Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"raa {string.Join(' ', arguments)} did not end within {Patience.TotalSeconds} s.", exception);
        }

        return new CommandResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Ends it without a warning; what it started lives on.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signals.Send(Pid, "TERM");
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        File.Delete(_pidFile);
        _process.Dispose();
    }

    private void Follow()
    {
        _process.StandardInput.Close();
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}

/// <summary>How a command ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors);
