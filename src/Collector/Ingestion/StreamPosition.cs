using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Collector.Ingestion;

/// <summary>What a batch is, compared with what is stored of the agent's stream.</summary>
internal enum BatchFit
{
    /// <summary>Nothing in it is new.</summary>
    Known,

    /// <summary>It continues the stream, maybe after a repeated part.</summary>
    Continues,

    /// <summary>Events before it are missing.</summary>
    Gap,

    /// <summary>New events of an epoch that another has replaced.</summary>
    Superseded,
}

/// <summary>Where a batch stands in the agent's stream.</summary>
/// <param name="Fit">Whether it can be taken.</param>
/// <param name="Acknowledged">Highest stored number of the batch's epoch.</param>
/// <param name="Fresh">The events not stored yet; empty unless it continues.</param>
internal sealed record StreamPosition(BatchFit Fit, long Acknowledged, IReadOnlyList<HealthEvent> Fresh)
{
    public static StreamPosition Of(AgentState agent, HealthBatch batch)
    {
        var current = agent.Epoch == batch.Epoch;
        var superseded = agent.Replaced.TryGetValue(batch.Epoch, out var last) && !current;
        var acknowledged = current ? agent.Acknowledged : superseded ? last : 0;
        var fresh = batch.Events.Where(item => item.Sequence > acknowledged).ToList();
        if (fresh.Count == 0)
        {
            return new StreamPosition(BatchFit.Known, acknowledged, []);
        }

        return superseded ? new StreamPosition(BatchFit.Superseded, acknowledged, [])
            : fresh[0].Sequence > acknowledged + 1 ? new StreamPosition(BatchFit.Gap, acknowledged, [])
            : new StreamPosition(BatchFit.Continues, acknowledged, fresh);
    }
}
