using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>Two network namespaces with a veth pair between them, <c>a0</c> and <c>b0</c>, gone at the end.</summary>
internal sealed partial class LiveNamespaces : IDisposable
{
    private const int Kind = 0x40000000;
    private readonly string _name = $"raa-bench-{Environment.ProcessId}";

    public LiveNamespaces()
    {
        Run("netns", "add", $"{_name}-a");
        Run("netns", "add", $"{_name}-b");
        Run("link", "add", "a0", "netns", $"{_name}-a", "type", "veth", "peer", "name", "b0", "netns", $"{_name}-b");
        foreach (var (side, name) in ((string, string)[])[("a", "a0"), ("b", "b0")])
        {
            Run("netns", "exec", $"{_name}-{side}", "sysctl", "-qw", $"net.ipv6.conf.{name}.disable_ipv6=1");
            Run("-n", $"{_name}-{side}", "link", "set", name, "up");
        }
    }

    /// <summary>Takes the calling thread to where the flood arrives, for good.</summary>
    public void Enter()
    {
        using var handle = File.OpenHandle($"/run/netns/{_name}-b");
        if (SetNamespace((int)handle.DangerousGetHandle(), Kind) != 0)
        {
            throw new InvalidOperationException($"cannot enter a namespace: error {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>Starts a sender of this program on the first processor; its output is how many it sent.</summary>
    public Process Flood(double seconds)
    {
        string[] command = ["netns", "exec", $"{_name}-a", "taskset", "-c", "0", Environment.ProcessPath!, "flood", "a0", seconds.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo("ip", command) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    public void Dispose()
    {
        Run("netns", "del", $"{_name}-a");
        Run("netns", "del", $"{_name}-b");
    }

    private static void Run(params string[] arguments)
    {
        using var process = Process.Start("ip", arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)} ended with {process.ExitCode}");
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);
}
