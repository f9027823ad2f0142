using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Engine;

/// <summary>A quantity of a device that subservices read, however many they are.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Device">The device it is read from.</param>
/// <param name="Declaration">Its type, unit, kind and labels.</param>
/// <param name="Staleness">Age at which its last sample counts as stale.</param>
public sealed record EngineInput(string Metric, string Device, InputDeclaration Declaration, TimeSpan Staleness)
{
    /// <summary>False when the device has no way to tell it: nothing is worth waiting for.</summary>
    public bool IsSupported { get; init; } = true;

    /// <summary>Where its samples will come from, for accounts before the first.</summary>
    public SampleOrigin Origin { get; init; } = SampleOrigin.None;

    /// <summary>A metric of a device.</summary>
    public static EngineInput Of(MetricDefinition metric, string device)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new EngineInput(metric.Name, device, metric.DeclarationAs(metric.Name), metric.Staleness);
    }
}

/// <summary>Where a sample came from.</summary>
/// <param name="Source">The metric source and the implementation that were used.</param>
/// <param name="Read">What was read, in the words of the source.</param>
public sealed record SampleOrigin(string Source, string Read)
{
    /// <summary>What an operator types on the device to see the same: a command, or the path that was read; empty where nothing is known.</summary>
    public string Command { get; init; } = "";

    /// <summary>Not known, or of no interest.</summary>
    public static SampleOrigin None { get; } = new("", "");
}
