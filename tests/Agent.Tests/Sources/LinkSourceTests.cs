using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Ethtool;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Sources.PathMtu;
using RouterAlertAssurance.Agent.Sources.Qdisc;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources;

public sealed class LinkSourceTests
{
    // tcmsg of interface 7, root; then "tbf", its parameters with 250,000 octets a second, and 42 drops.
    private static readonly byte[] TokenBucket =
    [
        0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 2, 128, 255, 255, 255, 255, 2, 0, 0, 0,
        .. NetlinkBytes.Attribute(1, "tbf"),
        .. NetlinkBytes.Attribute(2, NetlinkBytes.Attribute(1, [.. new byte[8], .. BitConverter.GetBytes(250_000u), .. new byte[24]])),
        .. NetlinkBytes.Attribute(7, NetlinkBytes.Attribute(3, [.. new byte[8], .. BitConverter.GetBytes(42u), .. new byte[8]])),
    ];

    [Fact]
    public void Qdisc_TokenBucket_GivesRateAndDrops() =>
        QdiscParser.Parse(TokenBucket).ShouldBe(new InterfaceQueue(7, true, 42, 2_000_000));

    [Fact]
    public void Qdisc_CutAnywhereOrRandom_DoesNotThrow()
    {
        for (var length = 0; length < TokenBucket.Length; length++)
        {
            (QdiscParser.Parse(TokenBucket.AsSpan(0, length))?.Link ?? 7).ShouldBe(7);
        }

        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), payload => QdiscParser.Parse(payload) is null == payload.Length < 20).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1000, 0, 1, 1e9, "full")]
    [InlineData(100, 0, 0, 1e8, "half")]
    [InlineData(0x86a0, 1, 1, 1e11, "full")]
    [InlineData(0xffff, 0xffff, 0xff, 0, "unknown")]
    [InlineData(0xffff, 0, 0xff, 0, "unknown")]
    public void Ethtool_Command_GivesSpeedAndDuplex(int low, int high, byte duplex, double bits, string expected)
    {
        var command = new byte[EthtoolSettings.Length];
        BitConverter.TryWriteBytes(command.AsSpan(12), (ushort)low).ShouldBeTrue();
        BitConverter.TryWriteBytes(command.AsSpan(28), (ushort)high).ShouldBeTrue();
        command[14] = duplex;

        EthtoolSettings.TryRead(command, out var settings).ShouldBeTrue();
        settings.ShouldBe(new EthtoolSettings(bits, expected));
        EthtoolSettings.TryRead(command.AsSpan(0, EthtoolSettings.Length - 1), out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Ethtool_LoopbackAndNothing_AreUnknownAndMissing()
    {
        using var source = new EthtoolSource(TimeProvider.System);
        var (loopback, nothing) = (MetricRead.Of("ethtool", "ethtool/speed", ("interface", "lo")), MetricRead.Of("ethtool", "ethtool/speed", ("interface", "raa-none")));
        var sink = new RecordingSink();

        await source.ReadAsync([loopback, nothing], sink, TestContext.Current.CancellationToken);

        sink.Samples[loopback.Key].Number.ShouldBe(0);
        // That there is no such interface is an answer: no other source would know more.
        (sink.Samples[nothing.Key].State, sink.Samples[nothing.Key].IsSupported).ShouldBe((SampleState.Missing, true));
    }

    [Fact]
    public void Neighbour_WithLinkLayerAddress_IsWrittenAsTheIpCommandDoes()
    {
        byte[] message =
        [
            2, 0, 0, 0, 7, 0, 0, 0, 2, 0, 0, 1,
            .. NetlinkBytes.Attribute(1, IPAddress.Parse("192.0.2.2")),
            .. NetlinkBytes.Attribute(2, (byte[])[2, 0, 0, 0, 0, 0xab]),
        ];

        RouteParser.ParseNeighbour(message).ShouldBe(new Neighbour(7, IPAddress.Parse("192.0.2.2"), 2, "02:00:00:00:00:ab"));
        var link = new NetworkLink { Index = 7, Name = "near" };
        var network = new NetworkSnapshot
        {
            Links = NetworkSnapshot.Empty.Links.Add(7, link),
            Neighbours = NetworkSnapshot.Empty.Neighbours.Add((7, IPAddress.Parse("192.0.2.2")), RouteParser.ParseNeighbour(message)!),
        };
        Answer("neighbour/state", "192.0.2.2").Text.ShouldBe("reachable");
        // Nothing is sent to it, so the kernel knows nothing of it.
        Answer("neighbour/state", "192.0.2.3").Text.ShouldBe("none");
        Answer("neighbour/link-layer-changes", "192.0.2.3").Number.ShouldBe(0);

        Sample Answer(string read, string address) =>
            NetworkReads.Answer(MetricRead.Of("rtnetlink", read, ("interface", "near"), ("address", address)), network, DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void Neighbour_AnotherStation_IsOneChange_AndLookingForItNone()
    {
        var first = new Neighbour(7, IPAddress.Parse("192.0.2.2"), 2, "02:00:00:00:00:01");
        var lost = (first with { State = 1, LinkLayerAddress = "" }).After(first);
        var back = first.After(lost);
        var other = (first with { LinkLayerAddress = "02:00:00:00:00:02" }).After(back);

        lost.StateText.ShouldBe("incomplete");
        back.LinkLayerChanges.ShouldBe(0u);
        other.LinkLayerChanges.ShouldBe(1u);
        other.LinkLayerAddress.ShouldBe("02:00:00:00:00:02");
    }

    [Fact]
    public async Task Queue_OfARealTokenBucket_GivesItsRate()
    {
        Requirement.Root();
        Requirement.Command("tc", "iproute2");
        using var network = new TestNamespace();
        Command.Run("tc", ["-n", network.Name, "qdisc", "add", "dev", "near", "root", "tbf", "rate", "2mbit", "burst", "16kb", "latency", "100ms"]);
        using var monitor = new NetworkMonitor(network.Sockets, TimeProvider.System, NullLogger<NetworkMonitor>.Instance);
        await monitor.RefreshLinksAsync(TestContext.Current.CancellationToken);
        using var source = new QdiscSource(network.Sockets, monitor, TimeProvider.System);
        var (shaped, free) = (MetricRead.Of("qdisc", "queue/rate", ("interface", "near")), MetricRead.Of("qdisc", "queue/rate", ("interface", "far")));
        var sink = new RecordingSink();

        await source.ReadAsync([shaped, free], sink, TestContext.Current.CancellationToken);

        sink.Samples[shaped.Key].Number.ShouldBe(2_000_000);
        sink.Samples[free.Key].Number.ShouldBe(0);
    }

    [Theory]
    [InlineData(1500)]
    [InlineData(1450)]
    [InlineData(9216)]
    [InlineData(576)]
    public void PathMtu_SmallerSizes_AreBelowAndFall(int than)
    {
        int[] sizes = [.. PathMtuProbe.Smaller(than)];

        sizes.ShouldAllBe(size => size < than && size >= 576);
        sizes.ShouldBe(sizes.OrderDescending());
    }
}
