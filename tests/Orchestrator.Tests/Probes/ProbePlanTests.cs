using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Orchestrator.Assignment;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.Orchestrator.Probes;

namespace RouterAlertAssurance.Orchestrator.Tests.Probes;

/// <summary>Probes in the assignments that agents get, over random changes of services, devices and agents.</summary>
public sealed class ProbePlanTests
{
    private const int Devices = 5;

    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly NetworkPlanner Planner = MakePlanner([7]);

    [Fact]
    public void Plan_StepByStep_GivesTheAssignmentsOfPlanningFromScratch() => Walk((_, state) => Print(state) == Print(FromScratch(state)));

    [Fact]
    public void Plan_AnyNetwork_GivesEachTaskToBothItsAgentsWithOneKey()
    {
        var tasks = 0;
        Walk((_, state) =>
        {
            var sent = state.Slices.SelectMany(slice => slice.Value.Assignment.Probes.Select(task => (Agent: slice.Key, Task: task))).ToList();
            var answered = state.Slices.SelectMany(slice => slice.Value.Assignment.Responses.Select(task => (Agent: slice.Key, Task: task))).ToDictionary(response => response.Task.Id);
            tasks += sent.Count;
            return sent.Count == answered.Count
                && sent.DistinctBy(probe => probe.Task.Id).Count() == sent.Count
                && sent.DistinctBy(probe => Convert.ToHexString(probe.Task.Key)).Count() == sent.Count
                && sent.All(probe => answered[probe.Task.Id] is var (agent, task)
                    && task.Key.SequenceEqual(probe.Task.Key) && task.Key.Length == ProbeTask.KeyLength
                    && agent == probe.Task.Peer && task.Peer == probe.Agent
                    && (task.Source, task.Destination, task.PeriodSeconds, task.OffsetSeconds) == (probe.Task.Source, probe.Task.Destination, probe.Task.PeriodSeconds, probe.Task.OffsetSeconds)
                    && EndpointOf(state, probe.Agent, probe.Task.Peer) == EndpointOf(state, agent, agent)
                    && EndpointOf(state, agent, probe.Agent) == EndpointOf(state, probe.Agent, probe.Agent));
        });
        // The property says something only where there were tasks; a run gives 1500 to 2100.
        tasks.ShouldBeGreaterThan(200);
    }

    // A slice whose digest is the same is not sent again.
    [Fact]
    public void Plan_AnyChange_SendsWhatDiffersAndNothingElse() => Walk((before, state) => state.Slices.All(slice =>
        !before.Slices.TryGetValue(slice.Key, out var old)
        || (old.Digest == slice.Value.Digest) == (Json(old.Assignment) == Json(slice.Value.Assignment) && old.Subservices.Write().AsSpan().SequenceEqual(slice.Value.Subservices.Write()))));

    [Fact]
    public void Plan_AnotherProbeOfOneAgent_LeavesOtherAgentsAlone()
    {
        var state = Planned(Service(Service(All(), 0, 1, "udp"), 2, 3, "udp"));

        var next = Planned(Service(state, 1, 0, "udp"));

        next.Slices["a2"].ShouldBeSameAs(state.Slices["a2"]);
        next.Slices["a3"].ShouldBeSameAs(state.Slices["a3"]);
        next.Slices["a0"].Assignment.Responses.Count.ShouldBe(1);
    }

    [Fact]
    public void Plan_OtherProtocols_ChangesTheKeyAndNotTheIdentifier()
    {
        var state = Planned(Service(All(), 0, 1, "udp"));

        var next = Planned(Service(state, 0, 1, "udp,rsvp"));

        var (before, after) = (state.Slices["a0"].Assignment.Probes.Single(), next.Slices["a0"].Assignment.Probes.Single());
        after.Protocols.ShouldBe(["rsvp", "udp"]);
        after.Id.ShouldBe(before.Id);
        after.Key.ShouldNotBe(before.Key);
    }

