using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Orchestrator;
using RouterAlertAssurance.Orchestrator.Assignment;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.Orchestrator.Probes;

namespace RouterAlertAssurance.Benchmarks;

/// <summary>
/// The orchestrator's plan of 10,000 tunnels, or of as many as <c>--services</c> says, with an agent on each device: from nothing, and after one
/// change of a definition or of a report, from the definition to the new graph and the slices of the agents it concerns.
/// </summary>
internal static class PlanningBenchmarks
{
    private const int Changes = 200;

    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch;

    public static void Run(string[] options)
    {
        var network = new TunnelNetwork(options is ["--services", var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 10_000);
        var packages = PackageStore.Load("heuristics").Store!;
        var planner = new NetworkPlanner(packages, new SlicePlanner(packages, new ProbeKeys([1])), ProbeLimits.Of(new OrchestratorOptions()), NullLogger<NetworkPlanner>.Instance);
        var start = Stopwatch.GetTimestamp();
        var defined = State(network);
        Figure.Print("planning.definitions", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
        var memory = Figure.Kept(() => planner.Plan(defined, Time).State, out var state);
        start = Stopwatch.GetTimestamp();
        planner.Plan(defined, Time);
        Figure.Print("planning.build", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
        Figure.Print("planning.services", state.Services.Count, "services");
        Figure.Print("planning.nodes", state.Plan.Graph.Nodes.Count, "nodes");
        Figure.Print("planning.agents", state.Slices.Count, "agents");
        Figure.Print("planning.slice", state.Slices.Values.Average(slice => slice.Nodes), "nodes/agent");
        Figure.Print("planning.memory", memory / state.Plan.Graph.Nodes.Count, "bytes/node");
        var random = new Random(7);
        ServiceKey[] keys = [.. Enumerable.Range(0, Changes).Select(_ => new ServiceKey("tunnel", network.Service(random.Next(network.Services)).Name)).Distinct()];
        var removed = Each("service.remove", keys, state, (before, key) => before with { Services = before.Services.Remove(key) });
        var added = Each("service.add", keys, removed, (before, key) => before with { Services = before.Services.SetItem(key, defined.Services[key]) });
        var changed = Each("service.change", keys, added, (before, key) => before with { Services = before.Services.SetItem(key, Other(defined.Services[key])) });
        Each("facts.unread", Enumerable.Range(0, 20), changed, (before, device) => Reported(before, network, device, network.Report(device).Append(network.Unread(device))));
        Each("facts.route", Enumerable.Range(0, 20), changed, (before, device) => Reported(before, network, device, network.ReportWithLostPath(device)));

        NetworkState Each<T>(string name, IEnumerable<T> items, NetworkState from, Func<NetworkState, T, NetworkState> change)
        {
            var times = new List<double>();
            var busy = Environment.CpuUsage.TotalTime;
            foreach (var item in items)
            {
                var next = change(from, item);
                var begin = Stopwatch.GetTimestamp();
                from = planner.Plan(next, Time).State;
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            busy = Environment.CpuUsage.TotalTime - busy;
            times.Sort();
            Figure.Print($"planning.{name}.processor", busy.TotalMilliseconds / times.Count, "ms");
            Figure.Print($"planning.{name}.median", times[times.Count / 2], "ms");
            Figure.Print($"planning.{name}.p99", times[times.Count * 99 / 100], "ms");
            return from;
        }
    }

    private static NetworkState State(TunnelNetwork network)
    {
        string[] devices = [.. network.Devices];
        return NetworkState.Empty with
        {
            Devices = NetworkState.Empty.Devices.AddRange(devices.Select(name => KeyValuePair.Create(name, new DeviceEntry(new() { Name = name }, "", Time, Time)))),
            Agents = NetworkState.Empty.Agents.AddRange(devices.Select(name => KeyValuePair.Create(name, new AgentEntry { Registration = new() { Id = name, Endpoint = $"unix:/{name}", Devices = [name] } }))),
            Facts = NetworkState.Empty.Facts.AddRange(devices.Select((name, number) => KeyValuePair.Create(name, Entry(name, network.Report(number))))),
            Services = TrackedMap<ServiceKey, ServiceEntry>.From(Enumerable.Range(0, network.Services).Select(number => Entry(network, number)).Select(entry => KeyValuePair.Create(entry.Key, entry))),
        };
    }

    private static ServiceEntry Entry(TunnelNetwork network, int number) =>
        new(new() { Type = "tunnel", Name = network.Service(number).Name, Parameters = network.Parameters(number) }, "", Time, Time, []);

    // The tunnel ends at another interface.
    private static ServiceEntry Other(ServiceEntry entry) => entry with
    {
        Definition = entry.Definition with { Parameters = new Dictionary<string, string>(entry.Definition.Parameters) { ["interface1"] = "vxlan-other" } },
    };

    private static NetworkState Reported(NetworkState state, TunnelNetwork network, int device, IEnumerable<Fact> facts) =>
        state with { Facts = state.Facts.SetItem(network.DeviceName(device), Entry(network.DeviceName(device), facts)) };

    private static FactsEntry Entry(string agent, IEnumerable<Fact> facts) =>
        new(new FactsReport(agent, 1, Time, [.. facts.Select(fact => new FactDocument(fact.Relation, fact.Fields))]), Time);
}
