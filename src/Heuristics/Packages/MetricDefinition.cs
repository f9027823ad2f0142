using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>A device-independent quantity that subservices read (RFC 9417, "Metric").</summary>
public sealed record MetricDefinition
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public required ExpressionValueType Type { get; init; }

    /// <summary>Unit in the notation of the expression language; empty for a dimensionless number.</summary>
    public string Unit { get; init; } = "";

    public required InputKind Kind { get; init; }

    /// <summary>What tells the series of one reading apart; none for a metric with one value.</summary>
    public LabelSet Labels { get; init; } = LabelSet.None;

    /// <summary>Parameters an input must bind, <c>device</c> among them.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Time between two readings where the source polls.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Age at which a sample counts as stale.</summary>
    public TimeSpan Staleness { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Below this level it is not read.</summary>
    public MonitoringLevel Level { get; init; }

    /// <summary>In order of preference; the first that matches the device and whose source works is used, the next is the fall-back.</summary>
    public IReadOnlyList<MetricImplementation> Implementations { get; init; } = [];

    /// <summary>What expressions know of it, under the name they call it by.</summary>
    public InputDeclaration DeclarationAs(string name) => new(name, Type, Unit, Kind) { LabelSet = Labels };
}

/// <summary>The precise way to get a metric from one kind of device (RFC 9417, "Metric implementation").</summary>
public sealed record MetricImplementation
{
    public required string Name { get; init; }

    /// <summary>Name of an agent's metric source, such as <c>rtnetlink</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What the source shall read, in the source's own vocabulary, such as <c>link/oper-up</c>.</summary>
    public required string Read { get; init; }

    /// <summary>Arguments as templates: <c>{interface}</c> is a parameter of the metric, <c>{device.cgroup-memory}</c> a characteristic of the device.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>What the device's characteristics must be, by name; all must hold.</summary>
    public IReadOnlyDictionary<string, DeviceCondition> When { get; init; } = new Dictionary<string, DeviceCondition>();
}
