using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>Turns the difference between two health snapshots into events in the spool, and shows the new one to readers.</summary>
internal sealed class HealthPublisher(NodeBoard nodes, PacketEvidence packets, Spool spool, CollectorSender sender, StatusBoard board, StatusMemory memory)
{
    private readonly UnprovedSymptoms _unproved = new(packets);
    private ImmutableDictionary<SubserviceId, NodeTimes> _times = memory.Since;
    private ImmutableHashSet<SubserviceId> _owned = [.. memory.Restored.Keys];
    private IReadOnlyDictionary<SubserviceId, HealthStatus> _last = memory.Restored;

    public AgentSnapshot Current => board.Current;

    /// <param name="runtime">What is at work.</param>
    /// <param name="health">Its health now.</param>
    /// <param name="complete">Whether the status of every owned node that has one is sent, changed or not.</param>
    /// <param name="now">Time of the evaluation.</param>
    public void Publish(AssuranceRuntime runtime, HealthSnapshot health, bool complete, DateTimeOffset now)
    {
        var owned = complete ? [.. runtime.Nodes.Keys] : _owned;
        List<SubserviceId> changed = [.. (complete ? owned.Where(health.Statuses.ContainsKey).Order() : health.Changed.Where(owned.Contains))];
        foreach (var id in changed)
        {
            _times = _times.SetItem(id, TimesOf(id, health.Statuses[id], now));
        }

        var snapshot = new AgentSnapshot(runtime, health, _times, now);
        List<StatusChange> statuses = [.. changed.Select(snapshot.StatusOf).OfType<StatusChange>()];
        Spool(Events(runtime, health, changed, statuses, owned, now), snapshot);
        (_owned, _last) = (owned, health.Statuses);
        board.Publish(snapshot, statuses);
    }

    /// <summary>Sends the evidence of active symptoms again for which packets came after they were raised.</summary>
    public void Prove(AssuranceRuntime runtime, DateTimeOffset now)
    {
        var events = new List<SpoolEvent>();
        foreach (var waiting in _unproved.TakeDue(now))
        {
            var symptom = _last.GetValueOrDefault(waiting.Node)?.Symptoms.FirstOrDefault(symptom => symptom.Id == waiting.Symptom && symptom is { IsActive: true, Kind: SymptomKind.Own });
            if (symptom is null || !runtime.Nodes.TryGetValue(waiting.Node, out var node))
            {
                _unproved.Remove(waiting);
            }
            else if (nodes.EvidenceFor(node, symptom.Id, packets) is { Packets: not null } evidence)
            {
                _unproved.Remove(waiting);
                events.Add(Event(runtime, waiting.Node, symptom, evidence, now));
            }
        }

        Spool(events, Current);
    }

    private static SpoolEvent Event(AssuranceRuntime runtime, SubserviceId id, Symptom symptom, Evidence? evidence, DateTimeOffset now)
    {
        var change = new SymptomChange(SubserviceReference.From(id), HealthDocuments.ToDocument(symptom, runtime.Glossary.Describe), evidence);
        return HealthEventEncoding.Of(SpoolEventKind.Symptom, new HealthEvent { Time = now, Symptom = change });
    }

    private List<SpoolEvent> Events(
        AssuranceRuntime runtime, HealthSnapshot health, List<SubserviceId> changed, List<StatusChange> statuses, ImmutableHashSet<SubserviceId> owned, DateTimeOffset now)
    {
        var events = new List<SpoolEvent>();
        var withdrawn = _owned.Except(owned);
        if (withdrawn.Count > 0)
        {
            _times = _times.RemoveRange(withdrawn);
            IReadOnlyList<SubserviceReference> gone = [.. withdrawn.Order().Select(SubserviceReference.From)];
            events.Add(HealthEventEncoding.Of(SpoolEventKind.Withdrawn, new HealthEvent { Time = now, Withdrawn = gone }));
        }

        foreach (var id in changed)
        {
            var node = runtime.Nodes[id];
            foreach (var symptom in SymptomDifference.Between(_last.GetValueOrDefault(id), health.Statuses[id], now))
            {
                var evidence = nodes.EvidenceFor(node, symptom.Id, symptom is { IsActive: true, Kind: SymptomKind.Own } ? packets : null);
                _unproved.Note(node, symptom, evidence);
                events.Add(Event(runtime, id, symptom, evidence, now));
            }
        }

        events.AddRange(statuses.Select(status => HealthEventEncoding.Of(SpoolEventKind.Status, new HealthEvent { Time = now, Status = status })));
        return events;
    }

    private void Spool(List<SpoolEvent> events, AgentSnapshot snapshot)
    {
        if (events.Exists(item => item.Kind == SpoolEventKind.Symptom))
        {
            // Remembered before it is told: an agent killed now goes on with this occurrence, and does not begin another beside it.
            memory.Save(snapshot);
        }

        if (events.Count > 0)
        {
            spool.Append(events);
            sender.Wake();
        }
    }

    private NodeTimes TimesOf(SubserviceId id, HealthStatus status, DateTimeOffset now) => _times.TryGetValue(id, out var known)
        ? known.Score == status.Score.Value ? known : known with { Score = status.Score.Value, Since = now }
        : new NodeTimes(status.Score.Value, now, now);
}
