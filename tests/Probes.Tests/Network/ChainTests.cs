using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>The short form of the transparency table, the search for the place, and what goes without privileges: a chain of three routers, rules at the middle one.</summary>
public sealed class ChainTests(ChainFixture fixture) : IClassFixture<ChainFixture>
{
    private static readonly ProbePace Quick = new(10, 100);
    private static readonly ProbePace QuickHigh = new(100, 200);

    [Fact]
    public async Task Probe_EveryProtocolOverPlainRouters_IsCarried()
    {
        await using var chain = await fixture.StartAsync();

        var v4 = await chain.ProbeAsync(isIpv6: false, [.. ProbeProtocol.All], request => request with { Low = Quick, High = Quick, Together = true });
        var v6 = await chain.ProbeAsync(isIpv6: true, [.. ProbeProtocol.All], request => request with { Low = Quick, High = Quick, Together = true });

        v4.Select(result => (result.Protocol.Name, result.Verdict)).ShouldBe(ProbeProtocol.All.Select(protocol => (protocol.Name, ProbeVerdict.Carried)));
        v6.Where(result => result.Protocol != ProbeProtocol.Igmp).ShouldAllBe(result => result.Verdict == ProbeVerdict.Carried);
        v6.Single(result => result.Protocol == ProbeProtocol.Igmp).Detail.ShouldBe("IGMP is a protocol of IPv4");
        v4.ShouldAllBe(result => result.Low!.RouterAlert.TimeToLive == 61);
    }

    [Fact]
    public async Task Probe_MiddleRouterStrips_IsStrippedThere()
    {
        await using var chain = await fixture.StartAsync();
        chain.Network.Load("r2", RouterRules.Strip);

        var v4 = await chain.ProbeOneAsync(isIpv6: false, ProbeProtocol.Udp, Locating);
        var v6 = await chain.ProbeOneAsync(isIpv6: true, ProbeProtocol.Rsvp, Locating);

        (v4.Verdict, v4.Location!.Change, Place(v4)).ShouldBe((ProbeVerdict.Stripped, QuotedOption.Changed, "10.1.0.1 10.2.0.2"), v4.Detail);
        (v6.Verdict, v6.Location!.Change, Place(v6)).ShouldBe((ProbeVerdict.Stripped, QuotedOption.Changed, "fd00:1::1 fd00:2::2"), v6.Detail);
        Proof(v4).ShouldBe([(PacketSight.Sent, true), (PacketSight.Arrived, false), (PacketSight.Arrived, false), (PacketSight.Answered, true), (PacketSight.Answered, false)]);
        Proof(v6).ShouldBe([(PacketSight.Sent, true), (PacketSight.Arrived, false), (PacketSight.Arrived, false), (PacketSight.Answered, true), (PacketSight.Answered, false)]);
    }

    [Fact]
    public async Task Probe_MiddleRouterDrops_IsDroppedThere()
    {
        await using var chain = await fixture.StartAsync();
        chain.Network.Load("r2", RouterRules.Drop);

        var v4 = await chain.ProbeOneAsync(isIpv6: false, ProbeProtocol.Rsvp, Locating);
        var v6 = await chain.ProbeOneAsync(isIpv6: true, ProbeProtocol.Udp, Locating);

        (v4.Verdict, v4.Location!.Change, Place(v4)).ShouldBe((ProbeVerdict.Dropped, QuotedOption.Silent, "10.1.0.1 10.2.0.2"), v4.Detail);
        v4.High.ShouldBeNull("a high rate tells nothing more");
        Proof(v4).ShouldBe([(PacketSight.Sent, true), (PacketSight.Arrived, false), (PacketSight.Answered, true)], "only the packet without the option arrived");
        (v6.Verdict, v6.Location!.Change, Place(v6)).ShouldBe((ProbeVerdict.Dropped, QuotedOption.Silent, "fd00:1::1 fd00:2::2"), v6.Detail);
    }

    [Fact]
    public async Task Probe_RouterStripsWithAWrongChecksum_IsToldFromADrop()
    {
        await using var chain = await fixture.StartAsync();
        chain.Network.Load("r2", RouterRules.StripBroken);

        var inTheMiddle = await chain.ProbeOneAsync(isIpv6: false, ProbeProtocol.Udp, Locating);
        chain.Network.Load("r2", RouterRules.None);
        chain.Network.Load("r3", RouterRules.StripBroken);
        var atTheEnd = await chain.ProbeOneAsync(isIpv6: false, ProbeProtocol.Udp, request => request with { Low = Quick, High = Quick });

        // The next router drops what the one in the middle broke; what the last one breaks is seen as it arrives.
        (inTheMiddle.Verdict, inTheMiddle.Low!.RouterAlert.Received, Place(inTheMiddle)).ShouldBe((ProbeVerdict.StrippedBroken, 0, "10.1.0.1 10.2.0.2"), inTheMiddle.Detail);
        (atTheEnd.Verdict, atTheEnd.Low!.RouterAlert.BrokenChecksum).ShouldBe((ProbeVerdict.StrippedBroken, 10), atTheEnd.Detail);
    }

