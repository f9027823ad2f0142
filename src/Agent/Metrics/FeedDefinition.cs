using System.Collections.Immutable;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>A metric of a device with its parameters bound, and the ways to read it in order of preference.</summary>
internal sealed class FeedDefinition : IEquatable<FeedDefinition>
{
    public FeedDefinition(string metric, string device, TimeSpan interval, TimeSpan staleness, ImmutableArray<FeedImplementation> implementations)
    {
        Metric = metric;
        Device = device;
        Interval = interval;
        Staleness = staleness;
        Implementations = implementations;
        Key = $"{device} {metric} {interval} {staleness} " + string.Join(" | ", implementations.Select(implementation => implementation.Read.Key));
    }

    public string Metric { get; }

    public string Device { get; }

    /// <summary>Labels of the metric's series; none for most.</summary>
    public LabelSet Labels { get; init; } = LabelSet.None;

    public TimeSpan Interval { get; }

    public TimeSpan Staleness { get; }

    /// <summary>At least one.</summary>
    public ImmutableArray<FeedImplementation> Implementations { get; }

    /// <summary>Canonical text; what equality means.</summary>
    public string Key { get; }

    public bool Equals(FeedDefinition? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as FeedDefinition);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <param name="Name">Name of the implementation in its package.</param>
/// <param name="Read">What it reads.</param>
/// <param name="Command">What an operator types to see the same.</param>
internal sealed record FeedImplementation(string Name, MetricRead Read, string Command = "")
{
    /// <summary>How the accounts of scores name it.</summary>
    public SampleOrigin Origin { get; } = new($"{Read.Source} ({Name})", Read.Key) { Command = Command };
}
