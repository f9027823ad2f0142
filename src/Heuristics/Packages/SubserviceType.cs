using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>A type of subservice: its parameters, the metrics it reads, the symptoms it raises and what it depends on.</summary>
public sealed record SubserviceType : NodeType
{
    /// <summary>The published YANG identity, <c>module:identity</c>; null for one generated from the package.</summary>
    public string? PublishedIdentity { get; init; }

    /// <summary>Parameter that names the device whose agent owns the node.</summary>
    public required string OwnerParameter { get; init; }
}

/// <summary>A type of service; its instances are the roots of the assurance graph.</summary>
public sealed record ServiceType : NodeType
{
    /// <summary>Parameter that names the device whose agent owns the service node.</summary>
    public required string OwnerParameter { get; init; }

    /// <summary>What definitions may promise, by name.</summary>
    public IReadOnlyDictionary<string, IntentDefinition> Intents { get; init; } = new Dictionary<string, IntentDefinition>();

    /// <summary>Facts that all exist where a definition is configured on the devices; each begins with the device. Empty: that is not known of this type.</summary>
    public IReadOnlyList<FactQuery> Configured { get; init; } = [];

    /// <summary>How facts show instances that nobody defined.</summary>
    public IReadOnlyList<ProposalRule> Proposals { get; init; } = [];
}

/// <summary>What subservice types and service types have in common.</summary>
public abstract record NodeType
{
    public required string Name { get; init; }

    /// <summary>Package that defines the type.</summary>
    public required string Package { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Template of the node's label.</summary>
    public required string Label { get; init; }

    /// <summary>In declared order; the order makes the identifier.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters { get; init; } = [];

    public IReadOnlyDictionary<string, InputBinding> Inputs { get; init; } = new Dictionary<string, InputBinding>();

    public IReadOnlyDictionary<string, ThresholdDefinition> Thresholds { get; init; } = new Dictionary<string, ThresholdDefinition>();

    public IReadOnlyList<SymptomDefinition> Symptoms { get; init; } = [];

    public IReadOnlyList<DependencyGroup> Groups { get; init; } = [];

    public IReadOnlyList<DependencyRule> Dependencies { get; init; } = [];

    /// <summary>Devices and situations in which the type cannot be assured, in words.</summary>
    public IReadOnlyList<string> NotSupported { get; init; } = [];
}

/// <summary>Type of a parameter; also decides its YANG type.</summary>
public enum ParameterType
{
    Text,
    Device,
    IpAddress,
    IpPrefix,
    Integer,
}

/// <param name="Name">Kebab-case name; the YANG leaf.</param>
/// <param name="Type">What values are accepted.</param>
/// <param name="Description">For people and for the YANG leaf.</param>
/// <param name="Required">An optional parameter without a value is the empty string; only service types may have one.</param>
/// <param name="Default">Value when none is given.</param>
public sealed record ParameterDefinition(string Name, ParameterType Type, string Description, bool Required = true, string? Default = null)
{
    /// <summary>What values must be beside their type.</summary>
    public ParameterRules Rules { get; init; } = ParameterRules.None;
}

/// <summary>An input of a node: a metric with its parameters bound, or a fact.</summary>
/// <param name="Name">Name in the expressions.</param>
/// <param name="Metric">Name of the metric; of a fact, relation and field.</param>
/// <param name="With">Metric parameter to template over the node's parameters; those not named bind to the node parameter of the same name.</param>
/// <param name="Required">A missing required input makes the own score unknown; a missing optional one leaves its symptoms out.</param>
public sealed record InputBinding(string Name, string Metric, IReadOnlyDictionary<string, string> With, bool Required)
{
    /// <summary>The fact that is read; null for a metric of a package.</summary>
    public FactInput? Fact { get; init; }

