using System.Collections.Immutable;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>
/// Reads one kind of thing. A source reads and reports; it never judges, and it knows nothing of schedules, limits, retries and fall-back,
/// which the engine has once for all.
/// </summary>
internal interface IMetricSource
{
    string Name { get; }

    /// <summary>Whether it can work here, and why not.</summary>
    SourceState State { get; }

    /// <summary>The reads that are wanted from now on; replaces the earlier set.</summary>
    void Want(IReadOnlyCollection<MetricRead> reads)
    {
    }

    /// <summary>Reads everything that is due, in one go where it can. What is not reported counts as failed.</summary>
    /// <exception cref="IOException">Nothing could be read at all.</exception>
    Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken);
}

/// <summary>A source that also speaks by itself. It is read at intervals all the same, so that silence and failure can be told apart.</summary>
internal interface IStreamingSource : IMetricSource
{
    /// <summary>Reports until it breaks.</summary>
    /// <exception cref="IOException">The stream broke, with the reason.</exception>
    Task StreamAsync(IStreamSink sink, CancellationToken cancellationToken);
}

internal interface IReadingSink
{
    void Report(MetricRead read, Sample sample);

    /// <summary>Reports all series of a metric with labels that one reading found; one that is not among them is gone.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="time">When.</param>
    /// <param name="series">Label values in the ordinal order of the labels' names, each with its sample.</param>
    void Report(MetricRead read, DateTimeOffset time, ImmutableArray<SeriesSample> series);
}

internal interface IStreamSink : IReadingSink
{
    /// <summary>The stream is complete from here on.</summary>
    void Connected();
}
