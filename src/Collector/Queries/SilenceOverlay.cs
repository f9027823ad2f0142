using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Lays the silences of agents over the scores they reported: what was shown at the time was unknown.</summary>
internal static class SilenceOverlay
{
    public static List<ScorePoint> Apply(IReadOnlyList<PastScore> scores, IReadOnlyList<Silence> silences, DateTimeOffset from, DateTimeOffset to)
    {
        var points = new List<ScorePoint>();
        for (var i = 0; i < scores.Count; i++)
        {
            // The end of the answer belongs to it, the beginning of the next score does not.
            var end = i + 1 < scores.Count ? scores[i + 1].Time : to.AddTicks(1);
            AddSegment(points, scores[i], end, silences.Where(silence => silence.Agent == scores[i].Agent));
        }

        // What the first point of the answer stands for is the value at its beginning.
        return [.. points.Select(point => point.Time < from ? point with { Time = from } : point)
            .GroupBy(point => point.Time).Select(group => group.Last())];
    }

    private static void AddSegment(List<ScorePoint> points, PastScore score, DateTimeOffset end, IEnumerable<Silence> silences)
    {
        var shown = new ScorePoint(score.Time, score.Score, score.Coverage);
        points.Add(shown);
        foreach (var silence in silences.Where(silence => silence.Start < end && (silence.Stop is null || silence.Stop > score.Time)))
        {
            points.Add(new ScorePoint(silence.Start > score.Time ? silence.Start : score.Time, -1, 0));
            if (silence.Stop is { } stop && stop < end)
            {
                points.Add(shown with { Time = stop });
            }
        }
    }
}
