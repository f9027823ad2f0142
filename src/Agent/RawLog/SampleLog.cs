using RouterAlertAssurance.Agent.Metrics;

namespace RouterAlertAssurance.Agent.RawLog;

/// <summary>
/// Every sample that was used, bounded in size and age, so that a past score can be explained. Written every few seconds and not synced: a
/// crash may cost the last seconds. Thread-safe.
/// </summary>
internal sealed class SampleLog : IDisposable
{
    private const int BlockSize = 64 * 1024;
    private const long SegmentSize = 4 << 20;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly long _limit;
    private readonly TimeSpan _retention;
    private readonly TimeProvider _time;
    private readonly List<SampleSegment> _segments;
    private SampleBlockWriter _block = new();
    private FileStream? _file;
    private DateTimeOffset _flushed;

    public SampleLog(string folder, long limit, TimeSpan retention, TimeProvider time)
    {
        (_folder, _limit, _retention, _time) = (folder, limit, retention, time);
        Directory.CreateDirectory(folder);
        _segments = SampleSegment.In(folder);
        _flushed = time.GetUtcNow();
    }

    public void Append(in FeedReading reading)
    {
        var definition = reading.Feed.Definition;
        var series = new SampleSeries(definition.Metric, definition.Device, reading.Implementation.Name, reading.Implementation.Read.Key);
        lock (_gate)
        {
            Add(series, reading);
            if (_block.Length >= BlockSize || _time.GetUtcNow() - _flushed >= FlushInterval)
            {
                Flush();
            }
        }
    }

    private void Add(SampleSeries series, in FeedReading reading)
    {
        if (reading.Series.IsDefault)
        {
            _block.Add(series, reading.Sample, _time.GetUtcNow());
            return;
        }

        var labels = reading.Feed.Definition.Labels;
        foreach (var (key, sample) in reading.Series)
        {
            var text = string.Join(',', labels.Names.Zip(key.Values, (name, value) => $"{name}={value}"));
            _block.Add(series with { Labels = text }, sample, _time.GetUtcNow());
        }
    }

    /// <summary>Samples in the order they were written, oldest first, at most so many.</summary>
    public List<LoggedSample> Read(SampleQuery query, int limit)
    {
        List<SampleSegment> segments;
        lock (_gate)
        {
            Flush();
            segments = [.. _segments];
        }

        return SampleSegment.Read(segments, query, limit);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Flush();
            _file?.Dispose();
            _file = null;
        }
    }

    private void Flush()
    {
        var now = _time.GetUtcNow();
        _flushed = now;
        if (_block.IsEmpty)
        {
            return;
        }

        if (_file is null || _file.Length >= SegmentSize)
        {
            Roll(now);
        }

        _block.WriteTo(_file!);
        _file!.Flush();
    }

    private void Roll(DateTimeOffset now)
    {
        _file?.Dispose();
        var segment = SampleSegment.Create(_folder, now);
        _segments.Add(segment);
        _file = new FileStream(segment.Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        // A segment explains itself: series are described again in each.
        _block = _block.Renewed();
        while (_segments.Count > 1 && (_segments[1].Begin < now - _retention || _segments.Sum(part => part.Length) > _limit))
        {
            File.Delete(_segments[0].Path);
            _segments.RemoveAt(0);
        }
    }
}
