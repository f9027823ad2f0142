using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.Graphs;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.History;

/// <summary>Rebuilds the current state from what is stored.</summary>
internal sealed class StateReader(HistoryDatabase database)
{
    public Task<NetworkState> ReadAsync(CancellationToken cancellationToken) =>
        database.QueryAsync(
            async (context, limited) =>
            {
                // One snapshot for all of it, though nobody else should be writing.
                await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, limited);
                var glossary = await context.Glossary.ToListAsync(limited);
                return new NetworkState
                {
                    Graph = await ReadGraphAsync(context, limited),
                    Agents = await ReadAgentsAsync(context, limited),
                    Symptoms = await SymptomReader.ReadAsync(context, null, limited),
                    Glossary = glossary.ToImmutableDictionary(row => new SymptomKey(row.Agent, row.Symptom), row => row.Description),
                };
            },
            cancellationToken);

    public Task<GraphSnapshot> ReadGraphAsync(CancellationToken cancellationToken) => database.QueryAsync(ReadGraphAsync, cancellationToken);

    /// <summary>What is stored of one agent and of the symptoms of its nodes.</summary>
    public Task<(AgentState Agent, ImmutableDictionary<SubserviceId, SymptomHistory> Symptoms)> ReadAgentAsync(string id, CancellationToken cancellationToken) =>
        database.QueryAsync(
            async (context, limited) =>
            {
                var row = await context.Agents.Where(agent => agent.Id == id).FirstOrDefaultAsync(limited);
                var agent = row is null ? new AgentState(id) : await ReadAgentAsync(context, row.Id, row.Epoch, row.Acknowledged, limited);
                return (agent, await SymptomReader.ReadAsync(context, id, limited));
            },
            cancellationToken);

    private static async Task<ImmutableDictionary<string, AgentState>> ReadAgentsAsync(HistoryContext context, CancellationToken cancellationToken)
    {
        var agents = ImmutableDictionary.CreateBuilder<string, AgentState>();
        foreach (var row in await context.Agents.ToListAsync(cancellationToken))
        {
            agents[row.Id] = await ReadAgentAsync(context, row.Id, row.Epoch, row.Acknowledged, cancellationToken);
        }

        return agents.ToImmutable();
    }

    private static async Task<AgentState> ReadAgentAsync(HistoryContext context, string id, Guid epoch, long acknowledged, CancellationToken cancellationToken)
    {
        var replaced = await context.AgentEpochs.Where(row => row.Agent == id && row.Epoch != epoch).ToListAsync(cancellationToken);
        var reports = ImmutableDictionary.CreateBuilder<SubserviceId, NodeReport>();
        await foreach (var row in context.NodeStatuses.Where(row => row.Agent == id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            reports[new SubserviceId(row.Type, row.Id)] = new NodeReport(StoredJson.Read(row.Document, ContractsJson.Default.HealthStatusDocument), row.Reported);
        }

        return new AgentState(id)
        {
            Epoch = epoch,
            Acknowledged = acknowledged,
            Replaced = replaced.ToImmutableDictionary(row => row.Epoch, row => row.Acknowledged),
            Reports = reports.ToImmutable(),
        };
    }

    private static async Task<GraphSnapshot> ReadGraphAsync(HistoryContext context, CancellationToken cancellationToken)
    {
        var version = await context.GraphVersions.OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
        if (version is null)
        {
            return GraphSnapshot.Empty;
        }

        var entries = ImmutableDictionary.CreateBuilder<SubserviceId, GraphEntry>();
        await foreach (var row in context.GraphNodes.Where(row => row.ValidToVersion == null).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var id = new SubserviceId(row.Type, row.Id);
            var node = GraphNodes.Normalise(StoredJson.Read(row.Document, ContractsJson.Default.GraphNode));
            entries[id] = new GraphEntry(id, node, row.ValidFrom);
        }

        return new GraphSnapshot(version.Version, version.Time, entries.ToImmutable());
    }
}
