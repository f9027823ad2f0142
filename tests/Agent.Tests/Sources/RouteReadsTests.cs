using System.Collections.Immutable;
using System.Net;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Ecmp;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Sources.Procfs;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Tests.Sources;

public sealed class RouteReadsTests
{
    private const byte Bgp = 186, Isis = 187;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Answer_RouteOfExactlyThePrefix_IsPresentWithProtocolAndPath()
    {
        var network = Network(Route("10.200.2.1/32", Bgp, Hop(2, "10.0.0.3"), Hop(1, "10.0.0.1")));

        Read("route/present", "10.200.2.1/32", network).Number.ShouldBe(1);
        Read("route/protocol", "10.200.2.1/32", network).Text.ShouldBe("bgp");
        Read("route/path", "10.200.2.1/32", network).Text.ShouldBe("10.0.0.1 on to-p1, 10.0.0.3 on to-p2");
    }

    [Fact]
    public void Answer_OnlyALargerPrefix_IsNotTheRoute()
    {
        var network = Network(Route("10.200.0.0/16", Isis, Hop(1, "10.0.0.1")));

        Read("route/present", "10.200.2.1/32", network).Number.ShouldBe(0);
        Read("route/protocol", "10.200.2.1/32", network).Text.ShouldBe("none");
        Read("route/path", "10.200.2.1/32", network).Text.ShouldBe("none");
    }

    [Fact]
    public void Answer_NextHopsWithoutCarrier_IsNotPresent() => Read(
        "route/present", "10.200.2.1/32", Network(Route("10.200.2.1/32", Bgp, Hop(1, "10.0.0.1") with { Flags = NetlinkConstants.NextHopLinkDown }))).Number.ShouldBe(0);

    [Fact]
    public void Answer_NoPrefix_Fails() => Read("route/present", "nonsense", NetworkSnapshot.Empty).State.ShouldBe(SampleState.Failed);

    [Fact]
    public void MemberOctets_TwoNextHops_GivesASeriesForEachInterface()
    {
        var network = Network(Route("10.255.0.2/32", Isis, Hop(1, "10.0.0.1"), Hop(2, "10.0.0.3"), Hop(2, "10.0.0.5")));
        NetworkPrefix.TryParse("10.255.0.2", out var destination).ShouldBeTrue();

        var series = EcmpSource.MemberOctets(destination, network, Now);

        series.Select(item => (item.Key.ToString(), item.Sample.Number)).ShouldBe([("to-p1", 100), ("to-p2", 200)]);
    }

    [Theory]
    [InlineData("232.1.1.1", 1)]
    [InlineData("224.0.0.1", 2)]
    [InlineData("232.1.1.2", 0)]
    [InlineData("ff02::1", 1)]
    [InlineData("ff02::2", 0)]
    public void Memberships_ProcTables_AreCountedByInterface(string group, int expected)
    {
        const string Igmp = "Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter\n1\tlo        :     1      V3\n\t\t\t\t010000E0     1 0:00000000\t\t0\n"
            + "2\tto-pe2    :     2      V3\n\t\t\t\t010101E8     1 0:00000000\t\t0\n\t\t\t\t010000E0     1 0:00000000\t\t0\n";
        const string Igmp6 = "1    lo              ff020000000000000000000000000001     1 0000000C 0\n";

        MulticastMemberships.Count(group, Igmp, Igmp6).ShouldBe(expected);
    }

    [Fact]
    public void Memberships_NoAddress_IsNull() => MulticastMemberships.Count("x", "", "").ShouldBeNull();

    private static Sample Read(string read, string prefix, NetworkSnapshot network) =>
        NetworkReads.Answer(MetricRead.Of("rtnetlink", read, ("prefix", prefix)), network, Now);

    private static NextHop Hop(int link, string gateway) => new(link, IPAddress.Parse(gateway), 0);

    private static NetworkRoute Route(string prefix, byte protocol, params ReadOnlySpan<NextHop> hops)
    {
        NetworkPrefix.TryParse(prefix, out var parsed).ShouldBeTrue();
        return new NetworkRoute(parsed, protocol, 20, [.. hops]);
    }

    private static NetworkSnapshot Network(params ReadOnlySpan<NetworkRoute> routes) => new()
    {
        Links = new[] { Link(1, "to-p1"), Link(2, "to-p2") }.ToImmutableDictionary(link => link.Index),
        Routes = [.. routes],
    };

    private static NetworkLink Link(int index, string name) =>
        new() { Index = index, Name = name, Counters = new LinkCounters(0, 0, 0, (ulong)index * 100, 0, 0, 0, 0) };
}
