using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Engine;
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
internal sealed record LoggedSample(SampleSeries Series, Sample Sample)
{
    /// <summary>As it is read from outside.</summary>
    public RecordedSample ToRecord()
    {
        var isPresent = Sample.State == SampleState.Present;
        var isText = Sample.Type == ExpressionValueType.Text;
        return new RecordedSample
        {
            Metric = Series.Metric,
            Device = Series.Device,
            Implementation = Series.Implementation,
            Read = Series.Read,
            Labels = Series.Labels.Length == 0 ? null : Series.Labels,
            Time = Sample.Time,
            State = SampleText.Of(Sample.State),
            Number = isPresent && !isText && double.IsFinite(Sample.Number) ? Sample.Number : null,
            Text = isPresent && isText ? Sample.Text : null,
            Reason = Sample.Reason,
        };
    }
}

/// <summary>What is asked of the log; empty names match everything.</summary>
internal sealed record SampleQuery(string Metric, string Device, DateTimeOffset From, DateTimeOffset To)
{
    public bool Matches(LoggedSample logged) => logged.Sample.Time >= From && logged.Sample.Time <= To
        && (Metric.Length == 0 || logged.Series.Metric == Metric) && (Device.Length == 0 || logged.Series.Device == Device);
}
