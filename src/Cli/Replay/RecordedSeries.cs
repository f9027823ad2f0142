using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Finds out which recorded readings are those of an input: same device, same reading, and the same metric where several were made of it.</summary>
internal sealed class RecordedSeries
{
    private readonly ILookup<(string Device, string Read), Found> _found;

    public RecordedSeries(IEnumerable<RecordedSample> samples) =>
        _found = samples.GroupBy(sample => (sample.Device, sample.Read, sample.Metric))
            .Select(series => new Found(series.Key, series.First().Time))
            .OrderBy(series => series.Key.Metric, StringComparer.Ordinal)
            .ToLookup(series => (series.Key.Device, series.Key.Read));

    /// <summary>The readings recorded for an input, one for each of its implementations that was in use; a metric may have had another name.</summary>
    public IReadOnlyList<Found> Find(string metric, string device, IEnumerable<string> reads) =>
        [.. reads.Select(read => _found[(device, read)].OrderBy(series => series.Key.Metric != metric).FirstOrDefault()).OfType<Found>()];

    /// <param name="Key">What was read, and the metric it was read for.</param>
    /// <param name="First">When the first sample was taken.</param>
    public sealed record Found((string Device, string Read, string Metric) Key, DateTimeOffset First);
}
