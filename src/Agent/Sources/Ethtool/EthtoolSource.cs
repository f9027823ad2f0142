using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Ethtool;

/// <summary>
/// Speed and duplex of an interface as its driver tells (ioctl SIOCETHTOOL), in the network namespace of the agent: <c>/sys/class/net</c> would be the
/// one of the namespace it was mounted in. Needs no privilege.
/// </summary>
internal sealed unsafe partial class EthtoolSource(TimeProvider time) : IMetricSource, IDisposable
{
    private const nuint SiocEthtool = 0x8946;
    private const uint GetSettings = 1;
    private const int NameLength = 16, NoDevice = 19, NotSupported = 95;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public string Name => "ethtool";

    public SourceState State => OperatingSystem.IsLinux() ? new(Name, true, null) : new(Name, false, "needs Linux");

    public static string CommandOf(MetricRead read) => $"ethtool {ShellWord.Of(read.Argument("interface"))}";

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        foreach (var read in due)
        {
            sink.Report(read, Read(read, time.GetUtcNow()));
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _socket.Dispose();

    private Sample Read(MetricRead read, DateTimeOffset now)
    {
        var name = Encoding.UTF8.GetBytes(read.Argument("interface"));
        if (name.Length is 0 or >= NameLength)
        {
            return Sample.Missing(now, $"there is no interface {read.Argument("interface")}");
        }

        var error = Ask(name, out var settings);
        return (read.Read, error) switch
        {
            (_, NoDevice) => Sample.Missing(now, $"there is no interface {read.Argument("interface")}"),
            (_, not 0) => Sample.Failed(now, Marshal.GetPInvokeErrorMessage(error)),
            ("ethtool/speed", _) => Sample.Present(now, settings.BitsPerSecond),
            ("ethtool/duplex", _) => Sample.Present(now, settings.Duplex),
            _ => Sample.Unsupported(now, $"ethtool has no {read.Read}"),
        };
    }

    /// <summary>0 or the kernel's error number. A driver without settings, such as a tunnel's, is no error: it does not know.</summary>
    private int Ask(ReadOnlySpan<byte> name, out EthtoolSettings settings)
    {
        var command = stackalloc byte[EthtoolSettings.Length];
        new Span<byte>(command, EthtoolSettings.Length).Clear();
        *(uint*)command = GetSettings;

        // struct ifreq: the name, then a pointer to the command.
        var request = stackalloc byte[NameLength + 24];
        new Span<byte>(request, NameLength + 24).Clear();
        name.CopyTo(new Span<byte>(request, NameLength));
        *(byte**)(request + NameLength) = command;

        settings = EthtoolSettings.Unknown;
        if (Control((int)_socket.Handle, SiocEthtool, request) < 0)
        {
            return Marshal.GetLastPInvokeError() is NotSupported ? 0 : Marshal.GetLastPInvokeError();
        }

        EthtoolSettings.TryRead(new ReadOnlySpan<byte>(command, EthtoolSettings.Length), out settings);
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, byte* argument);
}