    /// <summary>What is read; null when it is not among the metrics.</summary>
    public MetricDefinition? DefinitionIn(IReadOnlyDictionary<string, MetricDefinition> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Fact?.Metric ?? metrics.GetValueOrDefault(Metric);
    }
}

/// <summary>A fact as an input.</summary>
/// <param name="Query">The rows, those of the node's owner; its templates are over the node's parameters.</param>
/// <param name="Field">The field that is read.</param>
/// <param name="Metric">What it is read as, with the fields of the query as parameters.</param>
public sealed record FactInput(FactQuery Query, string Field, MetricDefinition Metric);

/// <summary>A named constant of the expressions, which profiles may change.</summary>
/// <param name="Name">Name in the expressions.</param>
/// <param name="Value">Default.</param>
/// <param name="Profiles">Value by profile name.</param>
/// <param name="Description">What it limits.</param>
public sealed record ThresholdDefinition(
    string Name, ExpressionConstant Value, IReadOnlyDictionary<string, ExpressionConstant> Profiles, string Description);

/// <summary>When a symptom that comes and goes is held open instead.</summary>
/// <param name="Count">Raised this often ...</param>
/// <param name="Within">... in this time.</param>
public sealed record FlappingRule(int Count, TimeSpan Within)
{
    /// <summary>Never held open: the package says which symptoms flap.</summary>
    public static FlappingRule Default { get; } = new(0, TimeSpan.FromMinutes(10));

    /// <summary>How long it must be gone before it is cleared: at the rate of the rule, the next time would have come by then.</summary>
    public TimeSpan HeldFor => Count > 0 ? Within / Count : TimeSpan.Zero;
}

/// <summary>A symptom of a node type.</summary>
public sealed record SymptomDefinition
{
    public required string Name { get; init; }

    /// <summary><c>package/type.symptom</c>; the symptom id before a series is added.</summary>
    public required string Id { get; init; }

    /// <summary>Expression of boolean type; the symptom is raised while it is true.</summary>
    public required CompiledExpression When { get; init; }

    /// <summary>Points, 0..100; the most an expression may give where there is one.</summary>
    public required int Weight { get; init; }

    /// <summary>Expression of the points, rounded and kept within 0 and 100; null where <see cref="Weight"/> is fixed.</summary>
    public CompiledExpression? WeightExpression { get; init; }

    /// <summary>The labels for each value of which the symptom is raised on its own; none for a symptom that is there once.</summary>
    public LabelSet ForEach { get; init; } = LabelSet.None;

    /// <summary>When the symptom counts as flapping.</summary>
    public FlappingRule Flapping { get; init; } = FlappingRule.Default;

    /// <summary>Where operators read what to do; empty when nothing is written.</summary>
    public string Runbook { get; init; } = "";

    /// <summary>Below this level it is left out.</summary>
    public MonitoringLevel Level { get; init; }

    /// <summary>Own score becomes 0.</summary>
    public bool Broken { get; init; }

    /// <summary>Counts in the own score but not in what parents see.</summary>
    public bool Local { get; init; }

    /// <summary>The condition must hold this long before the symptom is raised.</summary>
    public TimeSpan RaiseAfter { get; init; }

    /// <summary>The condition must be gone this long before the symptom is cleared.</summary>
    public TimeSpan ClearAfter { get; init; }

    /// <summary>Template: <c>{interface}</c> is a parameter, <c>{=expression}</c> a value computed when the symptom is raised.</summary>
    public required string Text { get; init; }

    /// <summary>Compiled expressions of the text's <c>{=...}</c> parts, by their text.</summary>
    public IReadOnlyDictionary<string, CompiledExpression> TextExpressions { get; init; } = new Dictionary<string, CompiledExpression>();

    /// <summary>The condition, the weight where it is an expression, and those of the text.</summary>
    public IEnumerable<CompiledExpression> Expressions =>
        TextExpressions.Values.Prepend(When).Concat(WeightExpression is { } weight ? [weight] : []);

    /// <summary>Generic description for the agent's glossary (RFC 9418, list <c>agents/agent/symptoms</c>).</summary>
    public required string Description { get; init; }
}
