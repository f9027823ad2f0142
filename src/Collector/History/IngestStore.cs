using NpgsqlTypes;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.Ingestion;
using RouterAlertAssurance.Contracts;
using static RouterAlertAssurance.Collector.History.HistorySession;

namespace RouterAlertAssurance.Collector.History;

/// <summary>Stores what a batch changes, together with how far the agent's stream is now stored.</summary>
internal sealed class IngestStore(HistoryDatabase database, TimeProvider time)
{
    private const string Advance = """
        UPDATE collector.agents SET epoch = @epoch, acknowledged = @acknowledged, last_seen = @now
        WHERE id = @id AND epoch = @old_epoch AND acknowledged = @old_acknowledged
        """;

    private const string Begin = """
        INSERT INTO collector.agents (id, epoch, acknowledged, last_seen) VALUES (@id, @epoch, @acknowledged, @now) ON CONFLICT DO NOTHING
        """;

    /// <summary>
    /// False, with nothing stored, when the database does not stand where <paramref name="before"/> says: an earlier commit whose answer was
    /// lost, or another collector.
    /// </summary>
    public Task<bool> TryStoreAsync(AgentState before, BatchEffects effects, CancellationToken cancellationToken) =>
        database.TransactAsync(
            async session =>
            {
                if (!await MoveAsync(session, before, effects.Agent))
                {
                    return false;
                }

                AddEpoch(session, effects);
                AddReports(session, effects);
                AddScores(session, effects);
                AddEpisodes(session, effects);
                AddGlossary(session, effects);
                await session.SendAsync();
                return true;
            },
            cancellationToken);

    private async Task<bool> MoveAsync(HistorySession session, AgentState before, AgentState after)
    {
        await using var command = session.Command(
            before.Epoch == Guid.Empty ? Begin : Advance,
            Value("id", NpgsqlDbType.Text, after.Id),
            Value("epoch", NpgsqlDbType.Uuid, after.Epoch),
            Value("acknowledged", NpgsqlDbType.Bigint, after.Acknowledged),
            Value("now", NpgsqlDbType.TimestampTz, time.GetUtcNow()));
        if (before.Epoch != Guid.Empty)
        {
            command.Parameters.Add(Value("old_epoch", NpgsqlDbType.Uuid, before.Epoch));
            command.Parameters.Add(Value("old_acknowledged", NpgsqlDbType.Bigint, before.Acknowledged));
        }

        return await command.ExecuteNonQueryAsync(session.CancellationToken) == 1;
    }

    private void AddEpoch(HistorySession session, BatchEffects effects)
    {
        if (effects.ReplacedEpoch is { } replaced)
        {
            session.Add(
                """
                INSERT INTO collector.agent_epochs (agent, epoch, acknowledged, replaced) VALUES (@agent, @epoch, @acknowledged, @now)
                ON CONFLICT (agent, epoch) DO UPDATE SET acknowledged = excluded.acknowledged, replaced = excluded.replaced
                """,
                Value("agent", NpgsqlDbType.Text, effects.Agent.Id),
                Value("epoch", NpgsqlDbType.Uuid, replaced.Key),
                Value("acknowledged", NpgsqlDbType.Bigint, replaced.Value),
                Value("now", NpgsqlDbType.TimestampTz, time.GetUtcNow()));
        }
    }

    private static void AddReports(HistorySession session, BatchEffects effects)
    {
        var reported = effects.Reports.Where(pair => pair.Value is not null).ToList();
        if (reported.Count > 0)
        {
            session.Add(
                """
                INSERT INTO collector.node_statuses (agent, type, id, reported, document)
                SELECT @agent, * FROM unnest(@types, @ids, @reported, @documents)
                ON CONFLICT (agent, type, id) DO UPDATE SET reported = excluded.reported, document = excluded.document
                """,
                Value("agent", NpgsqlDbType.Text, effects.Agent.Id),
                Column("types", NpgsqlDbType.Text, reported, pair => pair.Key.Type),
                Column("ids", NpgsqlDbType.Text, reported, pair => pair.Key.Id),
                Column("reported", NpgsqlDbType.TimestampTz, reported, pair => pair.Value!.Reported),
                Column("documents", NpgsqlDbType.Jsonb, reported, pair => StoredJson.Write(pair.Value!.Status, ContractsJson.Default.HealthStatusDocument)));
        }

        var withdrawn = effects.Reports.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList();
        if (withdrawn.Count > 0)
        {
            session.Add(
                """
                DELETE FROM collector.node_statuses s USING unnest(@types, @ids) AS gone (type, id)
                WHERE s.agent = @agent AND s.type = gone.type AND s.id = gone.id
                """,
                Value("agent", NpgsqlDbType.Text, effects.Agent.Id),
                Column("types", NpgsqlDbType.Text, withdrawn, node => node.Type),
                Column("ids", NpgsqlDbType.Text, withdrawn, node => node.Id));
        }
    }

