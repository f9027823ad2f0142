using Microsoft.EntityFrameworkCore;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.History;

/// <summary>A score with the agent it is from.</summary>
internal sealed record PastScore(SubserviceId Node, string Agent, DateTimeOffset Time, int Score, double Coverage);

/// <summary>A time in which an agent was silent.</summary>
internal sealed record Silence(string Agent, DateTimeOffset Start, DateTimeOffset? Stop)
{
    public bool Covers(DateTimeOffset time) => Start <= time && (Stop is null || time < Stop);
}

/// <summary>Reads scores and symptoms of earlier times.</summary>
internal sealed class HealthReader(HistoryDatabase database)
{
    /// <summary>More episodes than this are not answered; the newest count.</summary>
    public const int MaxEpisodes = 2000;

    /// <summary>The scores of a node between, oldest first, preceded by the one at the beginning.</summary>
    public Task<List<PastScore>> ScoresAsync(SubserviceId node, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        database.QueryAsync(
            async (context, limited) =>
            {
                var rows = context.Scores.Where(row => row.Type == node.Type && row.Id == node.Id);
                var before = await rows.Where(row => row.Time <= from).OrderByDescending(row => row.Time).ThenByDescending(row => row.Number).Take(1).ToListAsync(limited);
                var thinning = new ScoreThinning(from, to);
                var within = rows.Where(row => row.Time > from && row.Time <= to).OrderBy(row => row.Time).ThenBy(row => row.Number);
                await foreach (var row in within.AsAsyncEnumerable().WithCancellation(limited))
                {
                    thinning.Add(new PastScore(node, row.Agent, row.Time, row.Score, row.Coverage));
                }

                return before.Select(row => new PastScore(node, row.Agent, row.Time, row.Score, row.Coverage)).Concat(thinning.Points).ToList();
            },
            cancellationToken);

    /// <summary>The score that each node's owner had last reported at a time.</summary>
    public Task<Dictionary<SubserviceId, PastScore>> ScoresAtAsync(
        IReadOnlyList<(SubserviceId Node, string Agent)> owners, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var types = owners.Select(owner => owner.Node.Type).ToArray();
        var ids = owners.Select(owner => owner.Node.Id).ToArray();
        var agents = owners.Select(owner => owner.Agent).ToArray();
        return database.QueryAsync(
            async (context, limited) =>
            {
                var rows = await context.Scores.FromSql(
                    $"""
                    SELECT found.* FROM unnest({types}, {ids}, {agents}) AS owned (type, id, agent)
                    CROSS JOIN LATERAL (
                        SELECT s.* FROM collector.score_history s
                        WHERE s.type = owned.type AND s.id = owned.id AND s.agent = owned.agent AND s.time <= {time}
                        ORDER BY s.time DESC, s.number DESC LIMIT 1) AS found
                    """).ToListAsync(limited);
                return rows.ToDictionary(
                    row => new SubserviceId(row.Type, row.Id), row => new PastScore(new(row.Type, row.Id), row.Agent, row.Time, row.Score, row.Coverage));
            },
            cancellationToken);
    }

    /// <summary>Occurrences of symptoms of these nodes that were active at some time between, newest first.</summary>
    public Task<List<SymptomEpisode>> EpisodesAsync(
        IReadOnlyCollection<SubserviceId> nodes, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var types = nodes.Select(node => node.Type).ToArray();
        var ids = nodes.Select(node => node.Id).ToArray();
        return database.QueryAsync(
            async (context, limited) =>
            {
                var rows = await context.Episodes.FromSql(
                    $"""
                    SELECT e.* FROM collector.symptom_episodes e JOIN unnest({types}, {ids}) AS wanted (type, id) ON e.type = wanted.type AND e.id = wanted.id
                    WHERE e.start <= {to} AND (e.stop IS NULL OR e.stop > {from})
                    """).OrderByDescending(row => row.Start).ThenBy(row => row.Type).ThenBy(row => row.Id).ThenBy(row => row.Symptom).Take(MaxEpisodes).ToListAsync(limited);
                return rows.ConvertAll(row => new SymptomEpisode(
                    new SubserviceReference(row.Type, row.Id),
                    StoredJson.Read(row.Document, ContractsJson.Default.SymptomDocument),
                    StoredJson.ReadOptional(row.Evidence ?? row.ClearEvidence, ContractsJson.Default.Evidence)));
            },
            cancellationToken);
    }

    public Task<List<Silence>> SilencesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        database.QueryAsync(
            async (context, limited) =>
            {
                var rows = await context.AgentSilences.Where(row => row.Start <= to && (row.Stop == null || row.Stop > from)).OrderBy(row => row.Start).ToListAsync(limited);
                return rows.ConvertAll(row => new Silence(row.Agent, row.Start, row.Stop));
            },
            cancellationToken);
}
