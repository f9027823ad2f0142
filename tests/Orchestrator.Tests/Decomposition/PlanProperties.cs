using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Orchestrator.Assignment;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.Orchestrator.Probes;
using RouterAlertAssurance.Orchestrator.Tests.Running;

namespace RouterAlertAssurance.Orchestrator.Tests.Decomposition;

/// <summary>Laws of planning over random sequences of changes to definitions, devices and facts.</summary>
public sealed class PlanProperties
{
    private const int Devices = 6;

    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly NetworkPlanner Planner = MakePlanner();

    [Fact]
    public void Plan_StepByStep_IsAsFromScratch() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Walk(seed, Change, (_, state, now) => Print(state) == Print(FromScratch(state, now)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Plan_AfterAnyChange_HoldsExactlyWhatTheServicesThatAreLeftNeed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Walk(seed, Change, (_, state, _) =>
        {
            var needed = state.Plan.Services.Values.SelectMany(service => service.Result.Nodes).ToLookup(node => node.Id);
            return state.Plan.Graph.Nodes.Keys.ToHashSet().SetEquals(needed.Select(node => node.Key))
                && needed.All(same => same.SelectMany(node => node.Dependencies).All(state.Plan.Graph.Nodes[same.Key].Dependencies.Contains));
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Plan_GatewaysInLoops_LeavesOutOnlyWhatDoesNotFit()
    {
        var (left, returned) = (0, 0);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Walk(seed, ChangeWithLoops, (before, state, _) =>
        {
            var plans = state.Plan.Services;
            var part = plans.Values.Where(plan => plan.Refusal is null).ToList();
            var merged = Merge(part);
            left += plans.Count - part.Count;
            returned += before.Plan.LeftOut.Count(key => plans.TryGetValue(key, out var plan) && plan.Refusal is null);
            // What is left out would not fit; what was part and is the same still is.
            return merged.IsAccepted
                && state.Plan.LeftOut.SetEquals(plans.Where(plan => plan.Value.Refusal is not null).Select(plan => plan.Key))
                && merged.Graph.Nodes.Values.All(node => state.Plan.Graph.Nodes[node.Id].HasSameContentAs(node))
                && merged.Graph.Nodes.Count == state.Plan.Graph.Nodes.Count
                && plans.Values.Where(plan => plan.Refusal is not null)
                    .All(plan => !Merge(part.Append(plan)).IsAccepted)
                && before.Plan.Services.Where(plan => plan.Value.Refusal is null && plans.TryGetValue(plan.Key, out var now) && ReferenceEquals(now.Result, plan.Value.Result))
                    .All(plan => plans[plan.Key].Refusal is null);
        })).QuickCheckThrowOnFailure();
        // The property says something only where both came up.
        left.ShouldBeGreaterThan(20);
        returned.ShouldBePositive();
    }

    [Fact]
    public void Plan_FactsThatNoServiceReads_KeepsGraphSlicesAndSubgraphs()
    {
        var state = Planner.Plan(Facts(Service(Device(Device(NetworkState.Empty, 1), 2), "link", 1, 1, 2), 1, Calls.NextHop("d1", "eth1")), Time).State;

        var next = Planner.Plan(Facts(state, 5, Calls.NextHop("d5", "eth1"), Calls.Gateway("d1", "x")), Time).State;

        next.Plan.Inputs.ShouldNotBeSameAs(state.Plan.Inputs);
        next.Graph.ShouldBeSameAs(state.Graph);
        next.Slices.ShouldBeSameAs(state.Slices);
        next.Plan.Services.ShouldBeSameAs(state.Plan.Services);
    }

    [Fact]
    public void Plan_FactsThatOneServiceReads_DecomposesThatOneOnly()
    {
        var state = NetworkState.Empty;
        state = Enumerable.Range(1, 4).Aggregate(state, Device);
        state = Service(Service(state, "link", 1, 1, 2), "link", 3, 3, 4);
        state = Planner.Plan(Facts(state, 1, Calls.NextHop("d1", "eth1"), Calls.NextHop("d2", "eth1"), Calls.NextHop("d3", "eth1"), Calls.NextHop("d4", "eth1")), Time).State;

        var next = Planner.Plan(Facts(state, 1, Calls.NextHop("d1", "eth7"), Calls.NextHop("d2", "eth1"), Calls.NextHop("d3", "eth1"), Calls.NextHop("d4", "eth1")), Time).State;

        next.Plan.Services[new("link", "s1")].ShouldNotBeSameAs(state.Plan.Services[new("link", "s1")]);
        next.Plan.Services[new("link", "s3")].ShouldBeSameAs(state.Plan.Services[new("link", "s3")]);
    }

    [Fact]
    public void Plan_NodeOfAnotherAgentChanges_GivesEveryAgentAboveItANewSlice()
    {
        var state = Enumerable.Range(1, 5).Aggregate(NetworkState.Empty, (known, number) => Agent(Device(known, number), number, number));
        state = Facts(Facts(Service(state, "chain", 1, 1, 1), 1, Calls.Gateway("d1", "d2")), 2, Calls.Gateway("d2", "d3"));
        state = Planner.Plan(state, Time).State;

        var next = Planner.Plan(Facts(state, 2, Calls.Gateway("d2", "d4")), Time).State;

        next.Slices["a1"].Assignment.Shadows.Select(shadow => shadow.Agent).ShouldBe(["a2", "a4"], ignoreOrder: true);
        next.Slices["a1"].Assignment.Revision.ShouldBe(state.Slices["a1"].Assignment.Revision + 1);
        next.Slices["a3"].Owned.ShouldBe(0);
        next.Slices["a5"].ShouldBeSameAs(state.Slices["a5"]);
    }

    private static bool Walk(int seed, Func<NetworkState, Random, NetworkState> change, Func<NetworkState, NetworkState, DateTimeOffset, bool> law)
    {
        var random = new Random(seed);
        var state = Enumerable.Range(0, Devices).Aggregate(NetworkState.Empty, (known, number) => Agent(Device(known, number), number, number));
        state = Planner.Plan(state, Time).State;
        for (var step = 0; step < 25; step++)
        {
            var (before, now) = (state, Time.AddSeconds(step));
            state = Planner.Plan(change(state, random), now).State;
            if (!law(before, state, now))
            {
                return false;
            }
        }

        return true;
    }

    private static NetworkState FromScratch(NetworkState state, DateTimeOffset now) =>
        Planner.Plan(state with { Plan = NetworkPlan.Empty, Graph = NetworkGraph.Empty, Slices = NetworkState.Empty.Slices }, now).State;

    private static SubgraphMergeResult Merge(IEnumerable<ServicePlan> plans) =>
        SubgraphMerge.Merge(plans.Select(plan => (IReadOnlyCollection<AssuranceNode>)plan.Result.Nodes));

    private static NetworkState ChangeWithLoops(NetworkState state, Random random)
    {
        var (number, other) = (random.Next(Devices), random.Next(Devices));
        return random.Next(4) switch
        {
            0 => state with { Services = state.Services.Remove(new("chain", $"s{number}")) },
            1 or 2 => Service(Device(state, number), "chain", number, number, other),
            _ => Facts(state, number, Calls.Gateway($"d{number}", $"d{other}")),
        };
    }

    private static NetworkState Change(NetworkState state, Random random)
    {
        var (number, other) = (random.Next(Devices), random.Next(Devices));
        return random.Next(11) switch
        {
            0 => Device(state, number),
            1 => state with { Devices = state.Devices.Remove($"d{number}") },
            2 => Service(state, "chain", number, other, other),
            3 or 4 => Service(state, "link", number, number, other, random.Next(3) == 0 ? $"{random.Next(10, 40)} ms" : null),
            5 => state with { Services = state.Services.Remove(new("link", $"s{number}")).Remove(new("chain", $"s{other}")) },
            6 => state with { Facts = state.Facts.Remove($"d{number}") },
            7 => Agent(state, number, other),
            8 => state with { Agents = state.Agents.Remove($"a{number}") },
            9 => Chosen(state, number, random),
            _ => Facts(state, number, [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomFact(number, random))]),
        };
    }

    // Gateways lead upwards only: facts that close a loop leave a service out, and which one depends on who came first.
    private static FactDocument RandomFact(int device, Random random) => random.Next(3) switch
    {
        0 => Calls.NextHop($"d{random.Next(Devices)}", $"eth{random.Next(3)}"),
        1 => Calls.Gateway($"d{device}", $"d{device + random.Next(1, 3)}"),
        _ => new("interface", new SortedDictionary<string, string> { ["device"] = $"d{device}", ["name"] = $"eth{random.Next(3)}" }),
    };

    private static NetworkState Device(NetworkState state, int number) => state.Devices.ContainsKey($"d{number}")
        ? state
        : state with { Devices = state.Devices.SetItem($"d{number}", new(new DeviceDefinition { Name = $"d{number}" }, "", Time, Time)) };

    private static NetworkState Service(NetworkState state, string type, int number, int device1, int device2, string? latency = null)
    {
        var definition = new ServiceDefinition
        {
            Type = type,
            Name = $"s{number}",
            Parameters = type == "chain"
                ? new Dictionary<string, string> { ["device"] = $"d{device1}" }
                : new Dictionary<string, string> { ["device1"] = $"d{device1}", ["interface1"] = "eth0", ["device2"] = $"d{device2}", ["interface2"] = "eth1" },
            Intent = latency is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["latency"] = latency },
        };
        var entry = new ServiceEntry(definition, "", Time, Time, []);
        return state with { Services = state.Services.SetItem(entry.Key, entry) };
    }

    private static NetworkState Agent(NetworkState state, int number, int device) => state with
    {
        Agents = state.Agents.SetItem(
            $"a{number}", new() { Registration = new() { Id = $"a{number}", Endpoint = $"unix:/a{number}.{device}", Devices = [$"d{number}", $"d{device}"] } }),
    };

    // Another level, or a window of maintenance that covers what only this service needs.
    private static NetworkState Chosen(NetworkState state, int number, Random random)
    {
        if (state.Services.Values.ElementAtOrDefault(number) is not { } entry)
        {
            return state;
        }

        var definition = entry.Definition with
        {
            Level = random.Next(2) == 0 ? "advanced" : null,
            Maintenance = random.Next(2) == 0 ? new("noc", Time.AddSeconds(random.Next(30)), Time.AddMinutes(1), Scope: random.Next(2) == 0 ? "exclusive" : "node") : null,
        };
        return state with { Services = state.Services.SetItem(entry.Key, entry with { Definition = definition }) };
    }

    private static NetworkState Facts(NetworkState state, int agent, params FactDocument[] facts) =>
        state with { Facts = state.Facts.SetItem($"d{agent}", new(new FactsReport($"d{agent}", 1, Time, facts), Time)) };

    private static string Print(NetworkState state)
    {
        var text = new StringBuilder();
        foreach (var node in state.Plan.Graph.Nodes.Values)
        {
            text.AppendLine($"{node.Id} {node.Label} {node.Maintenance} -> {string.Join(' ', node.Dependencies)} of {state.Plan.Owners.GetValueOrDefault(node.Id)}");
        }

        foreach (var (key, service) in state.Plan.Services)
        {
            text.AppendLine($"{key} {string.Join(' ', service.Result.Nodes.Select(node => node.Id))} {string.Join(' ', service.Thresholds)} {string.Join(' ', state.Services[key].Problems)}");
            text.AppendLine(string.Join(' ', state.Plan.Intents.NoticesOf(key, service)));
        }

        foreach (var (agent, slice) in state.Slices)
        {
            text.AppendLine($"{agent} {Json(slice.Assignment)} {Encoding.UTF8.GetString(slice.Subservices.Write())}");
        }

        foreach (var (id, node) in state.Graph.Nodes)
        {
            text.AppendLine(Json(node with { LastChange = default }));
        }

        return text.AppendJoin(' ', state.Plan.Intents.Of(state.Plan.Graph.Nodes.Keys)).ToString();
    }

    private static string Json<T>(T document) => JsonSerializer.Serialize(document);

    private static NetworkPlanner MakePlanner()
    {
        var packages = PackageStore.Load(TestOrchestrator.Packages).Store!;
        return new(packages, new SlicePlanner(packages, new ProbeKeys([1])), new ProbeLimits(15, 100, 100, 400), NullLogger<NetworkPlanner>.Instance);
    }
}
