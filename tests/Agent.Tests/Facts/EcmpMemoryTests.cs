using System.Net;
using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Sources.Ecmp;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Agent.Tests.Facts;

public sealed class EcmpMemoryTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Count_MemberLost_ExpectsTheLargestNumberOfTheLastHour()
    {
        var memory = Memory();
        memory.Observe(Network(2));
        memory.Observe(Network(1));

        memory.Count(Route(1), Network(1)).ShouldBe((1, 2));
        _time.Advance(TimeSpan.FromMinutes(61));
        memory.Observe(Network(1));
        memory.Count(Route(1), Network(1)).ShouldBe((1, 1));
    }

    [Fact]
    public void Lost_InterfaceDown_IsKept()
    {
        var memory = Memory();
        memory.Observe(Network(2));

        memory.Lost(Route(1), Network(1, secondUp: false)).Single().Interface.ShouldBe("to-p2");
    }

    [Fact]
    public void Lost_InterfaceUp_IsNotLostButGone()
    {
        var memory = Memory();
        memory.Observe(Network(2));

        memory.Lost(Route(1), Network(1)).ShouldBeEmpty();
    }

    [Fact]
    public void Retire_TakenOutOnPurpose_ForgetsMemberAndNumber()
    {
        var memory = Memory();
        memory.Observe(Network(2));

        memory.Retire(Network(1, secondUp: false), (_, name) => name == "to-p2");

        memory.Lost(Route(1), Network(1, secondUp: false)).ShouldBeEmpty();
        memory.Count(Route(1), Network(1)).ShouldBe((1, 1));
    }

    [Fact]
    public void Save_AndOpenAgain_RemembersUntilTheHourIsOver()
    {
        var memory = Memory();
        memory.Observe(Network(2));
        memory.Save();

        Memory().Count(Route(1), Network(1)).ShouldBe((1, 2));
        _time.Advance(TimeSpan.FromMinutes(61));
        Memory().Count(Route(1), Network(1)).ShouldBe((1, 1));
    }

    [Fact]
    public void Open_DamagedFile_StartsAnew()
    {
        _folder.Write("paths.txt", "10.255.0.2/32 x member\n\n10.0.0.0/8 99999999999999999999 count 3\nfoo");

        Memory().Count(Route(1), Network(1)).ShouldBe((1, 1));
    }

    [Fact]
    public void Collect_LostMember_IsReportedBesideTheActiveOne()
    {
        var memory = Memory();
        memory.Observe(Network(2));
        var network = Network(1, secondUp: false);

        var facts = FactCollector.Collect("pe1", new DeviceFacts("linux", "6", "pe1"), network, memory, [], PuntSnapshot.None);

        facts.Where(fact => fact.Relation == "route-nexthop").Select(fact => $"{fact.Fields["interface"]} {fact.Fields["state"]}").ShouldBe(["to-p1 active", "to-p2 lost"]);
        facts.Single(fact => fact.Relation == "route").Fields["ecmp"].ShouldBe("yes");
        facts.Single(fact => fact.Relation == "route").Fields["protocol"].ShouldBe("isis");
    }

    private EcmpMemory Memory() => new(_folder.Combine("paths.txt"), _time);

    private static NetworkRoute Route(int members) => Network(members).Routes[0];

    private static NetworkSnapshot Network(int members, bool secondUp = true)
    {
        NetworkLink[] links = [Link(3, "to-p1", up: true), Link(4, "to-p2", secondUp)];
        NextHop[] hops = [new NextHop(3, IPAddress.Parse("10.0.0.1"), 0), new NextHop(4, IPAddress.Parse("10.0.0.3"), 0)];
        NetworkPrefix.TryParse("10.255.0.2/32", out var prefix).ShouldBeTrue();
        return new NetworkSnapshot
        {
            Links = System.Collections.Immutable.ImmutableDictionary.CreateRange(links.Select(link => KeyValuePair.Create(link.Index, link))),
            Routes = [new NetworkRoute(prefix, 187, 20, [.. hops.Take(members)])],
        };
    }

    private static NetworkLink Link(int index, string name, bool up) => new()
    {
        Index = index,
        Name = name,
        Flags = up ? 0x43u : 0x2u,
        OperState = up ? (byte)6 : (byte)2,
        Carrier = up,
    };
}
