using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using static RouterAlertAssurance.Collector.History.HistorySession;

namespace RouterAlertAssurance.Collector.History;

/// <summary>Stores when agents were silent.</summary>
internal sealed class SilenceStore(HistoryDatabase database)
{
    /// <summary>Ends all silences: a collector that starts gives every agent time to report.</summary>
    public Task CloseAllAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        database.QueryAsync(
            (context, limited) => context.Database.ExecuteSqlAsync($"UPDATE collector.agent_silences SET stop = greatest(start, {time}) WHERE stop IS NULL", limited),
            cancellationToken);

    public Task StoreAsync(
        IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> begun,
        IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> ended,
        CancellationToken cancellationToken) =>
        database.TransactAsync(
            async session =>
            {
                session.Add(
                    "INSERT INTO collector.agent_silences (agent, start) SELECT * FROM unnest(@agents, @starts) ON CONFLICT DO NOTHING",
                    Column("agents", NpgsqlDbType.Text, begun, pair => pair.Key),
                    Column("starts", NpgsqlDbType.TimestampTz, begun, pair => pair.Value));
                session.Add(
                    """
                    UPDATE collector.agent_silences s SET stop = greatest(s.start, ended.stop)
                    FROM unnest(@agents, @stops) AS ended (agent, stop) WHERE s.agent = ended.agent AND s.stop IS NULL
                    """,
                    Column("agents", NpgsqlDbType.Text, ended, pair => pair.Key),
                    Column("stops", NpgsqlDbType.TimestampTz, ended, pair => pair.Value));
                await session.SendAsync();
                return true;
            },
            cancellationToken);
}
