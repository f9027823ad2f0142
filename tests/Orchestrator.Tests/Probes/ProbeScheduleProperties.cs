using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Orchestrator.Probes;

namespace RouterAlertAssurance.Orchestrator.Tests.Probes;

/// <summary>Laws of the schedule over random asks of few agents.</summary>
public sealed class ProbeScheduleProperties
{
    private const int Agents = 5;
    private static readonly ProbeLimits Limits = new(15, 100, 150, NetworkRate: 10_000);

    [Fact]
    public void Of_AnyAsks_GivesEachWayOneTaskAtBothItsAgents() => Check(asks =>
    {
        var schedule = ProbeSchedule.Of(asks, Limits, ProbeTakers.None);
        foreach (var same in asks.GroupBy(ask => ask.Id))
        {
            var ask = same.First();
            var sent = All(schedule.SentBy).Where(probe => probe.Id == ask.Id).ToList();
            All(schedule.AnsweredBy).Where(probe => probe.Id == ask.Id).ShouldBe(sent);
            sent.Count.ShouldBe(ask.Obstacle is null ? 1 : 0);
            sent.ShouldAllBe(probe => probe.Initiator == ask.Initiator && probe.Responder == ask.Responder && probe.Source == ask.Ask.Source && probe.Destination == ask.Ask.Destination);
            sent.SelectMany(probe => probe.Protocols.Split(',')).Order().ShouldBe(ask.Obstacle is null ? same.SelectMany(one => one.Ask.Protocols.Split(',')).Distinct().Order() : []);
        }
    });

    [Fact]
    public void Of_AnyAsks_TellsEachNodeThatGetsNone() => Check(asks =>
    {
        var schedule = ProbeSchedule.Of(asks, Limits, ProbeTakers.None);
        asks.Where(ask => ask.Obstacle is not null).ShouldAllBe(ask => schedule.ProblemsOf(new[] { ask.Node }).Any());
        asks.Where(ask => ask.Responder is null).ShouldAllBe(ask => schedule.ProblemsOf(new[] { ask.Node }).Single().Detail == $"no agent on device {ask.Ask.Peer} to answer probes");
    });

    [Fact]
    public void Of_AnyAsks_KeepsEveryBudget() => Check(asks =>
    {
        var schedule = ProbeSchedule.Of(asks, Limits, ProbeTakers.None);
        for (var agent = 0; agent < Agents; agent++)
        {
            var sent = schedule.SentBy($"a{agent}");
            sent.Concat(schedule.AnsweredBy($"a{agent}")).Sum(probe => (double)probe.Effort.Packets / probe.PeriodSeconds).ShouldBeLessThanOrEqualTo(Limits.DeviceBudget + 1e-9);
            sent.Sum(probe => (double)probe.Effort.Seconds / probe.PeriodSeconds).ShouldBeLessThanOrEqualTo(1 + 1e-9);
        }
    });

    [Fact]
    public void Of_AnyAsks_LengthensByDoublingAndSaysSo() => Check(asks =>
    {
        var schedule = ProbeSchedule.Of(asks, Limits, ProbeTakers.None);
        All(schedule.SentBy).ShouldAllBe(probe => probe.OffsetSeconds >= 0 && probe.OffsetSeconds < probe.PeriodSeconds);
        All(schedule.SentBy).ShouldAllBe(probe => probe.PeriodSeconds % Limits.PeriodSeconds == 0 && int.IsPow2(probe.PeriodSeconds / Limits.PeriodSeconds));
        var lengthened = All(schedule.SentBy).Where(probe => probe.PeriodSeconds > Limits.PeriodSeconds).Select(probe => probe.Id).ToHashSet();
        asks.Where(ask => ask.Obstacle is null).ShouldAllBe(ask => lengthened.Contains(ask.Id) == schedule.ProblemsOf(new[] { ask.Node }).Any());
    });

    [Fact]
    public void Of_AnAgentThatAnswersFewerThanSeconds_BeginsNoTwoTogether()
    {
        PlacedAsk[] asks = [.. Enumerable.Range(0, 12).Select(number => new PlacedAsk(new("way", $"w{number}"), new($"d{number}", $"192.0.2.{number}", "198.51.100.1", "hub", "udp"), $"a{number}", "hub"))];

        ProbeSchedule.Of(asks, Limits with { DeviceBudget = 10_000 }, ProbeTakers.None).AnsweredBy("hub").Select(probe => probe.OffsetSeconds).ShouldBeUnique();
    }

    [Fact]
    public void Of_AnyAsks_LetsAnAgentSendOneRoundAtATime() => Check(asks =>
    {
        var schedule = ProbeSchedule.Of(asks, Limits, ProbeTakers.None);
        for (var agent = 0; agent < Agents; agent++)
        {
            MostAtATime(schedule.SentBy($"a{agent}")).ShouldBeLessThanOrEqualTo(1);
        }
    });

    [Fact]
    public void Of_AsksInAnotherOrder_IsTheSame() => Check(asks =>
    {
        var (schedule, other) = (ProbeSchedule.Of(asks, Limits, ProbeTakers.None), ProbeSchedule.Of([.. asks.Reverse()], Limits, ProbeTakers.None));
        schedule.AgentsDifferingFrom(other).ShouldBeEmpty();
    });

