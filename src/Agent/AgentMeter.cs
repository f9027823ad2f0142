using System.Diagnostics.Metrics;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Hosting.Metrics;

namespace RouterAlertAssurance.Agent;

/// <summary>What the agent counts about itself.</summary>
internal sealed class AgentMeter : RaaMeter
{
    public AgentMeter(Spool spool)
        : base("Agent")
    {
        Delivered = Counter("health.events.delivered", "{event}", "Health events the collector acknowledged");
        Undelivered = Counter("health.deliveries.failed", "{delivery}", "Attempts to reach the collector that failed");
        Meter.CreateObservableCounter(NameOf("health.events.dropped"), () => spool.Dropped, "{event}", "Health events emptied because the spool was full");
        Samples = Counter("samples", "{sample}", "Samples that arrived at the evaluation");
    }

    public Counter<long> Delivered { get; }

    public Counter<long> Undelivered { get; }

    public Counter<long> Samples { get; }
}
