using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.History;

/// <summary>Reads the latest occurrence of each symptom of each node, and since when its history is complete.</summary>
internal static class SymptomReader
{
    /// <param name="context">The database.</param>
    /// <param name="agent">Only nodes that this agent reports; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ImmutableDictionary<SubserviceId, SymptomHistory>> ReadAsync(
        HistoryContext context, string? agent, CancellationToken cancellationToken)
    {
        var found = new Dictionary<SubserviceId, SymptomHistory>();
        var latest = context.Database.SqlQuery<LatestSymptom>(
            $"""
            SELECT DISTINCT ON (e.type, e.id, e.agent, e.symptom) e.type, e.id, e.document::text AS document
            FROM collector.symptom_episodes e
            WHERE {agent}::text IS NULL OR EXISTS (
                SELECT 1 FROM collector.node_statuses s WHERE s.agent = {agent} AND s.type = e.type AND s.id = e.id)
            ORDER BY e.type, e.id, e.agent, e.symptom, (e.stop IS NULL) DESC, e.start DESC
            """);
        await foreach (var row in latest.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var id = new SubserviceId(row.Type, row.Id);
            found[id] = found.GetValueOrDefault(id, SymptomHistory.Empty).With(StoredJson.Read(row.Document, ContractsJson.Default.SymptomDocument));
        }

        await ReadStartsAsync(context, found, cancellationToken);
        return found.ToImmutableDictionary();
    }

    private static async Task ReadStartsAsync(HistoryContext context, Dictionary<SubserviceId, SymptomHistory> found, CancellationToken cancellationToken)
    {
        var starts = context.Database.SqlQuery<HistoryStart>(
            $"""
            SELECT type, id, max(time) AS time FROM (
                SELECT type, id, stop AS time FROM (
                    SELECT type, id, stop, row_number() OVER (PARTITION BY type, id, agent, symptom ORDER BY (stop IS NULL) DESC, start DESC) AS place
                    FROM collector.symptom_episodes) AS ranked
                WHERE place > 1 AND stop IS NOT NULL
                UNION ALL SELECT type, id, time FROM collector.symptom_history_starts) AS starts
            GROUP BY type, id
            """);
        await foreach (var row in starts.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var id = new SubserviceId(row.Type, row.Id);
            found[id] = found.GetValueOrDefault(id, SymptomHistory.Empty) with { Start = row.Time };
        }
    }

    private sealed record LatestSymptom(string Type, string Id, string Document);

    private sealed record HistoryStart(string Type, string Id, DateTimeOffset Time);
}
