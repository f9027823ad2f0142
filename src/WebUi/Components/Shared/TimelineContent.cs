using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>What the script of the timeline draws; all times in milliseconds since 1970.</summary>
/// <param name="Points">Time and score; no score where it was unknown.</param>
/// <param name="From">Left end.</param>
/// <param name="To">Right end.</param>
/// <param name="Marks">Changes of the graph.</param>
/// <param name="Bands">Times that were not healthy.</param>
internal sealed record TimelineContent(
    IReadOnlyList<double?[]> Points, double From, double To, IReadOnlyList<double> Marks, IReadOnlyList<TimelineBand> Bands)
{
    /// <summary>The last value lasts until the end of the time shown.</summary>
    public static TimelineContent Of(HealthHistory history)
    {
        var points = history.Scores
            .Append(history.Scores[^1] with { Time = history.To })
            .Select(point => (Time: Milliseconds(point.Time < history.From ? history.From : point.Time), point.Score))
            .ToArray();
        return new TimelineContent(
            [.. points.Select(point => new double?[] { point.Time, point.Score < 0 ? null : point.Score })],
            Milliseconds(history.From),
            Milliseconds(history.To),
            [.. history.Graphs.Where(graph => graph.From > history.From).Select(graph => Milliseconds(graph.From))],
            [.. points.Zip(points.Skip(1)).Where(pair => pair.First.Score != 100).Select(pair => new TimelineBand(pair.First.Time, pair.Second.Time, Tone.Of(pair.First.Score)))]);
    }

    private static double Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}

/// <summary>A time in which the score had one tone.</summary>
internal sealed record TimelineBand(double From, double To, string Tone);
