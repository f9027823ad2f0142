using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RouterAlertAssurance.Hosting.Metrics;

/// <summary>Collects what the product's meters and the runtime's measure, for <c>/metrics</c>.</summary>
internal sealed class MetricsRegistry : IDisposable
{
    private static readonly string[] Foreign = ["System.Runtime"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly Lock _scrape = new();

    public MetricsRegistry()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(RaaMeter.Prefix, StringComparison.Ordinal) || Foreign.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, published => new MetricFamily(published)));
            }
        };
        _listener.MeasurementsCompleted = (instrument, _) => _families.TryRemove(instrument, out MetricFamily? _);
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, family) => Record((double)value, tags, family));
        _listener.Start();
    }

    /// <summary>Writes everything in the Prometheus text format, version 0.0.4.</summary>
    public void Write(TextWriter writer)
    {
        lock (_scrape)
        {
            foreach (var family in _families.Values.Where(family => family.IsObservable))
            {
                family.Clear();
            }

            _listener.RecordObservableInstruments();
            // Two meters may publish an instrument of one name (a service hosted twice): the format allows its name only once.
            foreach (var family in _families.Values.DistinctBy(family => family.Name).OrderBy(family => family.Name, StringComparer.Ordinal))
            {
                family.Write(writer);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? family) => ((MetricFamily)family!).Record(value, tags);
}
