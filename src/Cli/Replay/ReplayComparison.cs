using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Puts a replay beside what the product recorded. Pure.</summary>
internal static class ReplayComparison
{
    /// <summary>The kinds of symptoms that a package raises; others follow from the graph.</summary>
    private static readonly string[] OwnKinds = ["own", "missing-input"];

    // The clock of the evaluation is not that of the agent to the moment.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    public static ReplayAnswer Of(HeuristicPackage package, ReplayMaterial material, ReplayOutcome outcome, IReadOnlyList<RecordedHealth>? recorded) => new(
        package.Name,
        package.Version,
        material.From,
        material.To,
        material.Graph.Text,
        material.WarmUp.TextOf(material.From, material.Recorded),
        recorded is not null,
        material.Samples.Count,
        [.. outcome.Evaluated.Where(id => outcome.Simulation.ScoresOf(id).Count > 0).Order().Select(id => NodeOf(id, material, outcome, recorded ?? []))],
        Episodes(outcome.Simulation.Episodes, recorded is null ? null : [.. recorded.SelectMany(RecordedOf)], material.From, material.To),
        [.. outcome.LeftOut.Select(left => new LeftOutNode(SubserviceReference.From(left.Id), left.Reason))],
        [.. outcome.NotRecorded]);

    /// <summary>Matches the episodes of both sides: those of one symptom of one node whose times touch are the same. Without a record there is nothing to match.</summary>
    public static IReadOnlyList<ReplayedEpisode> Episodes(
        IEnumerable<SimulatedEpisode> simulated, IReadOnlyList<SymptomEpisode>? recorded, DateTimeOffset from, DateTimeOffset to)
    {
        var left = (recorded ?? []).Where(episode => Within(episode.Symptom.Start, episode.Symptom.Stop, from, to)).OrderBy(episode => episode.Symptom.Start).ToList();
        var episodes = new List<ReplayedEpisode>();
        foreach (var episode in simulated.Where(episode => Within(episode.Symptom.Start, episode.Symptom.Stop, from, to)))
        {
            var match = left.FindIndex(other => Matches(episode, other));
            episodes.Add(Of(recorded is null ? "replayed" : match < 0 ? "new" : "same", episode, match < 0 ? null : left[match].Symptom.Weight));
            if (match >= 0)
            {
                left.RemoveAt(match);
            }
        }

        episodes.AddRange(left.Select(gone => Of(gone.Subservice, gone.Symptom)));
        return [.. episodes.OrderBy(episode => episode.Start).ThenBy(episode => episode.Symptom, StringComparer.Ordinal)];
    }

    private static ReplayedNode NodeOf(SubserviceId id, ReplayMaterial material, ReplayOutcome outcome, IReadOnlyList<RecordedHealth> recorded)
    {
        var scores = ScoresOf(outcome.Simulation.ScoresOf(id), material.From, material.Graph.Has(id, material.From));
        var history = outcome.NotWhole.Contains(id) ? null : recorded.FirstOrDefault(health => health.Node == id)?.History.Scores;
        // What a node had before it left the graph is no score of the time without it, nor of its time afterwards.
        var counted = (history ?? []).Where(point => material.Graph.Has(id, point.Time > material.From ? point.Time : material.From)).ToList();
        return new ReplayedNode(SubserviceReference.From(id), scores.Min(point => point.Score), counted.Count > 0 ? counted.Min(point => point.Score) : null, scores);
    }

    // What was before the begin counts as the score at the begin, of a node that was in the graph then.
    private static List<ScorePoint> ScoresOf(IReadOnlyList<SimulatedScore> all, DateTimeOffset from, bool hasBegin)
    {
        var later = all.Where(score => score.Time > from).ToList();
        var before = hasBegin || later.Count == 0 ? all.LastOrDefault(score => score.Time <= from, all[0]) : later[0];
        return [.. later.Prepend(before).Select(score => new ScorePoint(score.Time > from ? score.Time : from, score.Score, score.Coverage)).DistinctBy(point => point.Time)];
    }

    private static IEnumerable<SymptomEpisode> RecordedOf(RecordedHealth health) =>
        health.History.Episodes.Where(episode => episode.Subservice.ToModel() == health.Node && OwnKinds.Contains(episode.Symptom.Kind));

    private static bool Matches(SimulatedEpisode episode, SymptomEpisode other) =>
        other.Subservice.ToModel() == episode.Node
        && other.Symptom.Id == episode.Symptom.Id
        && episode.Symptom.Start - Tolerance <= (other.Symptom.Stop ?? DateTimeOffset.MaxValue)
        && other.Symptom.Start - Tolerance <= (episode.Symptom.Stop ?? DateTimeOffset.MaxValue);

    private static bool Within(DateTimeOffset start, DateTimeOffset? stop, DateTimeOffset from, DateTimeOffset to) => start <= to && (stop is null || stop >= from);

    private static ReplayedEpisode Of(string verdict, SimulatedEpisode episode, int? recordedWeight)
    {
        var symptom = episode.Symptom;
        return new(verdict, SubserviceReference.From(episode.Node), symptom.Id, symptom.Start, symptom.Stop, symptom.Weight, symptom.Broken, symptom.Text, recordedWeight);
    }

    private static ReplayedEpisode Of(SubserviceReference node, SymptomDocument symptom) =>
        new("gone", node, symptom.Id, symptom.Start, symptom.Stop, symptom.Weight, symptom.Broken, symptom.Text, null);
}
