using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace RouterAlertAssurance.Hosting.Metrics;

/// <summary>All series of one instrument. Measurements with tags allocate only when they open a new series.</summary>
internal sealed class MetricFamily
{
    /// <summary>Series per instrument; what comes beyond is counted together under <c>overflow="true"</c>.</summary>
    public const int MaxSeries = 1000;

    private const string Overflow = "overflow=\"true\"";
    private static readonly double[] DefaultBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MetricSeries>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly bool _adds;
    private readonly double[]? _boundaries;
    private readonly string? _help;

    public MetricFamily(Instrument instrument)
    {
        (Kind, _adds) = KindOf(instrument);
        Name = PrometheusNames.NameOf(instrument, Kind) + (Kind == "counter" ? "_total" : "");
        IsObservable = instrument.IsObservable;
        _help = instrument.Description?.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        _boundaries = Kind == "histogram" ? [.. (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? DefaultBoundaries] : null;
        _lookup = _series.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    public string Kind { get; }

    public bool IsObservable { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Span<char> buffer = stackalloc char[512];
        var length = PrometheusNames.Labels(tags, buffer);
        var series = Find(length < 0 ? Overflow : buffer[..length]);
        if (_boundaries is not null)
        {
            series.Observe(value, _boundaries);
        }
        else if (_adds)
        {
            series.Add(value);
        }
        else
        {
            series.Set(value);
        }
    }

    /// <summary>Forgets the series: an observable instrument reports all of its own at each scrape.</summary>
    public void Clear() => _series.Clear();

    public void Write(TextWriter writer)
    {
        if (_series.IsEmpty)
        {
            return;
        }

        if (!string.IsNullOrEmpty(_help))
        {
            writer.Write($"# HELP {Name} {_help}\n");
        }

        writer.Write($"# TYPE {Name} {Kind}\n");
        foreach (var (labels, series) in _series.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            series.Write(writer, Name, labels, _boundaries);
        }
    }

    private MetricSeries Find(ReadOnlySpan<char> labels)
    {
        if (_lookup.TryGetValue(labels, out var series))
        {
            return series;
        }

        return _series.GetOrAdd(_series.Count >= MaxSeries ? Overflow : labels.ToString(), _ => new MetricSeries());
    }

    private static (string Kind, bool Adds) KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Counter`", StringComparison.Ordinal) ? ("counter", true)
            : type.StartsWith("ObservableCounter`", StringComparison.Ordinal) ? ("counter", false)
            : type.StartsWith("Histogram`", StringComparison.Ordinal) ? ("histogram", true)
            : type.StartsWith("UpDownCounter`", StringComparison.Ordinal) ? ("gauge", true)
            : ("gauge", false);
    }
}

/// <summary>One series: a number, or the buckets of a histogram.</summary>
internal sealed class MetricSeries
{
    private readonly Lock _lock = new();
    private double _value;
    private long _count;
    private long[]? _buckets;

    public void Set(double value)
    {
        lock (_lock)
        {
            _value = value;
        }
    }

    public void Add(double value)
    {
        lock (_lock)
        {
            _value += value;
        }
    }

    public void Observe(double value, double[] boundaries)
    {
        var bucket = Array.BinarySearch(boundaries, value);
        lock (_lock)
        {
            _buckets ??= new long[boundaries.Length + 1];
            _buckets[bucket < 0 ? ~bucket : bucket]++;
            _count++;
            _value += value;
        }
    }

    public void Write(TextWriter writer, string name, string labels, double[]? boundaries)
    {
        lock (_lock)
        {
            if (boundaries is null || _buckets is null)
            {
                writer.Write($"{name}{Braces(labels)} {Number(_value)}\n");
                return;
            }

            var separator = labels.Length == 0 ? "" : ",";
            long below = 0;
            for (var i = 0; i < _buckets.Length; i++)
            {
                below += _buckets[i];
                var limit = i < boundaries.Length ? Number(boundaries[i]) : "+Inf";
                writer.Write($"{name}_bucket{{{labels}{separator}le=\"{limit}\"}} {Number(below)}\n");
            }

            writer.Write($"{name}_sum{Braces(labels)} {Number(_value)}\n{name}_count{Braces(labels)} {Number(_count)}\n");
        }
    }

    private static string Braces(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
