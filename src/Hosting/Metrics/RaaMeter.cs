using System.Diagnostics.Metrics;

namespace RouterAlertAssurance.Hosting.Metrics;

/// <summary>
/// The one meter of an assembly. It names the meter <c>RouterAlertAssurance.Agent</c> and its instruments <c>raa.agent.*</c>, which
/// <c>/metrics</c> shows as <c>raa_agent_*</c>. Derive a class per feature, or register it as a singleton.
/// </summary>
public class RaaMeter : IDisposable
{
    /// <summary>The start of the name of every meter of the product.</summary>
    public const string Prefix = "RouterAlertAssurance.";

    private readonly string _instrumentPrefix;

    /// <summary>Makes the meter of an assembly.</summary>
    /// <param name="assembly">The folder name of the assembly, such as <c>Agent</c>.</param>
    public RaaMeter(string assembly)
    {
        ArgumentException.ThrowIfNullOrEmpty(assembly);
        Meter = new Meter(Prefix + assembly);
        _instrumentPrefix = $"raa.{assembly.ToLowerInvariant()}.";
    }

    /// <summary>The meter underneath, for observable instruments; prefix their names with <see cref="NameOf"/>.</summary>
    public Meter Meter { get; }

    /// <summary>The full name of an instrument, such as <c>raa.agent.samples</c> for <c>samples</c>.</summary>
    public string NameOf(string name) => _instrumentPrefix + name;

    /// <summary>A count that only grows. Give failed and dropped items a tag <c>reason</c>.</summary>
    /// <param name="name">The name without prefix and without <c>_total</c>.</param>
    /// <param name="unit">The UCUM unit: <c>By</c>, <c>s</c>, or <c>{item}</c> for things.</param>
    /// <param name="description">What is counted, in a sentence.</param>
    public Counter<long> Counter(string name, string unit, string description) => Meter.CreateCounter<long>(NameOf(name), unit, description);

    /// <summary>A count that grows and shrinks.</summary>
    public UpDownCounter<long> UpDownCounter(string name, string unit, string description) =>
        Meter.CreateUpDownCounter<long>(NameOf(name), unit, description);

    /// <summary>A value read at each scrape.</summary>
    public ObservableGauge<double> Gauge(string name, string unit, string description, Func<double> read) =>
        Meter.CreateObservableGauge(NameOf(name), read, unit, description);

    /// <summary>A distribution; durations in seconds (<c>s</c>).</summary>
    public Histogram<double> Histogram(string name, string unit, string description, params double[] boundaries) => Meter.CreateHistogram(
        NameOf(name),
        unit,
        description,
        tags: null,
        boundaries.Length == 0 ? null : new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the meter; its instruments leave <c>/metrics</c>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Meter.Dispose();
        }
    }
}
