using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Orchestrator.Probes;

namespace RouterAlertAssurance.Orchestrator.Tests.Probes;

/// <summary>Laws of what all probes together may send, over random networks in which ways come and go.</summary>
public sealed class NetworkRateProperties
{
    private const int PeriodSeconds = 10;

    [Fact]
    public void Of_WaysThatComeAndGo_NeverSendsMoreThanTheNetworkMayAndLeavesNobodyOut() => Check(network =>
    {
        foreach (var step in network.Steps)
        {
            var probes = Schedule(step, network.Limits);
            probes.Select(probe => probe.Id).Order().ShouldBe(step.Select(ask => ask.Id).Distinct().Order());
            (ProbeScheduleProperties.MostAtATime(probes) * network.Limits.PacketsPerSecond).ShouldBeLessThanOrEqualTo(network.Limits.NetworkRate);
            probes.ShouldAllBe(probe => probe.RoundSeconds >= probe.Effort.Seconds && probe.OffsetSeconds < probe.PeriodSeconds);
        }
    });

    [Fact]
    public void Of_OneMoreWay_MovesNoneThatGoesBeforeIt() => Check(network =>
    {
        foreach (var (before, after) in network.Steps.Zip(network.Steps.Skip(1)))
        {
            var (known, now) = (Schedule(before, network.Limits).ToDictionary(probe => probe.Id), Schedule(after, network.Limits));
            // Where there is room, periods stay, and so do the times of all ways behind which the first new one comes.
            if (now.All(probe => !known.TryGetValue(probe.Id, out var old) || old.PeriodSeconds == probe.PeriodSeconds) && after.Count > before.Count)
            {
                now.OrderBy(probe => probe.PeriodSeconds).ThenByDescending(probe => probe.Effort.Seconds).ThenBy(probe => probe.Initiator, StringComparer.Ordinal).ThenBy(probe => probe.Id, StringComparer.Ordinal)
                    .TakeWhile(probe => known.ContainsKey(probe.Id)).ShouldAllBe(probe => known[probe.Id].OffsetSeconds == probe.OffsetSeconds);
            }
        }
    });

    [Fact]
    public void Of_AWayThatFindsItsPlaceFree_MovesNobody()
    {
        var limits = new ProbeLimits(PeriodSeconds, 100, 1000, 6400);
        var (moved, ways) = (0, new List<PlacedAsk>());
        for (var number = 0; number < 40; number++)
        {
            var before = Schedule(ways, limits).ToDictionary(probe => probe.Id, probe => (probe.PeriodSeconds, probe.OffsetSeconds));
            ways.Add(Ask(number, number + 100, "rsvp,udp,protocol-253"));
            moved += Schedule(ways, limits).Count(probe => before.TryGetValue(probe.Id, out var known) && known != (probe.PeriodSeconds, probe.OffsetSeconds));
        }

        // Most find theirs free, and of the rest each moves a few: 40 ways in 64 slots, added one by one.
        moved.ShouldBeLessThan(40);
    }

    [Theory]
    [InlineData(1, "rsvp,udp,protocol-253", 10)]
    [InlineData(4, "rsvp,udp,protocol-253", 10)]
    [InlineData(5, "rsvp,udp,protocol-253", 20)]
    [InlineData(8, "rsvp,udp,protocol-253", 20)]
    [InlineData(9, "rsvp,udp,protocol-253", 40)]
    [InlineData(8, "rsvp", 10)]
    [InlineData(9, "rsvp", 20)]
    public void Of_WaysOfDifferentAgents_DoublesPeriodsOnceAllSlotsAreTaken(int ways, string protocols, int period) =>
        Schedule([.. Enumerable.Range(0, ways).Select(number => Ask(number, number + 100, protocols))], new(PeriodSeconds, 100, 1000, 400)).ShouldAllBe(probe => probe.PeriodSeconds == period);

