using Microsoft.EntityFrameworkCore;

namespace RouterAlertAssurance.Collector.History;

/// <summary>Removes what is older than it is kept for.</summary>
internal sealed class RetentionStore(HistoryDatabase database)
{
    /// <summary>Removes score changes before the horizon, except each node's last one: it is the value at the horizon.</summary>
    public Task<int> CleanScoresAsync(DateTimeOffset horizon, CancellationToken cancellationToken) => RunAsync(
        $"""
        DELETE FROM collector.score_history WHERE number IN (
            SELECT number FROM (
                SELECT number, type, id, lead(time) OVER (PARTITION BY type, id, agent ORDER BY time, number) AS next
                FROM collector.score_history WHERE time < {horizon}) AS old
            WHERE next IS NOT NULL OR NOT EXISTS (SELECT 1 FROM collector.graph_nodes n WHERE n.type = old.type AND n.id = old.id))
        """,
        cancellationToken);

    /// <summary>Keeps the worst and the last score of each step between the two times.</summary>
    public Task<int> ThinScoresAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken) => RunAsync(
        $"""
        DELETE FROM collector.score_history WHERE number IN (
            SELECT number FROM (
                SELECT number,
                    row_number() OVER (PARTITION BY type, id, agent, date_bin({step}, time, 'epoch') ORDER BY score, number) AS badness,
                    row_number() OVER (PARTITION BY type, id, agent, date_bin({step}, time, 'epoch') ORDER BY time DESC, number DESC) AS age
                FROM collector.score_history WHERE time >= {from} AND time < {to}) AS ranked
            WHERE badness > 1 AND age > 1)
        """,
        cancellationToken);

    /// <summary>Removes occurrences that stopped before the horizon, and keeps when the newest of them stopped.</summary>
    public Task<int> CleanEpisodesAsync(DateTimeOffset horizon, CancellationToken cancellationToken) => RunAsync(
        $"""
        WITH gone AS (DELETE FROM collector.symptom_episodes WHERE stop < {horizon} RETURNING type, id, stop)
        INSERT INTO collector.symptom_history_starts (type, id, time) SELECT type, id, max(stop) FROM gone GROUP BY type, id
        ON CONFLICT (type, id) DO UPDATE SET time = greatest(symptom_history_starts.time, excluded.time)
        """,
        cancellationToken);

    /// <summary>Removes nodes and versions that were replaced before the horizon, and what hangs on nodes that are gone.</summary>
    public async Task<int> CleanGraphsAsync(DateTimeOffset horizon, CancellationToken cancellationToken) =>
        await RunAsync($"DELETE FROM collector.graph_nodes WHERE valid_to < {horizon}", cancellationToken)
        + await RunAsync(
            $"""
            DELETE FROM collector.graph_versions v WHERE EXISTS (
                SELECT 1 FROM collector.graph_versions n WHERE n.version > v.version AND n.time < {horizon})
            """,
            cancellationToken)
        + await RunAsync(
            $"""
            DELETE FROM collector.symptom_history_starts h
            WHERE h.time < {horizon} AND NOT EXISTS (SELECT 1 FROM collector.graph_nodes n WHERE n.type = h.type AND n.id = h.id)
            """,
            cancellationToken)
        + await RunAsync(
            $"""
            DELETE FROM collector.node_statuses s
            WHERE s.reported < {horizon} AND NOT EXISTS (SELECT 1 FROM collector.graph_nodes n WHERE n.type = s.type AND n.id = s.id)
            """,
            cancellationToken);

    public async Task<int> CleanAgentsAsync(DateTimeOffset horizon, CancellationToken cancellationToken) =>
        await RunAsync($"DELETE FROM collector.agent_silences WHERE stop < {horizon}", cancellationToken)
        + await RunAsync($"DELETE FROM collector.agent_epochs WHERE replaced < {horizon}", cancellationToken);

    private Task<int> RunAsync(FormattableString sql, CancellationToken cancellationToken) =>
        database.QueryAsync((context, limited) => context.Database.ExecuteSqlAsync(sql, limited), cancellationToken, HistoryDatabase.Maintenance);
}
