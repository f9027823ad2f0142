using NpgsqlTypes;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;
using static RouterAlertAssurance.Collector.History.HistorySession;

namespace RouterAlertAssurance.Collector.History;

/// <summary>Stores graph versions as intervals of validity of their nodes, so that the graph at any time is a query.</summary>
internal sealed class GraphStore(HistoryDatabase database)
{
    // Any constant: it only has to differ from other advisory locks of this database.
    private const long GraphLock = 0x5AA5_6EAF;

    /// <summary>False, with nothing stored, when the newest stored version is not <paramref name="expected"/>.</summary>
    public Task<bool> TryStoreAsync(
        long expected,
        GraphSnapshot next,
        IReadOnlyCollection<SubserviceId> ended,
        IReadOnlyCollection<GraphEntry> begun,
        CancellationToken cancellationToken) =>
        database.TransactAsync(
            async session =>
            {
                if (await NewestAsync(session) != expected)
                {
                    return false;
                }

                session.Add(
                    "INSERT INTO collector.graph_versions (version, time) VALUES (@version, @time)",
                    Value("version", NpgsqlDbType.Bigint, next.Version),
                    Value("time", NpgsqlDbType.TimestampTz, next.From));
                End(session, next, ended);
                await session.SendAsync();
                await BeginAsync(session, next, begun);
                return true;
            },
            cancellationToken);

    private static async Task<long> NewestAsync(HistorySession session)
    {
        session.Add("SELECT pg_advisory_xact_lock(@lock)", Value("lock", NpgsqlDbType.Bigint, GraphLock));
        await session.SendAsync();
        await using var newest = session.Command("SELECT coalesce(max(version), 0) FROM collector.graph_versions");
        return (long)(await newest.ExecuteScalarAsync(session.CancellationToken))!;
    }

    private static void End(HistorySession session, GraphSnapshot next, IReadOnlyCollection<SubserviceId> ended)
    {
        if (ended.Count == 0)
        {
            return;
        }

        session.Add(
            """
            UPDATE collector.graph_nodes n SET valid_to_version = @version, valid_to = @time
            FROM unnest(@types, @ids) AS ended (type, id)
            WHERE n.type = ended.type AND n.id = ended.id AND n.valid_to_version IS NULL
            """,
            Value("version", NpgsqlDbType.Bigint, next.Version),
            Value("time", NpgsqlDbType.TimestampTz, next.From),
            Column("types", NpgsqlDbType.Text, ended, id => id.Type),
            Column("ids", NpgsqlDbType.Text, ended, id => id.Id));
    }

    private static async Task BeginAsync(HistorySession session, GraphSnapshot next, IReadOnlyCollection<GraphEntry> begun)
    {
        if (begun.Count == 0)
        {
            return;
        }

        const string Copy = "COPY collector.graph_nodes (type, id, valid_from_version, valid_from, document) FROM STDIN (FORMAT BINARY)";
        await using var writer = await session.Connection.BeginBinaryImportAsync(Copy, session.CancellationToken);
        foreach (var entry in begun)
        {
            await writer.StartRowAsync(session.CancellationToken);
            await writer.WriteAsync(entry.Id.Type, NpgsqlDbType.Text, session.CancellationToken);
            await writer.WriteAsync(entry.Id.Id, NpgsqlDbType.Text, session.CancellationToken);
            await writer.WriteAsync(next.Version, NpgsqlDbType.Bigint, session.CancellationToken);
            await writer.WriteAsync(next.From, NpgsqlDbType.TimestampTz, session.CancellationToken);
            await writer.WriteAsync(StoredJson.Write(entry.Node, ContractsJson.Default.GraphNode), NpgsqlDbType.Jsonb, session.CancellationToken);
        }

        await writer.CompleteAsync(session.CancellationToken);
    }
}
