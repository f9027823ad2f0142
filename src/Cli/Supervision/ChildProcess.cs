using System.Diagnostics;
using System.Globalization;

namespace RouterAlertAssurance.Cli.Supervision;

/// <summary>
/// A running program. It lives on when this process is killed: its output goes straight to its log file, it has a session of its own, and
/// it wrote who it is to a file before it began, so that the next of us can adopt it.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    // The shell writes its own number and start time, then becomes the program: there is no moment at which it runs unrecorded.
    private const string Launcher = """
        umask 077
        pidfile=$1 log=$2 fingerprint=$3
        shift 3
        read -r boot </proc/sys/kernel/random/boot_id
        stat=$(cat /proc/$$/stat)
        start=$(set -- $stat; echo "${22}")
        echo "$$ $start $boot $fingerprint" >"$pidfile.new" && mv "$pidfile.new" "$pidfile" || exit 126
        exec "$@" </dev/null >>"$log" 2>&1
        """;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly Process? _process;

    private ChildProcess(ProcessIdentity identity, Process? process) => (Identity, _process) = (identity, process);

    public ProcessIdentity Identity { get; }

    public bool IsAdopted => _process is null;

    /// <summary>Starts the program.</summary>
    public static ChildProcess Start(ChildSpecification child)
    {
        Directory.CreateDirectory(child.RunDirectory);
        Directory.CreateDirectory(child.LogDirectory);
        // A session of its own, so that Ctrl-C in the terminal reaches only us, and we end our children in order.
        string[] session = File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid", "--"] : [];
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", Launcher, "sh", child.PidFile, child.LogFile, child.Fingerprint, .. session, child.Program, .. child.Arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        if (child.ClearEnvironment)
        {
            start.Environment.Clear();
        }

        foreach (var (name, value) in child.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        // A program that has already ended has no identity any more; waiting for it returns at once.
        return new ChildProcess(ProcessIdentity.Of(process.Id) ?? new ProcessIdentity(process.Id, -1, ""), process);
    }

    /// <summary>The program that an earlier run of us started and that still runs; null when there is none.</summary>
    /// <param name="child">The specification.</param>
    /// <param name="isSame">Whether it was started from the same specification.</param>
    public static ChildProcess? Find(ChildSpecification child, out bool isSame)
    {
        isSame = false;
        if (!File.Exists(child.PidFile)
            || File.ReadAllText(child.PidFile).Split(' ', StringSplitOptions.TrimEntries) is not [var pid, var start, var boot, var fingerprint]
            || !int.TryParse(pid, CultureInfo.InvariantCulture, out var number)
            || !long.TryParse(start, CultureInfo.InvariantCulture, out var ticks))
        {
            return null;
        }

        var identity = new ProcessIdentity(number, ticks, boot);
        isSame = fingerprint == child.Fingerprint;
        return identity.IsAlive ? new ChildProcess(identity, null) : null;
    }

    /// <summary>Waits for the end and says how it came.</summary>
    public async Task<string> WaitForExitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        if (_process is not null)
        {
            await _process.WaitForExitAsync(cancellationToken);
            // .NET reports the end by a signal as 128 and its number.
            return _process.ExitCode > 128 ? $"signal {_process.ExitCode - 128}" : $"exit code {_process.ExitCode}";
        }

        // Only a parent is told of the end of a process; the parent of an adopted one is gone.
        while (Identity.IsAlive)
        {
            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return "unknown, it was adopted";
    }

    /// <summary>Ends the program, in the order of the specification, at last by killing it.</summary>
    public async Task StopAsync(ChildSpecification child, TimeProvider time)
    {
        foreach (var (signal, grace) in child.StopSignals)
        {
            Identity.Signal(signal);
            using var patience = new CancellationTokenSource(grace, time);
            try
            {
                await WaitForExitAsync(time, patience.Token);
                return;
            }
            catch (OperationCanceledException)
            {
                // Not gone within its grace: the next, harsher signal follows.
            }
        }

        Identity.Signal(UnixSignal.Kill);
        await WaitForExitAsync(time, CancellationToken.None);
    }

    public void Dispose() => _process?.Dispose();
}
