using RouterAlertAssurance.Cli.Replay;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Tests.Replay;

/// <summary>An agent that evaluates its nodes and records what it reads and what it says: as the agent of the product, and as short as it can be.</summary>
internal sealed class RecordingAgent(string name, Recording recording)
{
    private readonly AssuranceEngine _engine = new(name);
    private readonly ReplayPlanner _planner = new(Recording.Assignments, Recording.Catalog);
    private readonly Dictionary<string, Feed> _feeds = new(StringComparer.Ordinal);
    private readonly Dictionary<(SubserviceId Node, string Symptom), int> _open = [];
    private Dictionary<SubserviceId, int> _atWork = [];
    private Dictionary<SubserviceId, int>? _next;
    private DateTimeOffset _due;

    public void Configure(IEnumerable<ReplayNode> nodes, DateTimeOffset now)
    {
        Remove(_next ?? [], _atWork);
        _next = nodes.ToDictionary(node => node.Node.Id, node => _atWork.TryGetValue(node.Node.Id, out var number) ? number : Add(_planner.Of(node).Plan!, now));
        _due = now.AddSeconds(3);
    }

    public void Step(DateTimeOffset now)
    {
        foreach (var feed in _feeds.Values.Where(feed => feed.Due <= now))
        {
            Read(feed, now);
        }

        _engine.Advance(now);
        _engine.TakeChanged();
        if (_next is { } next && (now >= _due || next.Values.All(_engine.IsReady)))
        {
            var gone = _atWork;
            (_atWork, _next) = (next, null);
            Remove(gone, _atWork);
        }

        Tell(now);
    }

    private int Add(ReplayPlan plan, DateTimeOffset now) =>
        _engine.Add(plan.With(input => FeedOf(plan.Inputs.Single(resolved => resolved.Name == input), now).Input));

    private Feed FeedOf(ResolvedInput input, DateTimeOffset now)
    {
        var key = $"{input.Metric.Name} {input.Device}";
        return _feeds.TryGetValue(key, out var feed) ? feed : _feeds[key] = new Feed(_engine.AddInput(EngineInput.Of(input.Metric, input.Device)), input) { Due = now };
    }

    private void Read(Feed feed, DateTimeOffset now)
    {
        var (metric, device, read) = (feed.What.Metric, feed.What.Device, feed.What.Implementations[0].ReadKey);
        feed.Due = now + metric.Interval;
        var value = recording.Truth(metric.Name, device, (int)((now - Recording.Start).TotalSeconds / 10));
        if (value == "")
        {
            return;
        }

        var recorded = new RecordedSample { Metric = metric.Name, Device = device, Implementation = "a", Read = read, Time = now, State = value is null ? "failed" : "present" };
        recorded = value is null ? recorded with { Reason = "jammed" } : recorded with { Number = metric.Type == ExpressionValueType.Boolean ? (value == "9" ? 1 : 0) : value == "9" ? 9 : 0 };
        recording.Samples.Add(recorded);
        _engine.Set(feed.Input, recorded.ToSample(metric.Type), new SampleOrigin("a", read));
    }

    private void Remove(Dictionary<SubserviceId, int> removed, Dictionary<SubserviceId, int> kept)
    {
        foreach (var number in removed.Values.Except(kept.Values))
        {
            _engine.Remove(number);
        }

        foreach (var (key, feed) in _feeds.Where(feed => !_engine.IsRead(feed.Value.Input)).ToList())
        {
            _engine.RemoveInput(feed.Input);
            _feeds.Remove(key);
        }
    }

    private void Tell(DateTimeOffset now)
    {
        var active = _atWork.SelectMany(node => _engine.HealthOf(node.Value).Symptoms.Where(symptom => symptom.IsActive).Select(symptom => (Key: (node.Key, symptom.Id), Symptom: symptom)))
            .ToDictionary(item => item.Key, item => item.Symptom);
        foreach (var ended in _open.Keys.Where(key => !active.ContainsKey(key)).ToList())
        {
            _open.Remove(ended, out var index);
            recording.Episodes[index] = recording.Episodes[index] with { Symptom = recording.Episodes[index].Symptom with { Stop = now } };
        }

        foreach (var (key, symptom) in active.Where(item => !_open.ContainsKey(item.Key)))
        {
            _open.Add(key, recording.Episodes.Count);
            recording.Episodes.Add(new SymptomEpisode(SubserviceReference.From(key.Key), DocumentOf(symptom), null));
        }
    }

    private static SymptomDocument DocumentOf(Symptom symptom) => new()
    {
        Id = symptom.Id,
        Start = symptom.Start,
        Weight = symptom.Weight,
        Kind = symptom.Kind == SymptomKind.MissingInput ? "missing-input" : "own",
    };

    private sealed record Feed(int Input, ResolvedInput What)
    {
        public DateTimeOffset Due { get; set; }
    }
}
