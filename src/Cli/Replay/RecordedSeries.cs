namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Finds out which recorded readings are those of an input: same device, same reading, and the same metric where several were made of it.</summary>
internal sealed class RecordedSeries
{
    private readonly ILookup<(string Device, string Read), string> _metrics;

    public RecordedSeries(IEnumerable<RecordedSample> samples) =>
        _metrics = samples.Select(sample => (sample.Device, sample.Read, sample.Metric)).Distinct()
            .OrderBy(series => series.Metric, StringComparer.Ordinal)
            .ToLookup(series => (series.Device, series.Read), series => series.Metric);

    /// <summary>The readings recorded for an input, one for each of its implementations that was in use; a metric may have had another name.</summary>
    public IReadOnlyList<(string Device, string Read, string Metric)> Find(string metric, string device, IEnumerable<string> reads) =>
    [
        .. reads.Select(read => (device, read, Metric: _metrics[(device, read)].OrderBy(name => name != metric).FirstOrDefault()))
            .Where(found => found.Metric is not null)
            .Select(found => (found.device, found.read, found.Metric!)),
    ];
}
