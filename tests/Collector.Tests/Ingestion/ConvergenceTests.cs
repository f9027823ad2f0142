using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Subservices;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.Ingestion;

/// <summary>However batches are repeated, cut and mixed up: the state is that of the events, each once, in order; also after a restart.</summary>
public sealed class ConvergenceTests
{
    private static readonly SubserviceReference[] Nodes = [Device, Interface, Tunnel];
    private static readonly int[] Scores = [-1, 0, 40, 99, 100];

    [Fact]
    public async Task State_AfterAnyDelivery_EqualsTheNaiveOne()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        foreach (var scenario in Gen.Sample(Scenarios(), 25))
        {
            await DeliverAsync(host, scenario);

            var naive = Naive(scenario.Events);
            Reported(host.State, scenario.Agent).ShouldBe(naive, ignoreOrder: true);
        }

        // The agent of every scenario has its own name, so all of them are compared once more, as the database has them.
        var memory = host.State.Agents;
        await using var restarted = await CollectorHost.StartAsync(await ConnectionOfAsync(host));
        foreach (var agent in memory.Keys)
        {
            Reported(restarted.State, agent).ShouldBe(Reported(host.State, agent), ignoreOrder: true);
            restarted.State.Agents[agent].Acknowledged.ShouldBe(memory[agent].Acknowledged);
        }

        Symptoms(restarted.State).ShouldBe(Symptoms(host.State), ignoreOrder: true);
        foreach (var (node, history) in restarted.State.Symptoms)
        {
            // A stop that was corrected after the occurrence was left out is only known to the database.
            (history.Start ?? DateTimeOffset.MinValue).ShouldBeLessThanOrEqualTo(host.State.Symptoms[node].Start ?? DateTimeOffset.MinValue);
        }
    }

    private static Task<string> ConnectionOfAsync(CollectorHost host) =>
        Task.FromResult(((CollectorOptions)host.Services.GetService(typeof(CollectorOptions))!).ConnectionString);

    private static async Task DeliverAsync(CollectorHost host, Scenario scenario)
    {
        var acknowledged = 0L;
        foreach (var (from, count) in scenario.Deliveries)
        {
            var batch = new HealthBatch(scenario.Agent, Epoch, [.. scenario.Events.Skip(from).Take(count)]);
            using var response = await host.IngestAsync(batch);
            var expectGap = batch.Events.Count > 0 && batch.Events[0].Sequence > acknowledged + 1;
            ((int)response.StatusCode).ShouldBe(expectGap ? 409 : 200);
            acknowledged = expectGap ? acknowledged : Math.Max(acknowledged, batch.Events.Count > 0 ? batch.Events[^1].Sequence : 0);
        }

        while (acknowledged < scenario.Events.Count)
        {
            acknowledged = await host.AcceptAsync(new HealthBatch(scenario.Agent, Epoch, [.. scenario.Events.Skip((int)acknowledged).Take(7)]));
        }
    }

    private static List<(SubserviceId Node, int Score, DateTimeOffset Time)> Naive(IReadOnlyList<HealthEvent> events)
    {
        var state = new Dictionary<SubserviceId, (int Score, DateTimeOffset Time)>();
        foreach (var item in events)
        {
            if (item.Status is { } status)
            {
                state[status.Subservice.ToModel()] = (status.Status.Score, item.Time);
            }

            foreach (var gone in item.Withdrawn ?? [])
            {
                state.Remove(gone.ToModel());
            }
        }

        return [.. state.Select(pair => (pair.Key, pair.Value.Score, pair.Value.Time))];
    }

    private static List<(SubserviceId Node, int Score, DateTimeOffset Time)> Reported(NetworkState state, string agent) =>
        state.Agents.TryGetValue(agent, out var known) ? [.. known.Reports.Select(pair => (pair.Key, pair.Value.Status.Score, pair.Value.Reported))] : [];

    private static List<(SubserviceId Node, SymptomKey Key, DateTimeOffset Start, DateTimeOffset? Stop)> Symptoms(NetworkState state) =>
        [.. state.Symptoms.SelectMany(node => node.Value.Latest.Select(pair => (node.Key, pair.Key, pair.Value.Start, pair.Value.Stop)))];

    private static Gen<Scenario> Scenarios() =>
        from agent in Gen.Choose(0, int.MaxValue)
        from length in Gen.Choose(1, 25)
        from drafts in Gen.ArrayOf(Draft(), length)
        from deliveries in Gen.ArrayOf(Delivery(length), 8)
        select new Scenario($"agent-{agent}", Events($"agent-{agent}", drafts), deliveries);

    private static Gen<(int From, int Count)> Delivery(int length) =>
        from start in Gen.Choose(0, length - 1)
        from count in Gen.Choose(0, length)
        select (start, count);

    private static Gen<EventDraft> Draft() =>
        from node in Gen.Elements(Nodes)
        from kind in Gen.Choose(0, 9)
        from score in Gen.Elements(Scores)
        from stopped in Gen.Elements(true, false)
        from again in Gen.Elements(true, false)
        select new EventDraft(node, kind, score, stopped, again);

    private static List<HealthEvent> Events(string agent, EventDraft[] drafts)
    {
        // An occurrence begins when it is first reported, as with a clock that only goes forward.
        var start = Begin;
        var events = new List<HealthEvent>();
        foreach (var draft in drafts)
        {
            var time = Begin.AddSeconds(events.Count);
            start = draft.Again ? time : start;
            events.Add(Event(draft, Symptom($"base/s{draft.Kind % 2}", weight: 60, start: start, agent: agent)) with { Sequence = events.Count + 1, Time = time });
        }

        return events;
    }

    private static HealthEvent Event(EventDraft draft, SymptomDocument symptom) => draft.Kind switch
    {
        0 => WithdrawnEvent(1, draft.Node),
        1 or 2 => SymptomEvent(1, draft.Node, draft.Stopped ? symptom with { Stop = symptom.Start.AddSeconds(30) } : symptom, Evidence()),
        _ => StatusEvent(1, draft.Node, draft.Score == 100 ? Status() : Status(draft.Score, symptom)),
    };

    private sealed record EventDraft(SubserviceReference Node, int Kind, int Score, bool Stopped, bool Again);

    private sealed record Scenario(string Agent, IReadOnlyList<HealthEvent> Events, IReadOnlyList<(int From, int Count)> Deliveries);
}
