using System.Diagnostics.Metrics;
using RouterAlertAssurance.Hosting.Metrics;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator;

/// <summary>What the orchestrator counts of itself.</summary>
internal sealed class OrchestratorMeter : RaaMeter
{
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _versions;

    public OrchestratorMeter(NetworkWriter writer)
        : base("Orchestrator")
    {
        _deliveries = Counter("deliveries", "{delivery}", "Attempts to give an agent its assignment, by outcome");
        _versions = Counter("graph.offers", "{version}", "Graph versions offered to the collector, by outcome");
        Gauge("services", "{service}", "Service instances defined", () => writer.Current?.Services.Count ?? 0);
        Gauge("services.incomplete", "{service}", "Service instances with a problem of decomposition", () => Incomplete(writer.Current));
        Gauge("devices", "{device}", "Devices defined", () => writer.Current?.Devices.Count ?? 0);
        Gauge("agents", "{agent}", "Agents registered", () => writer.Current?.Agents.Count ?? 0);
        Gauge("graph.nodes", "{node}", "Nodes of the assurance graph", () => writer.Current?.Graph.Nodes.Count ?? 0);
        Gauge("graph.version", "{version}", "Newest version of the graph", () => writer.Current?.Graph.Version ?? 0);
    }

    public void Delivered(bool isTaken) => _deliveries.Add(1, Outcome(isTaken));

    public void Offered(bool isTaken) => _versions.Add(1, Outcome(isTaken));

    private static KeyValuePair<string, object?> Outcome(bool isTaken) => new("outcome", isTaken ? "taken" : "failed");

    private static int Incomplete(NetworkState? state) => state?.Services.Values.Count(service => service.Problems.Count > 0) ?? 0;
}
