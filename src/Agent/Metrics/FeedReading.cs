using System.Collections.Immutable;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>A new value of a feed, with the implementation that read it.</summary>
internal readonly record struct FeedReading(MetricFeed Feed, FeedImplementation Implementation, Sample Sample)
{
    /// <summary>The series of a metric with labels; default for others, and when nothing could be read.</summary>
    public ImmutableArray<SeriesSample> Series { get; init; }
}
