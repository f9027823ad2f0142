using System.Collections.Immutable;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Heuristics.Fixtures;

/// <summary>What an input reads over time.</summary>
/// <param name="HasSeries">Whether it has labels, so that one reading finds several series.</param>
/// <param name="Series">Its series; one with the empty key where it has no labels.</param>
public sealed record InputTimeline(bool HasSeries, IReadOnlyList<SeriesTimeline> Series);

/// <param name="Key">The label values.</param>
/// <param name="Values">One for each interval; null where nothing is read, or where the series is not found.</param>
public sealed record SeriesTimeline(SeriesKey Key, ImmutableArray<TimelineValue?> Values);

/// <summary>One reading of a timeline.</summary>
/// <param name="State">Whether there is a value.</param>
/// <param name="Type">Type of the value.</param>
/// <param name="Number">The number in the metric's unit, or 0 and 1.</param>
/// <param name="Text">The text; why there is no value where there is none.</param>
public readonly record struct TimelineValue(SampleState State, ExpressionValueType Type, double Number, string? Text)
{
    /// <summary>The reading as a sample taken at a time.</summary>
    public Sample At(DateTimeOffset time) => State switch
    {
        SampleState.Stale => Sample.Stale(time, Text!),
        SampleState.Failed => Sample.Failed(time, Text!),
        SampleState.Missing => Sample.Missing(time, Text!),
        _ => Type switch
        {
            ExpressionValueType.Boolean => Sample.Present(time, Number != 0),
            ExpressionValueType.Text => Sample.Present(time, Text!),
            _ => Sample.Present(time, Number),
        },
    };
}