    [Fact]
    public void Of_AnAskOfOtherAgents_ChangesNothingElsewhere() => Check(asks =>
    {
        var more = new PlacedAsk(new("way", "x"), new("y", "192.0.2.1", "192.0.2.2", "z", "udp"), "y", "z");

        ProbeSchedule.Of([.. asks, more], Limits, ProbeTakers.None).AgentsDifferingFrom(ProbeSchedule.Of(asks, Limits, ProbeTakers.None)).ShouldBe(["y", "z"], ignoreOrder: true);
    });

    [Fact]
    public void Of_MoreThanAnAgentTakes_LeavesOutTheRestAndSaysSo()
    {
        PlacedAsk[] asks = [.. Enumerable.Range(0, 300).Select(number => new PlacedAsk(new("way", $"w{number}"), new("a", "192.0.2.1", $"198.51.100.{number % 250}", $"b{number}", "udp"), "a", $"b{number}"))];

        var schedule = ProbeSchedule.Of(asks, Limits, ProbeTakers.None);

        schedule.SentBy("a").Length.ShouldBe(256);
        asks.SelectMany(ask => schedule.ProblemsOf([ask.Node])).Count(problem => problem.Detail.StartsWith("an agent takes 256 probes at most", StringComparison.Ordinal)).ShouldBe(44);
    }

    [Theory]
    [InlineData("rsvp,icmp", "rsvp", "nothing is probed with icmp from 192.0.2.1 to 198.51.100.1: probes are sent over igmp, rsvp, pgm, tcp, udp, sctp, protocol-253")]
    [InlineData("mld,udp,protocol-47,igmp,ospf", "igmp,udp", "nothing is probed with mld, protocol-47, ospf from 192.0.2.1 to 198.51.100.1: probes are sent over igmp, rsvp, pgm, tcp, udp, sctp, protocol-253")]
    [InlineData("icmp", "", "'icmp' names no protocol to probe with: probes are sent over igmp, rsvp, pgm, tcp, udp, sctp, protocol-253")]
    public void Of_ProtocolsThatCannotBeSent_LeavesThemOutAndSaysSo(string asked, string sent, string problem)
    {
        var ask = new PlacedAsk(new("way", "w"), new("a", "192.0.2.1", "198.51.100.1", "b", asked), "a", "b");

        var schedule = ProbeSchedule.Of([ask], Limits, ProbeTakers.None);

        string.Join(' ', schedule.SentBy("a").Select(probe => probe.Protocols)).ShouldBe(sent);
        schedule.ProblemsOf([ask.Node]).Single().Detail.ShouldBe(problem);
    }

    /// <summary>The most tasks of some that may have a round at the same second, of all seconds that there are.</summary>
    internal static int MostAtATime(IReadOnlyCollection<ScheduledProbe> probes)
    {
        var running = new int[probes.Select(probe => probe.PeriodSeconds).DefaultIfEmpty(1).Max()];
        foreach (var probe in probes)
        {
            var seconds = from turn in Enumerable.Range(0, running.Length / probe.PeriodSeconds)
                          from second in Enumerable.Range(0, probe.RoundSeconds)
                          select ((turn * probe.PeriodSeconds) + probe.OffsetSeconds + second) % running.Length;
            foreach (var second in seconds.Distinct())
            {
                running[second]++;
            }
        }

        return running.Max();
    }

    private static List<ScheduledProbe> All(Func<string, ImmutableArray<ScheduledProbe>> of) => [.. Enumerable.Range(0, Agents).SelectMany(agent => of($"a{agent}"))];

    private static void Check(Action<IReadOnlyCollection<PlacedAsk>> property) => Prop.ForAll(Asks().ToArbitrary(), asks =>
    {
        property(asks);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));

    private static Gen<PlacedAsk[]> Asks() =>
        from count in Gen.Choose(0, 25)
        from asks in Ask().ArrayOf(count)
        select asks.Select((ask, number) => ask with { Node = new("way", $"w{number:D2}") }).ToArray();

    private static Gen<PlacedAsk> Ask() =>
        from initiator in Gen.Choose(0, Agents - 1)
        from peer in Gen.Choose(0, Agents - 1)
        from isThere in Gen.Choose(0, 5)
        from host in Gen.Choose(0, 2)
        from family in Gen.Choose(0, 4)
        from protocols in Gen.Elements("udp", "udp,rsvp", "rsvp,udp,tcp,protocol-253", "igmp", "protocol-253")
        let source = family == 0 ? $"2001:db8::{initiator + 1}" : $"192.0.2.{initiator + 1}"
        let destination = family <= 1 ? $"2001:db8::{host + 1}:{peer + 1}" : $"198.51.100.{(host * 10) + peer}"
        select new PlacedAsk(new("way", "w"), new($"d{initiator}", source, destination, $"d{peer}", protocols), $"a{initiator}", isThere == 0 ? null : $"a{peer}");
}
