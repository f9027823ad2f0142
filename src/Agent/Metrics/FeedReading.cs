using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>A new value of a feed, with the implementation that read it.</summary>
internal readonly record struct FeedReading(MetricFeed Feed, FeedImplementation Implementation, Sample Sample);