    [Fact]
    public void Of_TheDefaultsAndTheWaysOfTheLab_ProbesEachInTheUsualPeriod()
    {
        var limits = ProbeLimits.Of(new OrchestratorOptions());
        PlacedAsk[] asks = [Ask(1, 2, "rsvp,udp,protocol-253"), Ask(2, 1, "rsvp,udp,protocol-253"), Ask(3, 4, "rsvp")];

        var schedule = ProbeSchedule.Of(asks, limits, ProbeTakers.None);

        asks.SelectMany(ask => schedule.SentBy(ask.Initiator)).ShouldAllBe(probe => probe.PeriodSeconds == PeriodSeconds && probe.RoundSeconds == probe.Effort.LongestSeconds);
        schedule.ProblemsOf(asks.Select(ask => ask.Node)).ShouldBeEmpty();
    }

    // Routers take 200 packets with the mark in a second and interface for probes, and half of those of a probe have the option.
    [Fact]
    public void Defaults_AllSlotsOverOneInterface_StayBelowWhatRoutersTakeForProbes()
    {
        var limits = ProbeLimits.Of(new OrchestratorOptions());

        (limits.Slots * new ProbeEffort(1, limits.PacketsPerSecond).HighPairsPerSecond).ShouldBeLessThan(200);
    }

    [Fact]
    public void Of_MoreThanTheNetworkMaySend_SaysSo()
    {
        PlacedAsk[] asks = [.. Enumerable.Range(0, 5).Select(number => Ask(number, number + 100, "rsvp,udp,protocol-253"))];

        ProbeSchedule.Of(asks, new(PeriodSeconds, 100, 1000, 400), ProbeTakers.None).ProblemsOf(asks.Select(ask => ask.Node)).Select(problem => problem.Detail).Distinct()
            .ShouldHaveSingleItem().ShouldBe("probed every 20 s and not every 10 s: all probes of the network together send 400 packets per second at most (probe-network-rate)");
    }

    private static List<ScheduledProbe> Schedule(IReadOnlyCollection<PlacedAsk> asks, ProbeLimits limits)
    {
        var schedule = ProbeSchedule.Of(asks, limits, ProbeTakers.None);
        return [.. asks.Select(ask => ask.Initiator).Distinct().SelectMany(agent => schedule.SentBy(agent))];
    }

    private static PlacedAsk Ask(int from, int to, string protocols) =>
        new(new("way", $"{from}.{to}"), new($"d{from}", $"192.0.2.{from}", $"198.51.100.{to}", $"d{to}", protocols), $"a{from}", $"a{to}");

    private static void Check(Action<Network> property) => Prop.ForAll(Networks().ToArbitrary(), network =>
    {
        property(network);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50).WithQuietOnSuccess(true));

    private static Gen<Network> Networks() =>
        from agents in Gen.Choose(2, 40)
        from period in Gen.Elements(5, 10, 15, 60)
        from rate in Gen.Elements(10, 50, 100, 1000)
        from slots in Gen.Choose(1, 8)
        from spare in Gen.Choose(0, rate - 1)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new Network(new(period, rate, 1000, (rate * slots) + spare), [.. Steps(agents, new Random(seed))]);

    // Each step adds a way or takes one away.
    private static IEnumerable<IReadOnlyCollection<PlacedAsk>> Steps(int agents, Random random)
    {
        string[] protocols = ["udp", "rsvp,udp", "rsvp,udp,protocol-253", "rsvp,udp,tcp,protocol-253"];
        var ways = new List<PlacedAsk>();
        for (var step = 0; step < 25; step++)
        {
            if (ways.Count > 0 && random.Next(4) == 0)
            {
                ways.RemoveAt(random.Next(ways.Count));
            }
            else
            {
                var from = random.Next(agents);
                var way = Ask(from, (from + 1 + random.Next(agents - 1)) % agents, protocols[random.Next(protocols.Length)]);
                ways.RemoveAll(known => known.Id == way.Id);
                ways.Add(way);
            }

            yield return [.. ways];
        }
    }

    private sealed record Network(ProbeLimits Limits, IReadOnlyList<IReadOnlyCollection<PlacedAsk>> Steps);
}
