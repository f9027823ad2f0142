using System.Globalization;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Cli.Supervision;

/// <summary>
/// One run of one process. The number alone is used again by the kernel; together with the time the process started, in clock ticks since
/// boot, and the boot it is not.
/// </summary>
internal readonly record struct ProcessIdentity(int Pid, long StartTicks, string BootId)
{
    private static readonly Lazy<string> ThisBoot = new(() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());

    /// <summary>Whether the process still runs. A zombie does not: it only waits for its parent.</summary>
    public bool IsAlive => Of(Pid) == this;

    /// <summary>The running process with this number, or null.</summary>
    public static ProcessIdentity? Of(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // proc(5): pid (comm) state ppid ...; comm may hold spaces and brackets; starttime is field 22.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is ["Z" or "X", ..] || fields.Length < 20
            ? null
            : new ProcessIdentity(pid, long.Parse(fields[19], CultureInfo.InvariantCulture), ThisBoot.Value);
    }

    /// <summary>Sends a signal, unless the process is gone.</summary>
    public void Signal(UnixSignal signal)
    {
        if (IsAlive)
        {
            _ = Kill(Pid, (int)signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int pid, int signal);
}

/// <summary>The signals we send, signal(7).</summary>
internal enum UnixSignal
{
    /// <summary>Interrupt; PostgreSQL: fast shutdown.</summary>
    Interrupt = 2,

    /// <summary>Quit; PostgreSQL: immediate shutdown.</summary>
    Quit = 3,

    /// <summary>Kill, which cannot be caught.</summary>
    Kill = 9,

    /// <summary>Terminate.</summary>
    Terminate = 15,
}
