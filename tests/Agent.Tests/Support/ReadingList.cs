using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>Keeps the last sample of each read.</summary>
internal sealed class ReadingList : IReadingSink
{
    public Dictionary<MetricRead, Sample> Samples { get; } = [];

    public void Report(MetricRead read, Sample sample) => Samples[read] = sample;
}
