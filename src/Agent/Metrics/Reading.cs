using System.Collections.Immutable;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>One series of a metric with labels.</summary>
/// <param name="Key">Its label values.</param>
/// <param name="Sample">Its sample.</param>
internal readonly record struct SeriesSample(SeriesKey Key, Sample Sample);

/// <summary>What one reading gave.</summary>
/// <param name="Sample">The sample; of a metric with labels, whether its series are known.</param>
/// <param name="Series">The series of a metric with labels; default for others, and when nothing could be read.</param>
internal readonly record struct Reading(Sample Sample, ImmutableArray<SeriesSample> Series = default)
{
    public static Reading Of(DateTimeOffset time, ImmutableArray<SeriesSample> series) => new(Sample.Present(time, value: true), series);
}
