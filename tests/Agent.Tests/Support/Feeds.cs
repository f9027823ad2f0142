using RouterAlertAssurance.Agent.Metrics;

namespace RouterAlertAssurance.Agent.Tests.Support;

internal static class Feeds
{
    public static FeedDefinition Of(string metric, params (string Source, string Read)[] implementations) => new(
        metric,
        "pe1",
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(10),
        [.. implementations.Select(item => new FeedImplementation(item.Source, MetricRead.Of(item.Source, item.Read, ("interface", "lo"))))]);
}
