using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.MetricResolution;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>An input of a node with its last sample.</summary>
internal sealed class NodeInput(ResolvedInput resolved, FeedDefinition? feed, string? unsupported)
{
    private FeedImplementation? _implementation;

    public string Name => resolved.Name;

    public string Metric => resolved.Metric.Name;

    public string Device => resolved.Device;

    public bool IsRequired => resolved.Required;

    /// <summary>What the engine reads for it; null when nothing here can.</summary>
    public FeedDefinition? Feed => feed;

    public Sample Last { get; private set; } = unsupported is null ? default : Sample.Failed(default, unsupported);

    /// <summary>Whether it was read at all since it was bound.</summary>
    public bool IsRead { get; private set; } = unsupported is not null;

    public bool IsFresh => IsRead && Last.State == SampleState.Present;

    public string Reason => !IsRead ? "not read yet" : Last.Reason ?? "no value";

    public void Take(in Sample sample, FeedImplementation implementation)
    {
        Last = sample;
        IsRead = true;
        _implementation = implementation;
    }

    /// <summary>Turns a value that got too old into a stale one; true when it just did.</summary>
    public bool Age(DateTimeOffset now)
    {
        var age = now - Last.Time;
        if (!IsFresh || age <= resolved.Metric.Staleness)
        {
            return false;
        }

        Last = Sample.Stale(Last.Time, $"the last value is of {Last.Time:HH:mm:ss}, and {resolved.Metric.Staleness.TotalSeconds:0.#} s is the limit");
        return true;
    }

    public EvidenceSample ToEvidence() => new(
        Name,
        Metric,
        Device,
        _implementation is { } used ? $"{used.Read.Source} ({used.Name})" : "",
        _implementation?.Read.Key ?? "",
        Last.Time,
        IsFresh ? SampleText.Of(Last, resolved.Metric.Unit) : "",
        IsRead ? SampleText.Of(Last.State) : "missing",
        IsFresh ? null : Reason);
}
