using System.Diagnostics;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>
/// The lab of this test run, beside others on the same machine. A shell holds on to it: when this process ends in whatever way, the shell
/// ends what was started and takes the lab down.
/// </summary>
internal sealed class NetworkLab : IAsyncDisposable
{
    /// <summary>Of this run alone, so that two runs on one machine stay out of each other's way.</summary>
    private static readonly string Prefix = $"e2e{Environment.ProcessId:x}";

    // Standard input closes when the test process is gone. The numbers of what it started are in files.
    private const string KeeperScript = """
        cat >/dev/null
        down=$1
        shift
        for folder; do
          for file in "$folder"/*.pid; do
            [ -e "$file" ] || continue
            read -r pid rest <"$file"
            kill -INT "$pid" 2>/dev/null && sleep 3
            kill -KILL "$pid" 2>/dev/null
          done
        done
        exec "$down" >/dev/null 2>&1
        """;

    private readonly Process _keeper;

    private NetworkLab(Process keeper) => _keeper = keeper;

    /// <summary>What the lab says it has built.</summary>
    public static string Inventory => $"/run/{Prefix}-lab/inventory.json";

    /// <summary>Builds the lab.</summary>
    /// <param name="pidFolders">Hold a file NAME.pid for each process to be ended with the lab.</param>
    public static async Task<NetworkLab> UpAsync(params string[] pidFolders)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", KeeperScript, "sh", Script("down"), .. pidFolders]) { RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["RAA_LAB_PREFIX"] = Prefix;
        var lab = new NetworkLab(Process.Start(start)!);
        try
        {
            await RunAsync("up");
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The network namespace of a device.</summary>
    public static string NamespaceOf(string device) => $"{Prefix}-{device}";

    /// <summary>Switches a fault; returns when the command has returned, whatever the network makes of it.</summary>
    public static Task FaultAsync(string name, bool on) => RunAsync("fault", name, on ? "on" : "off");

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private static string Script(string name) => RepositoryPaths.Combine("lab", name);

    private static async Task RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Script(script), arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["RAA_LAB_PREFIX"] = Prefix;
        using var process = Process.Start(start)!;
        // Daemons that the script starts may keep the pipes open: its own end is what counts.
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            await Task.WhenAny(Task.WhenAll(output, errors), Task.Delay(500));
            var said = string.Join('\n', new[] { output, errors }.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result));
            throw new InvalidOperationException($"lab/{script} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}");
        }
    }
}