    [Fact]
    public async Task Probe_OptionArrivesWithAnotherTimeToLive_IsTunnelled()
    {
        await using var chain = await fixture.StartAsync();
        chain.Network.Load("r2", RouterRules.RaiseTimeToLive);

        var v4 = await chain.ProbeOneAsync(isIpv6: false, ProbeProtocol.Udp, request => request with { Low = Quick, High = Quick });
        var v6 = await chain.ProbeOneAsync(isIpv6: true, ProbeProtocol.Udp, request => request with { Low = Quick, High = Quick });

        (v4.Verdict, v6.Verdict).ShouldBe((ProbeVerdict.Tunnelled, ProbeVerdict.Tunnelled), v4.Detail);
        v4.Detail.ShouldEndWith("TTL at arrival 62 with the option, 61 without");
    }

    [Fact]
    public async Task Probe_LimitForEachProtocol_IsPolicedToIt()
    {
        await using var chain = await fixture.StartAsync();
        chain.Network.Load("r2", RouterRules.PerProtocol);

        var rsvp = await chain.ProbeOneAsync(isIpv6: false, ProbeProtocol.Rsvp, request => request with { Low = new(10, 20), High = new(200, 200) });

        rsvp.Verdict.ShouldBe(ProbeVerdict.Policed, rsvp.Detail);
        rsvp.PacketsPerSecond!.Value.ShouldBeInRange(75, 130);
    }

    [Fact]
    public async Task Probe_RouterPuntsRsvp_IsDroppedOrInterceptedByInterest()
    {
        await using var chain = await fixture.StartAsync();
        chain.Network.Punt("r2", 46);

        var nobody = await chain.ProbeAsync(isIpv6: false, [ProbeProtocol.Udp, ProbeProtocol.Rsvp], request => request with { Low = Quick, High = Quick });
        var interested = await chain.ProbeOneAsync(isIpv6: false, ProbeProtocol.Rsvp, request => request with { Low = Quick, High = Quick, Interested = [ProbeProtocol.Rsvp] });

        nobody.Select(result => result.Verdict).ShouldBe([ProbeVerdict.Carried, ProbeVerdict.Dropped]);
        interested.Verdict.ShouldBe(ProbeVerdict.Intercepted);
    }

    [Fact]
    public async Task Probe_WithoutPrivileges_TellsOfUdpAndWhatElseIsNeeded()
    {
        await using var chain = await fixture.StartAsync(isPrivileged: false);
        chain.Network.Load("r2", RouterRules.Strip);

        var stripped = await chain.ProbeAsync(isIpv6: false, [ProbeProtocol.Udp, ProbeProtocol.Rsvp], Locating);
        chain.Network.Load("r2", RouterRules.None);
        var carried = await chain.ProbeOneAsync(isIpv6: false, ProbeProtocol.Udp, request => request with { Low = Quick, High = QuickHigh });

        stripped.Select(result => result.Verdict).ShouldBe([ProbeVerdict.Stripped, ProbeVerdict.Unknown], stripped[0].Detail);
        stripped[0].Detail.ShouldEndWith("locating needs the capability CAP_NET_RAW");
        stripped[1].Detail.ShouldBe("sending rsvp over IPv4 needs the capability CAP_NET_RAW; without it only udp over IPv4 can be probed");
        (carried.Verdict, carried.Low!.RouterAlert.TimeToLive).ShouldBe((ProbeVerdict.Carried, (int?)61), carried.Detail);
    }

    private static ProbeRequest Locating(ProbeRequest request) => request with { Low = Quick, High = Quick, Locate = true };

    // Where each packet behind a verdict was seen, and whether it (of a router's answer: the packet it quotes) had the option.
    private static IEnumerable<(PacketSight Sight, bool HasOption)> Proof(ProbeResult result) => result.Packets.Select(seen =>
    {
        Dissector.Dissect(LinkType.Raw, seen.Packet.Octets, seen.Packet.Octets.Length, out var found);
        if (seen.Sight == PacketSight.Answered)
        {
            Dissector.Dissect(LinkType.Raw, new IcmpMessage(found.Transport, found.IsIpv6).Quoted, int.MaxValue, out found);
        }

        return (seen.Sight, found.RouterAlert == RouterAlertState.Present);
    });

    private static string Place(ProbeResult result) => $"{result.Location!.LastIntact} {result.Location.FirstWithout}";
}
