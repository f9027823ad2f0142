using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.RawLog;

/// <summary>Where samples come from.</summary>
/// <param name="Metric">Device-independent name.</param>
/// <param name="Device">Device it was read from.</param>
/// <param name="Implementation">How it was read.</param>
/// <param name="Read">What was read.</param>
/// <param name="Labels">Labels of the series, such as <c>interface=to-p1</c>; empty for a metric without labels.</param>
internal sealed record SampleSeries(string Metric, string Device, string Implementation, string Read, string Labels = "");

/// <summary>A sample as it was recorded.</summary>
internal sealed record LoggedSample(SampleSeries Series, Sample Sample);

/// <summary>What is asked of the log; empty names match everything.</summary>
internal sealed record SampleQuery(string Metric, string Device, DateTimeOffset From, DateTimeOffset To)
{
    public bool Matches(LoggedSample logged) => logged.Sample.Time >= From && logged.Sample.Time <= To
        && (Metric.Length == 0 || logged.Series.Metric == Metric) && (Device.Length == 0 || logged.Series.Device == Device);
}