    private static void AddScores(HistorySession session, BatchEffects effects)
    {
        if (effects.Scores.Count == 0)
        {
            return;
        }

        session.Add(
            """
            INSERT INTO collector.score_history (agent, type, id, time, score, coverage)
            SELECT @agent, type, id, time, score, coverage FROM unnest(@types, @ids, @times, @scores, @coverages)
            WITH ORDINALITY AS point (type, id, time, score, coverage, place) ORDER BY place
            """,
            Value("agent", NpgsqlDbType.Text, effects.Agent.Id),
            Column("types", NpgsqlDbType.Text, effects.Scores, point => point.Node.Type),
            Column("ids", NpgsqlDbType.Text, effects.Scores, point => point.Node.Id),
            Column("times", NpgsqlDbType.TimestampTz, effects.Scores, point => point.Time),
            Column("scores", NpgsqlDbType.Smallint, effects.Scores, point => (short)point.Score),
            Column("coverages", NpgsqlDbType.Double, effects.Scores, point => point.Coverage));
    }

    private static void AddEpisodes(HistorySession session, BatchEffects effects)
    {
        var episodes = effects.Episodes;
        if (episodes.Count == 0)
        {
            return;
        }

        session.Add(
            """
            INSERT INTO collector.symptom_episodes (type, id, agent, symptom, start, stop, document, evidence, clear_evidence)
            SELECT * FROM unnest(@types, @ids, @agents, @symptoms, @starts, @stops, @documents, @evidence, @clear_evidence)
            ON CONFLICT (type, id, agent, symptom, start) DO UPDATE SET
                stop = excluded.stop,
                document = excluded.document,
                evidence = coalesce(excluded.evidence, symptom_episodes.evidence),
                clear_evidence = coalesce(excluded.clear_evidence, symptom_episodes.clear_evidence)
            """,
            Column("types", NpgsqlDbType.Text, episodes, episode => episode.Node.Type),
            Column("ids", NpgsqlDbType.Text, episodes, episode => episode.Node.Id),
            Column("agents", NpgsqlDbType.Text, episodes, episode => episode.Symptom.AgentId),
            Column("symptoms", NpgsqlDbType.Text, episodes, episode => episode.Symptom.Id),
            Column("starts", NpgsqlDbType.TimestampTz, episodes, episode => episode.Symptom.Start),
            Column("stops", NpgsqlDbType.TimestampTz, episodes, episode => episode.Symptom.Stop),
            Column("documents", NpgsqlDbType.Jsonb, episodes, episode => StoredJson.Write(episode.Symptom, ContractsJson.Default.SymptomDocument)),
            Column("evidence", NpgsqlDbType.Jsonb, episodes, episode => StoredJson.WriteOptional(episode.Raised, ContractsJson.Default.Evidence)),
            Column("clear_evidence", NpgsqlDbType.Jsonb, episodes, episode => StoredJson.WriteOptional(episode.Cleared, ContractsJson.Default.Evidence)));
    }

    private static void AddGlossary(HistorySession session, BatchEffects effects)
    {
        if (effects.Glossary.Count == 0)
        {
            return;
        }

        session.Add(
            """
            INSERT INTO collector.glossary (agent, symptom, description) SELECT * FROM unnest(@agents, @symptoms, @descriptions)
            ON CONFLICT (agent, symptom) DO UPDATE SET description = excluded.description
            """,
            Column("agents", NpgsqlDbType.Text, effects.Glossary, pair => pair.Key.Agent),
            Column("symptoms", NpgsqlDbType.Text, effects.Glossary, pair => pair.Key.Symptom),
            Column("descriptions", NpgsqlDbType.Text, effects.Glossary, pair => pair.Value));
    }
}
