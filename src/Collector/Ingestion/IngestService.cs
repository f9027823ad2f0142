using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Contracts.Health;

namespace RouterAlertAssurance.Collector.Ingestion;

/// <summary>Takes batches: each event once, stored before it is acknowledged, shown after it is stored.</summary>
internal sealed partial class IngestService(
    CurrentState current,
    IngestStore store,
    StateReader reader,
    AgentLiveness liveness,
    AgentGates gates,
    CollectorMeter meter,
    TimeProvider time,
    ILogger<IngestService> logger)
{
    private const int Attempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    public async Task<IngestOutcome> IngestAsync(HealthBatch batch)
    {
        if (current.State is null || !Hear(batch.AgentId))
        {
            return current.State is null
                ? Refuse("The collector has not read its database yet", "not-ready")
                : Refuse($"There are {AgentLiveness.MaxAgents} agents already", "too-many-agents");
        }

        // The sender may go away meanwhile; what was begun is finished, so that its next attempt finds it done.
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            using var pass = await gates.EnterAsync(batch.AgentId, limit.Token);
            return pass is null
                ? Refuse($"Too many batches of agent {batch.AgentId} are waiting", "queue-full")
                : await TakeAsync(batch, limit.Token);
        }
        catch (HistoryUnavailableException exception)
        {
            LogUnavailable(batch.AgentId, exception.Message);
            return Refuse(exception.Message, "database");
        }
        catch (OperationCanceledException)
        {
            return Refuse($"Not stored within {Patience.TotalSeconds} s", "timeout");
        }
    }

    private bool Hear(string agent)
    {
        if (!liveness.TrySee(agent))
        {
            return false;
        }

        if (current.State?.Agents.GetValueOrDefault(agent)?.SilentSince is not null)
        {
            current.SetSilence(agent, null);
        }

        return true;
    }

    private async Task<IngestOutcome> TakeAsync(HealthBatch batch, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var state = current.State!;
            var agent = state.Agents.GetValueOrDefault(batch.AgentId) ?? new AgentState(batch.AgentId);
            var position = StreamPosition.Of(agent, batch);
            if (position.Fit != BatchFit.Continues)
            {
                return Answer(batch, position);
            }

            var effects = BatchFolder.Fold(state, agent, batch.Epoch, position.Fresh);
            if (await store.TryStoreAsync(agent, effects, cancellationToken))
            {
                current.Apply(effects);
                meter.Ingested(position.Fresh.Count, batch.Events.Count - position.Fresh.Count);
                return new IngestOutcome(IngestResult.Stored, effects.Agent.Acknowledged);
            }

            LogOutOfStep(batch.AgentId);
            var (stored, symptoms) = await reader.ReadAgentAsync(batch.AgentId, cancellationToken);
            current.Replace(stored, symptoms);
        }

        return Refuse($"The stored stream of agent {batch.AgentId} keeps changing", "contention");
    }

    private IngestOutcome Answer(HealthBatch batch, StreamPosition position)
    {
        if (position.Fit == BatchFit.Known)
        {
            meter.Ingested(0, batch.Events.Count);
            return new IngestOutcome(IngestResult.Stored, position.Acknowledged);
        }

        var gap = position.Fit == BatchFit.Gap;
        meter.Refused(gap ? "gap" : "superseded");
        return gap
            ? new IngestOutcome(IngestResult.Gap, position.Acknowledged, $"Events from {position.Acknowledged + 1} on are missing; send from there")
            : new IngestOutcome(IngestResult.Superseded, position.Acknowledged, $"Epoch {batch.Epoch} was replaced by a newer one; its events are not taken any more");
    }

    private IngestOutcome Refuse(string detail, string reason)
    {
        meter.Refused(reason);
        return new IngestOutcome(IngestResult.Unavailable, 0, detail);
    }
}
