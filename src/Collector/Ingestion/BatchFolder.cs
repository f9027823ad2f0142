using System.Collections.Immutable;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Ingestion;

/// <summary>
/// Folds the events of one agent over what is known of it: pure, so that what is stored and what is shown follow from the same computation.
/// A status is the truth about which symptoms are active; symptom events add the evidence and the exact times.
/// </summary>
internal sealed class BatchFolder
{
    private readonly AgentState _agent;
    private readonly ImmutableDictionary<SubserviceId, SymptomHistory> _known;
    private readonly ImmutableDictionary<SymptomKey, string> _glossary;
    private readonly Dictionary<SubserviceId, NodeReport?> _reports = [];
    private readonly Dictionary<SubserviceId, SymptomHistory> _symptoms = [];
    private readonly Dictionary<(SubserviceId Node, SymptomKey Key, DateTimeOffset Start), EpisodeChange> _episodes = [];
    private readonly Dictionary<SymptomKey, string> _descriptions = [];
    private readonly List<ScoreChange> _scores = [];
    private readonly List<(DateTimeOffset Time, SymptomChange Change)> _symptomEvents = [];

    private BatchFolder(NetworkState state, AgentState agent)
    {
        _agent = agent;
        _known = state.Symptoms;
        _glossary = state.Glossary;
    }

    /// <summary>What <paramref name="events"/>, all new and in sequence, change.</summary>
    public static BatchEffects Fold(NetworkState state, AgentState agent, Guid epoch, IReadOnlyList<HealthEvent> events)
    {
        var folder = new BatchFolder(state, agent);
        foreach (var item in events)
        {
            folder.Take(item);
        }

        return folder.Result(epoch, events[^1].Sequence);
    }

    private BatchEffects Result(Guid epoch, long acknowledged)
    {
        var replaces = _agent.Epoch != Guid.Empty && _agent.Epoch != epoch;
        var reports = _agent.Reports.ToBuilder();
        foreach (var (node, report) in _reports)
        {
            if (report is null)
            {
                reports.Remove(node);
            }
            else
            {
                reports[node] = report;
            }
        }

        return new BatchEffects
        {
            Agent = _agent with
            {
                Epoch = epoch,
                Acknowledged = acknowledged,
                Replaced = replaces ? _agent.Replaced.SetItem(_agent.Epoch, _agent.Acknowledged) : _agent.Replaced,
                Reports = reports.ToImmutable(),
            },
            ReplacedEpoch = replaces ? new(_agent.Epoch, _agent.Acknowledged) : null,
            Reports = _reports,
            Scores = _scores,
            Episodes = _episodes.Values,
            Glossary = _descriptions,
            SymptomEvents = _symptomEvents,
        };
    }

    private void Take(HealthEvent item)
    {
        if (item.Status is { } status)
        {
            TakeStatus(status.Subservice.ToModel(), status.Status, item.Time);
        }
        else if (item.Symptom is { } change)
        {
            var (node, evidence) = (change.Subservice.ToModel(), change.Evidence);
            if (!IsRenewal(node, change.Symptom))
            {
                _symptomEvents.Add((item.Time, change));
            }

            Record(node, change.Symptom, change.Symptom.Stop is null ? evidence : null, change.Symptom.Stop is null ? null : evidence);
        }
        else
        {
            foreach (var reference in item.Withdrawn ?? [])
            {
                Withdraw(reference, item.Time);
            }
        }
    }

    // An input that is missing for another reason than before, or a symptom that packets prove now: the same occurrence with new evidence, and nothing that was raised.
    private bool IsRenewal(SubserviceId node, SymptomDocument symptom) => symptom.Stop is null
        && HistoryOf(node).Latest.TryGetValue(SymptomKey.Of(symptom), out var latest) && latest.Stop is null && latest.Start == symptom.Start;

    private void TakeStatus(SubserviceId node, HealthStatusDocument status, DateTimeOffset time)
    {
        var previous = ReportOf(node)?.Status;
        _reports[node] = new NodeReport(status, time);
        if (previous is null || previous.Score != status.Score || !previous.Coverage.Equals(status.Coverage))
        {
            _scores.Add(new ScoreChange(node, time, status.Score, status.Coverage));
        }

        foreach (var symptom in status.Symptoms)
        {
            Record(node, symptom, null, null);
        }

        CloseMissing(node, previous, status.Symptoms, time);
    }

    private void Withdraw(SubserviceReference reference, DateTimeOffset time)
    {
        var node = reference.ToModel();
        CloseMissing(node, ReportOf(node)?.Status, [], time);
        _reports[node] = null;
    }

    /// <summary>Ends what was active and is no longer: the clear event of an agent that was killed never comes.</summary>
    private void CloseMissing(SubserviceId node, HealthStatusDocument? previous, IReadOnlyList<SymptomDocument> present, DateTimeOffset time)
    {
        foreach (var symptom in previous?.Symptoms ?? [])
        {
            // An earlier occurrence that the agent still remembers as over does not stand for this one.
            if (symptom.Stop is not null
                || present.Any(other => SymptomKey.Of(other) == SymptomKey.Of(symptom) && (other.Stop is null || other.Start == symptom.Start)))
            {
                continue;
            }

            if (HistoryOf(node).Latest.TryGetValue(SymptomKey.Of(symptom), out var latest) && latest.Stop is null)
            {
                Record(node, latest with { Stop = Later(time, latest.Start) }, null, null);
            }
        }
    }

    private void Record(SubserviceId node, SymptomDocument symptom, Evidence? raised, Evidence? cleared)
    {
        Describe(symptom);
        var key = SymptomKey.Of(symptom);
        var history = HistoryOf(node);
        if (history.Latest.TryGetValue(key, out var latest))
        {
            if (latest == symptom && raised is null && cleared is null)
            {
                return;
            }

            if (latest.Stop is null && latest.Start != symptom.Start && (symptom.Stop is null || symptom.Start > latest.Start))
            {
                // It began again, so the other occurrence has ended, though nobody said so.
                Upsert(node, latest with { Stop = Later(symptom.Start, latest.Start) }, null, null);
            }
        }

        Upsert(node, symptom, raised, cleared);
    }

    private void Upsert(SubserviceId node, SymptomDocument symptom, Evidence? raised, Evidence? cleared)
    {
        _symptoms[node] = HistoryOf(node).With(symptom);
        var key = (node, SymptomKey.Of(symptom), symptom.Start);
        _episodes[key] = _episodes.TryGetValue(key, out var earlier)
            ? new EpisodeChange(node, symptom, raised ?? earlier.Raised, cleared ?? earlier.Cleared)
            : new EpisodeChange(node, symptom, raised, cleared);
    }

    private void Describe(SymptomDocument symptom)
    {
        var key = SymptomKey.Of(symptom);
        // The text has values filled in and so cannot stand in for a description that is the same for all occurrences.
        var description = symptom.Description.Length > 0 ? symptom.Description : symptom.Id;
        if (!_glossary.TryGetValue(key, out var known) || known != description)
        {
            _descriptions[key] = description;
        }
    }

    private NodeReport? ReportOf(SubserviceId node) =>
        _reports.TryGetValue(node, out var report) ? report : _agent.Reports.GetValueOrDefault(node);

    private SymptomHistory HistoryOf(SubserviceId node) =>
        _symptoms.TryGetValue(node, out var history) ? history : _known.GetValueOrDefault(node, SymptomHistory.Empty);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