    [Fact]
    public void Plan_AdvancedLevel_TriesWhatTheLevelReads()
    {
        var state = Planned(Service(All(), 0, 1, "udp"));
        state.Slices["a0"].Assignment.Probes.Single().Protocols.ShouldBe(["udp"]);

        var next = Planned(Service(state, 0, 1, "udp", "advanced"));

        next.Slices["a0"].Assignment.Probes.Single().Protocols.ShouldBe(["tcp", "udp"]);
    }

    [Fact]
    public void Plan_PeerWithoutAgent_GivesNoTaskAndSaysWhy()
    {
        var state = Planned(Service(All(), 0, 1, "udp") with { Agents = All().Agents.Remove("a1").Remove("d1") });

        state.Slices["a0"].Assignment.Probes.ShouldBeEmpty();
        state.Plan.Probes.Schedule.ProblemsOf(state.Plan.Graph.Nodes.Keys).Single().Detail.ShouldBe("no agent on device d1 to answer probes");
    }

    [Fact]
    public void Plan_AnotherSecret_GivesOtherKeys()
    {
        var state = Service(All(), 0, 1, "udp");

        var (one, other) = (Planned(state), MakePlanner([8]).Plan(state, Time).State);

        one.Slices["a0"].Assignment.Probes.Single().Key.ShouldNotBe(other.Slices["a0"].Assignment.Probes.Single().Key);
        MakePlanner([7]).Plan(state, Time).State.Slices["a0"].Assignment.Probes.Single().Key.ShouldBe(one.Slices["a0"].Assignment.Probes.Single().Key);
    }

    [Fact]
    public void Plan_ProgramsThatTakePackets_AreToldToWhoSendsTheirProtocol()
    {
        var state = Planned(Service(Service(All(), 0, 1, "udp,rsvp"), 2, 3, "udp"));

        var next = Planned(Listener(state, 4, "rsvp"));

        next.Slices["a0"].Assignment.Probes.Single().Takers.ShouldBe([new("192.0.2.4", "rsvp")]);
        next.Slices["a0"].Assignment.Probes.Single().Key.ShouldBe(state.Slices["a0"].Assignment.Probes.Single().Key);
        next.Slices["a2"].ShouldBeSameAs(state.Slices["a2"]);
        Planned(Listener(next, 4, "")).Slices["a0"].Assignment.Probes.Single().Takers.ShouldBeEmpty();
    }

    [Fact]
    public void Takers_OfFamiliesAndKinds_AreThoseOfSocketsAlone()
    {
        Fact[] facts =
        [
            Row("router-alert-listener", ("device", "p1"), ("family", "ipv6"), ("protocol", "any"), ("kind", "socket")),
            Row("router-alert-listener", ("device", "p2"), ("family", "any"), ("protocol", "any"), ("kind", "queue")),
            Row("address", ("device", "p1"), ("family", "ipv4"), ("address", "192.0.2.1")),
            Row("address", ("device", "p1"), ("family", "ipv6"), ("address", "2001:db8::1")),
            Row("address", ("device", "p2"), ("family", "ipv6"), ("address", "2001:db8::2")),
        ];

        var takers = ProbeTakers.Of(FactBase.From(facts));

        takers.Of(["udp", "mld"]).ShouldBe([new("2001:db8::1", "udp"), new("2001:db8::1", "mld")]);
        takers.IsSameAs(ProbeTakers.Of(FactBase.From(facts.Reverse()))).ShouldBeTrue();
        takers.IsSameAs(ProbeTakers.None).ShouldBeFalse();
    }

