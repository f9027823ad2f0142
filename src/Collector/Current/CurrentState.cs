using System.Collections.Immutable;
using RouterAlertAssurance.Collector.Ingestion;
using RouterAlertAssurance.Collector.Live;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>Holds the current state, swaps it as a whole, and tells the live feed what a reader would now see differently.</summary>
internal sealed class CurrentState(LiveFeed feed, TimeProvider time)
{
    private readonly Lock _gate = new();
    private NetworkState? _state;

    /// <summary>Differs from run to run, so that revisions of different runs are told apart.</summary>
    public string Instance { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>Null until it was read from the database.</summary>
    public NetworkState? State => Volatile.Read(ref _state);

    public void Load(NetworkState state)
    {
        lock (_gate)
        {
            Volatile.Write(ref _state, state.ShowAll() with { Changed = time.GetUtcNow() });
        }
    }

    public void Apply(BatchEffects effects) =>
        Change(
            state => (state with
            {
                Agents = state.Agents.SetItem(effects.Agent.Id, effects.Agent with { SilentSince = null }),
                Symptoms = Merge(state, effects),
                Glossary = state.Glossary.SetItems(effects.Glossary),
            }).Show(state.Agents.TryGetValue(effects.Agent.Id, out var agent) && agent.SilentSince is null
                ? effects.Reports.Keys
                : state.Graph.Entries.Keys),
            effects.SymptomEvents.Select(item => new LiveEvent
            {
                Kind = LiveKinds.Symptom,
                Time = item.Time,
                Subservice = item.Change.Subservice,
                Symptom = item.Change.Symptom,
            }));

    public void Apply(GraphSnapshot graph) =>
        Change(
            state => (state with { Graph = graph }).ShowAll(),
            [new LiveEvent { Kind = LiveKinds.Graph, Time = graph.From, GraphVersion = graph.Version }]);

    /// <summary>Replaces what is known of an agent and its nodes' symptoms, after it was read from the database again.</summary>
    public void Replace(AgentState agent, ImmutableDictionary<SubserviceId, SymptomHistory> symptoms) =>
        Change(
            state => (state with
            {
                Agents = state.Agents.SetItem(agent.Id, agent),
                Symptoms = state.Symptoms.SetItems(symptoms),
            }).Show(state.Graph.Entries.Keys),
            []);

    /// <summary>Shows an agent's nodes as unknown from <paramref name="since"/> on, or with null as reported again.</summary>
    public void SetSilence(string agentId, DateTimeOffset? since) =>
        Change(
            state => state.Agents.TryGetValue(agentId, out var agent) && agent.SilentSince != since
                ? (state with { Agents = state.Agents.SetItem(agentId, agent with { SilentSince = since }) }).Show(state.Graph.Entries.Keys)
                : state,
            []);

    /// <summary>Forgets occurrences of symptoms that retention has removed from the database.</summary>
    public void ForgetSymptoms(DateTimeOffset horizon) =>
        Change(
            state => state with
            {
                Symptoms = state.Symptoms.SetItems(state.Symptoms
                    .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Without(horizon)))
                    .Where(pair => !ReferenceEquals(pair.Value, state.Symptoms[pair.Key]))),
            },
            []);

    private static ImmutableDictionary<SubserviceId, SymptomHistory> Merge(NetworkState state, BatchEffects effects)
    {
        var symptoms = state.Symptoms.ToBuilder();
        foreach (var episode in effects.Episodes)
        {
            symptoms[episode.Node] = symptoms.GetValueOrDefault(episode.Node, SymptomHistory.Empty).With(episode.Symptom);
        }

        return symptoms.ToImmutable();
    }

    private void Change(Func<NetworkState, NetworkState> change, IEnumerable<LiveEvent> first)
    {
        lock (_gate)
        {
            var before = _state ?? NetworkState.Empty;
            var after = change(before);
            if (ReferenceEquals(before, after))
            {
                return;
            }

            var now = time.GetUtcNow();
            Volatile.Write(ref _state, after with { Revision = before.Revision + 1, Changed = now });
            feed.Publish(first.Concat(StatusEvents(before, after, now)));
        }
    }

    // Published inside the lock, so that the events come in the order of the states.
    private static IEnumerable<LiveEvent> StatusEvents(NetworkState before, NetworkState after, DateTimeOffset now)
    {
        if (ReferenceEquals(before.Views, after.Views))
        {
            yield break;
        }

        foreach (var (id, view) in after.Views)
        {
            if (before.Views.TryGetValue(id, out var known) && (ReferenceEquals(known, view) || known.ShowsSameAs(view)))
            {
                continue;
            }

            yield return new LiveEvent
            {
                Kind = LiveKinds.Status,
                Time = now,
                Subservice = view.Entry.Reference,
                Status = view.Status,
                Service = view.Service,
            };
        }
    }
}
