using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>What the product has acknowledged at one moment, and must never lose: definitions, events of agents, episodes of symptoms.</summary>
/// <param name="Definitions">Services with the entity tags of their definitions.</param>
/// <param name="Devices">Devices.</param>
/// <param name="Positions">By agent: the identity of its spool and the last event the collector has of it.</param>
/// <param name="Episodes">Begun occurrences of symptoms in the history of the tunnel.</param>
internal sealed record Ledger(
    IReadOnlyList<string> Definitions, IReadOnlyList<string> Devices, IReadOnlyDictionary<string, (Guid Epoch, long Acknowledged)> Positions, IReadOnlyList<string> Episodes)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    public static async Task<Ledger> ReadAsync(Api collector, Api orchestrator, string service, IEnumerable<string> agents, Func<string, Guid> epochOf)
    {
        var positions = new Dictionary<string, (Guid, long)>(StringComparer.Ordinal);
        foreach (var agent in agents)
        {
            var epoch = epochOf(agent);
            positions[agent] = (epoch, await collector.AcknowledgedAsync(agent, epoch));
        }

        var history = await collector.HistoryAsync(service, TimeProvider.System.GetUtcNow() - Window);
        return new Ledger(
            [.. (await orchestrator.DefinitionsAsync()).Select(stored => $"{stored.Definition.Type}/{stored.Definition.Name} {DefinitionTag(stored.Etag)}")],
            [.. (await orchestrator.DevicesAsync()).Select(device => device.Name)],
            positions,
            [.. history.Episodes.Select(NameOf)]);
    }

    /// <summary>Fails when something of an earlier ledger is not in this one.</summary>
    public void ShouldHoldAllOf(Ledger earlier)
    {
        earlier.Definitions.ShouldBeSubsetOf(Definitions, "an acknowledged service definition is gone");
        earlier.Devices.ShouldBeSubsetOf(Devices, "an acknowledged device is gone");
        earlier.Episodes.ShouldBeSubsetOf(Episodes, "an acknowledged symptom is gone");
        foreach (var (agent, (epoch, acknowledged)) in earlier.Positions)
        {
            Positions[agent].Epoch.ShouldBe(epoch, $"agent {agent} has begun a new spool");
            Positions[agent].Acknowledged.ShouldBeGreaterThanOrEqualTo(acknowledged, $"events of agent {agent} that were acknowledged are gone");
        }
    }

    /// <summary>Occurrences of one symptom of one node since a time.</summary>
    public static IReadOnlyList<SymptomEpisode> Occurrences(HealthHistory history, string node, string symptom, DateTimeOffset since) =>
        [.. history.Episodes.Where(episode => Node.NameOf(episode.Subservice) == node && episode.Symptom.Id == symptom && episode.Symptom.Start >= since)];

    /// <summary>Symptoms that are told twice: the same start again, or a start before the end of the one before.</summary>
    public static IReadOnlyList<string> Doubles(HealthHistory history) =>
    [
        .. history.Episodes
            .GroupBy(episode => (Node.NameOf(episode.Subservice), episode.Symptom.Id, episode.Symptom.AgentId))
            .SelectMany(same => same.OrderBy(episode => episode.Symptom.Start).Zip(same.OrderBy(episode => episode.Symptom.Start).Skip(1)))
            .Where(pair => pair.First.Symptom.Stop is null || pair.First.Symptom.Stop > pair.Second.Symptom.Start)
            .Select(pair => $"{Describe(pair.First)} and {Describe(pair.Second)}"),
    ];

    /// <summary>An occurrence with its end, for the report of a failure.</summary>
    public static string Describe(SymptomEpisode episode) => $"{NameOf(episode)} to {episode.Symptom.Stop?.ToString("O") ?? "now"}";

    // What follows the dot is of the state, such as drift, which is found anew after a start.
    private static string DefinitionTag(string etag) => etag.Split('.')[0];

    private static string NameOf(SymptomEpisode episode) => $"{Node.NameOf(episode.Subservice)} {episode.Symptom.Id} of {episode.Symptom.AgentId} from {episode.Symptom.Start:O}";
}
