using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.TestKit;
using static RouterAlertAssurance.Agent.Tests.Sources.RouterAlert.AlertPackets;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlert;

/// <summary>The real ring in a router of the test's own, with a host on one side that sends RSVP and UDP through it.</summary>
public sealed partial class RouterAlertNamespaceTests : IDisposable
{
    private const int IpLevel = 0;
    private const int IpOptions = 4;
    private static readonly IPEndPoint Beyond = new(IPAddress.Parse("198.51.100.2"), 3503);
    private readonly TestNamespace? _router;
    private readonly TestNamespace? _host;
    private readonly RecordingSink _sink = new();

    public RouterAlertNamespaceTests()
    {
        Requirement.Root();
        Requirement.Command("ip", "iproute2");
        (_router, _host) = (new TestNamespace(), new TestNamespace());
        In(_router, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1", "net.ipv4.ip_forward=1");
        In(_host, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1");
        Connect("left", "203.0.113.1/24");
        Connect("right", "198.51.100.1/24");
        _router.Ip("neighbour", "replace", "198.51.100.2", "lladdr", "02:00:00:00:00:02", "dev", "right", "nud", "permanent");
        _host.Ip("address", "add", "203.0.113.5/24", "dev", "left0");
        _host.Ip("route", "add", "198.51.100.0/24", "via", "203.0.113.1");
    }

    public void Dispose()
    {
        _router?.Dispose();
        _host?.Dispose();
    }

    [Fact]
    public async Task Read_PacketsThroughARouter_AreCountedWhereTheyComeInAndAsCrossed()
    {
        using var source = new RouterAlertSource(Open, () => null, _ => false, TimeProvider.System);
        source.Want([Read("total")]);
        await NumberAsync(source, Read("total"));

        Send(SocketType.Raw, 46, Path(7), 20);
        Send(SocketType.Dgram, 17, [1, 2, 3], 3);

        await Eventually.HoldsAsync(async () => await NumberAsync(source, Read("crossed", "left")) == 23);
        (await NumberAsync(source, Read("total", "left"))).ShouldBe(23);
        (await NumberAsync(source, Read("total", "right"))).ShouldBe(0);
        (await NumberAsync(source, Read("lost"))).ShouldBe(0);
        (await SeriesAsync(source, Read("packets", "left"))).ShouldBe(["ipv4,rsvp,0 20", "ipv4,udp,0 3"]);
        (await SeriesAsync(source, Read("crossed-by-protocol", "left"))).ShouldBe(["ipv4,rsvp 20", "ipv4,udp 3"]);
        (await SeriesAsync(source, Read("groups", "left"))).ShouldBe(["port-3503,ipv4,port 3", "rsvp-te,ipv4,rsvp 20"]);
        (await SeriesAsync(source, Read("talkers", "left"))).Select(talker => talker.Split(' ')[0]).ShouldBe(["rsvp,203.0.113.5", "udp,203.0.113.5"]);
        var crossed = source.PacketsBehind(Read("crossed", "left"), new Dictionary<string, string> { ["protocol"] = "udp" }, 8);
        crossed.Count.ShouldBe(3);
        crossed.ShouldAllBe(packet => packet.Interface == "right" && packet.Direction == "out" && packet.Summary.StartsWith("203.0.113.5 > 198.51.100.2 udp, Router Alert 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_InterfaceThatGoesAndComesBack_GoesOnCounting()
    {
        using var source = new RouterAlertSource(Open, () => null, _ => false, TimeProvider.System);
        source.Want([Read("total")]);
        await NumberAsync(source, Read("total"));
        Send(SocketType.Raw, 46, Path(1), 2);
        await Eventually.HoldsAsync(async () => await NumberAsync(source, Read("total", "left")) == 2);

        _router!.Ip("link", "del", "left");
        Connect("left", "203.0.113.1/24");
        _host!.Ip("address", "add", "203.0.113.5/24", "dev", "left0");
        _host.Ip("route", "add", "198.51.100.0/24", "via", "203.0.113.1");
        Send(SocketType.Raw, 46, Path(1), 2);

        await Eventually.HoldsAsync(async () => await NumberAsync(source, Read("total", "left")) == 4);
    }

    private static MetricRead Read(string read) => MetricRead.Of("router-alert", read);

    private static MetricRead Read(string read, string interfaceName) => MetricRead.Of("router-alert", read, ("interface", interfaceName));

    private static void In(TestNamespace network, params string[] command) => Command.Run("ip", ["netns", "exec", network.Name, .. command]);

    private LiveAlertCapture Open()
    {
        _router!.Enter();
        return new LiveAlertCapture();
    }

    private void Connect(string name, string address)
    {
        _router!.Ip("link", "add", name, "type", "veth", "peer", "name", $"{name}0", "netns", _host!.Name);
        _router.Ip("address", "add", address, "dev", name);
        _router.Ip("link", "set", name, "up");
        _host.Ip("link", "set", $"{name}0", "up");
    }

    private void Send(SocketType type, int protocol, byte[] payload, int count)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                _host!.Enter();
                using var socket = new Socket(new SafeSocketHandle(CreateSocket((int)AddressFamily.InterNetwork, type == SocketType.Raw ? 3 : 2, protocol), ownsHandle: true));
                socket.SetRawSocketOption(IpLevel, IpOptions, Alert);
                for (var sent = 0; sent < count; sent++)
                {
                    socket.SendTo(payload, Beyond);
                }
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        failure.ShouldBeNull();
    }

    private async Task<double> NumberAsync(RouterAlertSource source, MetricRead read)
    {
        await source.ReadAsync([read], _sink, TestContext.Current.CancellationToken);
        return _sink.Samples[read.Key] is var sample && sample.State == Expressions.SampleState.Present ? sample.Number : -1;
    }

    private async Task<List<string>> SeriesAsync(RouterAlertSource source, MetricRead read)
    {
        await source.ReadAsync([read], _sink, TestContext.Current.CancellationToken);
        return [.. _sink.Series[read.Key].Select(item => $"{item.Key} {item.Sample.Number}").Order(StringComparer.Ordinal)];
    }

    // The runtime knows no RSVP.
    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int CreateSocket(int family, int type, int protocol);
}
