using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>Keeps what a source reports, by the key of the read.</summary>
internal sealed class RecordingSink : IReadingSink
{
    public Dictionary<string, Sample> Samples { get; } = [];

    public Dictionary<string, ImmutableArray<SeriesSample>> Series { get; } = [];

    public void Report(MetricRead read, Sample sample) => Samples[read.Key] = sample;

    public void Report(MetricRead read, DateTimeOffset time, ImmutableArray<SeriesSample> series) => Series[read.Key] = series;
}