    private static void Walk(Func<NetworkState, NetworkState, bool> law) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var state = Planned(All());
        for (var step = 0; step < 25; step++)
        {
            var before = state;
            state = Planned(Change(state, random));
            if (!law(before, state))
            {
                return false;
            }
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true));

    private static NetworkState Change(NetworkState state, Random random)
    {
        var (number, other) = (random.Next(Devices), random.Next(Devices));
        return random.Next(10) switch
        {
            0 => state with { Devices = state.Devices.Remove($"d{number}") },
            1 => Device(state, number),
            2 => state with { Agents = state.Agents.Remove($"a{number}") },
            3 => Agent(state, number, random.Next(2)),
            4 => state with { Services = state.Services.Remove(new("transit", $"s{number}.{other}")) },
            5 => Service(state, number, other, "rsvp", random.Next(2) == 0 ? "advanced" : null),
            6 => Listener(state, number, random.Next(2) == 0 ? "" : "udp"),
            _ => Service(state, number, other, random.Next(2) == 0 ? "udp" : "udp,igmp,pgm,protocol-253"),
        };
    }

    private static NetworkState All() => Enumerable.Range(0, Devices).Aggregate(NetworkState.Empty, (state, number) => Agent(Device(state, number), number, 0));

    private static NetworkState Device(NetworkState state, int number) =>
        state with { Devices = state.Devices.SetItem($"d{number}", new(new DeviceDefinition { Name = $"d{number}", Agent = $"a{number}" }, "", Time, Time)) };

    private static NetworkState Agent(NetworkState state, int number, int place) =>
        state with { Agents = state.Agents.SetItem($"a{number}", new() { Registration = new() { Id = $"a{number}", Endpoint = $"unix:/a{number}.{place}" } }) };

    // None where no protocol is given.
    private static NetworkState Listener(NetworkState state, int number, string protocol)
    {
        FactDocument[] facts =
        [
            new("address", new Dictionary<string, string> { ["device"] = $"d{number}", ["family"] = "ipv4", ["address"] = $"192.0.2.{number}" }),
            .. protocol.Length == 0 ? (FactDocument[])[] :
                [new("router-alert-listener", new Dictionary<string, string> { ["device"] = $"d{number}", ["family"] = "ipv4", ["protocol"] = protocol, ["kind"] = "socket" })],
        ];
        return state with { Facts = state.Facts.SetItem($"a{number}", new(new($"a{number}", 1, Time, facts), Time)) };
    }

    private static Fact Row(string relation, params (string Field, string Value)[] fields) =>
        new(relation, fields.ToImmutableSortedDictionary(field => field.Field, field => field.Value, StringComparer.Ordinal));

    private static NetworkState Service(NetworkState state, int from, int to, string protocols, string? level = null)
    {
        var definition = new ServiceDefinition
        {
            Type = "transit",
            Name = $"s{from}.{to}",
            Level = level,
            Parameters = new Dictionary<string, string>
            {
                ["device"] = $"d{from}",
                ["source"] = $"192.0.2.{from}",
                ["peer"] = $"d{to}",
                ["destination"] = $"192.0.2.{to}",
                ["protocols"] = protocols,
            },
        };
        var entry = new ServiceEntry(definition, "", Time, Time, []);
        return state with { Services = state.Services.SetItem(entry.Key, entry) };
    }

    private static NetworkState Planned(NetworkState state) => Planner.Plan(state, Time).State;

    private static NetworkState FromScratch(NetworkState state) =>
        Planned(state with { Plan = NetworkPlan.Empty, Graph = NetworkGraph.Empty, Slices = NetworkState.Empty.Slices });

    private static string EndpointOf(NetworkState state, string agent, string peer) => agent == peer
        ? state.Agents[peer].Registration.Endpoint
        : state.Slices[agent].Assignment.Peers.Single(known => known.Agent == peer).Endpoint;

    private static string Print(NetworkState state) => string.Join('\n', state.Slices.Select(slice => $"{slice.Key} {slice.Value.Assignment.Revision} {Json(slice.Value.Assignment)}"));

    private static string Json(AgentAssignment assignment) => JsonSerializer.Serialize(assignment with { Revision = 0 }, ContractsJson.Default.AgentAssignment);

    private static NetworkPlanner MakePlanner(ReadOnlySpan<byte> secret)
    {
        var (packages, errors) = PackageStore.Load(Path.Combine(AppContext.BaseDirectory, "TestData", "probes"));
        errors.ShouldBeEmpty();
        return new(packages!, new SlicePlanner(packages!, new ProbeKeys(secret)), new ProbeLimits(15, 100, 150, 400), NullLogger<NetworkPlanner>.Instance);
    }
}
