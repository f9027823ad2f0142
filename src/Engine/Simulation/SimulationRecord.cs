using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Engine;

/// <summary>A time in which a symptom was there.</summary>
/// <param name="Node">The node that had it.</param>
/// <param name="Symptom">As it was last; its stop is when it was cleared, null where it was still there at the end.</param>
/// <param name="Account">What it was raised on; null where there is none.</param>
public sealed record SimulatedEpisode(SubserviceId Node, Symptom Symptom, Explanation? Account);

/// <summary>A score from a moment on.</summary>
/// <param name="Time">When it changed.</param>
/// <param name="Score">-1..100.</param>
/// <param name="Coverage">0..1.</param>
public readonly record struct SimulatedScore(DateTimeOffset Time, int Score, double Coverage);

/// <summary>Keeps what a simulation showed.</summary>
internal sealed class SimulationRecord
{
    private readonly List<SimulatedEpisode> _episodes = [];
    private readonly Dictionary<SubserviceId, Dictionary<string, int>> _open = [];
    private readonly Dictionary<SubserviceId, List<SimulatedScore>> _scores = [];

    public IReadOnlyList<SimulatedEpisode> Episodes => _episodes;

    public IReadOnlyList<SimulatedScore> ScoresOf(SubserviceId id) => _scores.GetValueOrDefault(id) ?? [];

    public void Take(SubserviceId node, OwnHealth health, DateTimeOffset now, Func<string, Explanation?> account)
    {
        var active = health.Symptoms.Where(symptom => symptom.IsActive).ToDictionary(symptom => symptom.Id, StringComparer.Ordinal);
        var open = _open.TryGetValue(node, out var known) ? known : _open[node] = new(StringComparer.Ordinal);
        // One that began at another time is another: that of the next agent of the node.
        foreach (var gone in open.Where(pair => active.GetValueOrDefault(pair.Key)?.Start != _episodes[pair.Value].Symptom.Start).Select(pair => pair.Key).ToList())
        {
            open.Remove(gone, out var index);
            // What says that an input is missing goes without a trace.
            var stop = health.Symptoms.FirstOrDefault(symptom => symptom.Id == gone && symptom.Start == _episodes[index].Symptom.Start)?.Stop ?? now;
            _episodes[index] = _episodes[index] with { Symptom = _episodes[index].Symptom with { Stop = stop } };
        }

        foreach (var (id, symptom) in active)
        {
            if (open.TryGetValue(id, out var index))
            {
                _episodes[index] = _episodes[index] with { Symptom = symptom };
                continue;
            }

            open.Add(id, _episodes.Count);
            _episodes.Add(new SimulatedEpisode(node, symptom, account(id)));
        }
    }

    /// <summary>Ends what a node has, which is evaluated no more.</summary>
    public void End(SubserviceId node, DateTimeOffset now) => Take(node, OwnHealth.Healthy, now, _ => null);

    public void Take(SubserviceId node, HealthStatus status, DateTimeOffset now)
    {
        var scores = _scores.TryGetValue(node, out var known) ? known : _scores[node] = [];
        if (scores.Count == 0 || scores[^1].Score != status.Score.Value || !scores[^1].Coverage.Equals(status.Coverage))
        {
            scores.Add(new SimulatedScore(now, status.Score.Value, status.Coverage));
        }
    }
}
