using System.Collections.Immutable;
using System.Text.Json;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>The last statuses on disk, so that symptoms and scores keep their start across a restart. Nothing else depends on it.</summary>
internal sealed class StatusMemory
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string _file;
    private readonly TimeProvider _time;
    private AgentSnapshot? _saved;
    private DateTimeOffset _savedAt;

    public StatusMemory(string file, TimeProvider time)
    {
        (_file, _time) = (file, time);
        foreach (var change in Load())
        {
            if (HealthDocuments.ToModel(change.Status) is { } status)
            {
                Restored = Restored.SetItem(change.Subservice.ToModel(), status);
                Since = Since.SetItem(change.Subservice.ToModel(), new NodeTimes(change.Status.Score, change.Status.Since, change.Status.Since));
            }
        }
    }

    public ImmutableDictionary<SubserviceId, HealthStatus> Restored { get; private set; } = ImmutableDictionary<SubserviceId, HealthStatus>.Empty;

    public ImmutableDictionary<SubserviceId, NodeTimes> Since { get; private set; } = ImmutableDictionary<SubserviceId, NodeTimes>.Empty;

    public void SaveIfDue(AgentSnapshot snapshot)
    {
        if (!ReferenceEquals(snapshot, _saved) && _time.GetUtcNow() - _savedAt >= Interval)
        {
            Save(snapshot);
        }
    }

    public void Save(AgentSnapshot snapshot)
    {
        (_saved, _savedAt) = (snapshot, _time.GetUtcNow());
        var events = snapshot.Owned.Select(snapshot.StatusOf).OfType<StatusChange>().Select(status => new HealthEvent { Time = snapshot.Time, Status = status });
        DurableFile.Write(_file, JsonSerializer.SerializeToUtf8Bytes(new HealthBatch("", Guid.Empty, [.. events]), ContractsJson.Default.HealthBatch));
    }

    private IEnumerable<StatusChange> Load()
    {
        try
        {
            var batch = File.Exists(_file) ? JsonSerializer.Deserialize(File.ReadAllBytes(_file), ContractsJson.Default.HealthBatch) : null;
            return batch?.Events.Select(item => item.Status).OfType<StatusChange>() ?? [];
        }
        catch (JsonException)
        {
            // Damaged from outside: symptoms start anew.
            return [];
        }
    }
}
