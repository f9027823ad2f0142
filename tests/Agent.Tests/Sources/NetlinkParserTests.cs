using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Tests.Support;

namespace RouterAlertAssurance.Agent.Tests.Sources;

public sealed class NetlinkParserTests
{
    [Fact]
    public void ParseLink_Vxlan_GivesEverything()
    {
        var link = LinkParser.Parse(NetlinkBytes.VxlanLink())!;

        link.Index.ShouldBe(7);
        link.Name.ShouldBe("vxlan100");
        link.Kind.ShouldBe("vxlan");
        link.Mtu.ShouldBe(1450u);
        link.AdminUp.ShouldBeTrue();
        link.OperUp.ShouldBeTrue();
        link.Carrier.ShouldBe(true);
        link.CarrierChanges.ShouldBe(3u);
        link.Tunnel.ShouldBe(new TunnelEndpoints(IPAddress.Parse("10.255.0.1"), IPAddress.Parse("10.255.0.2"), 100));
        link.Counters.ShouldBe(new LinkCounters(1, 2, 3, 4, 10, 0, 0, 5));
    }

    [Fact]
    public void ParseLink_OperStateDown_IsDown() => LinkParser.Parse(NetlinkBytes.VxlanLink(up: false))!.OperUp.ShouldBeFalse();

    [Fact]
    public void ParseLink_BridgePort_IsNoLink()
    {
        var message = NetlinkBytes.VxlanLink();
        message[0] = 7;

        LinkParser.Parse(message).ShouldBeNull();
    }

    [Theory]
    [InlineData("gre", 6, 7)]
    [InlineData("ipip", 2, 3)]
    [InlineData("sit", 2, 3)]
    [InlineData("ip6tnl", 2, 3)]
    public void ParseTunnel_OtherKinds_GivesBothEnds(string kind, int local, int remote)
    {
        byte[] data = [.. NetlinkBytes.Attribute((ushort)local, IPAddress.Parse("192.0.2.1")), .. NetlinkBytes.Attribute((ushort)remote, IPAddress.Parse("192.0.2.2"))];

        TunnelParser.Parse(kind, data).ShouldBe(new TunnelEndpoints(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"), null));
    }

    [Fact]
    public void ParseRoute_Multipath_GivesNextHopsAndWhichAreUsable()
    {
        var route = RouteParser.ParseRoute(NetlinkBytes.MultipathRoute())!;

        route.Prefix.ToString().ShouldBe("10.255.0.2/32");
        route.Protocol.ShouldBe((byte)187);
        route.Metric.ShouldBe(20u);
        route.NextHops.Select(hop => (hop.Link, hop.Gateway!.ToString(), hop.IsUsable)).ShouldBe([(3, "10.0.0.1", true), (4, "10.0.0.3", false)]);
    }

    [Fact]
    public void Parse_TruncatedAtAnyOctet_DoesNotThrow()
    {
        foreach (var payload in (byte[][])[NetlinkBytes.VxlanLink(), NetlinkBytes.MultipathRoute()])
        {
            for (var length = 0; length < payload.Length; length++)
            {
                ParseAll(payload.AsSpan(0, length)).ShouldBeLessThan(3);
            }
        }
    }

    [Fact]
    public void Parse_AnyOctetOfAMessageChanged_DoesNotThrow()
    {
        var payload = NetlinkBytes.VxlanLink();
        for (var index = 0; index < payload.Length; index++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var damaged = (byte[])payload.Clone();
                damaged[index] ^= (byte)(1 << bit);
                ParseAll(damaged).ShouldBeLessThan(3);
            }
        }
    }

    [Fact]
    public void Apply_RandomOctets_DoesNotThrow() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        Gen.Elements<ushort>(16, 17, 20, 24, 25, 28, 29, 104).ToArbitrary(),
        (payload, type) =>
        {
            using var monitor = new NetworkMonitor(new NetlinkSocketFactory(), TimeProvider.System, NullLogger<NetworkMonitor>.Instance);
            monitor.Apply(NetlinkBytes.Message(type, payload));
            monitor.Apply(payload);
            return monitor.Current.Links.Count <= 1 && ParseAll(payload) < 3;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Apply_LinkMessages_FollowTheLink()
    {
        using var monitor = new NetworkMonitor(new NetlinkSocketFactory(), TimeProvider.System, NullLogger<NetworkMonitor>.Instance);

        monitor.Apply(NetlinkBytes.Message(NetlinkConstants.NewLink, NetlinkBytes.VxlanLink()));
        monitor.Current.Link("vxlan100")!.OperUp.ShouldBeTrue();

        monitor.Apply(NetlinkBytes.Message(NetlinkConstants.NewLink, NetlinkBytes.VxlanLink(up: false)));
        monitor.Current.Link("vxlan100")!.OperUp.ShouldBeFalse();

        monitor.Apply(NetlinkBytes.Message(NetlinkConstants.DeleteLink, NetlinkBytes.VxlanLink(up: false)));
        monitor.Current.Links.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("10.0.0.0/31", "10.0.0.1", true)]
    [InlineData("10.0.0.0/31", "10.0.0.2", false)]
    [InlineData("0.0.0.0/0", "192.0.2.1", true)]
    [InlineData("fd00:1::/64", "fd00:1::5", true)]
    [InlineData("fd00:1::/64", "fd00:2::5", false)]
    [InlineData("10.0.0.0/8", "fd00::1", false)]
    public void Contains_Address_FollowsThePrefix(string prefix, string address, bool expected)
    {
        NetworkPrefix.TryParse(prefix, out var parsed).ShouldBeTrue();
        parsed.Contains(IPAddress.Parse(address)).ShouldBe(expected);
    }

    private static int ParseAll(ReadOnlySpan<byte> payload)
    {
        var found = LinkParser.Parse(payload) is null ? 0 : 1;
        found += RouteParser.ParseRoute(payload) is null ? 0 : 1;
        found += RouteParser.ParseAddress(payload) is null ? 0 : 1;
        return RouteParser.ParseNeighbour(payload) is null ? found : Math.Min(found + 1, 2);
    }
}
