using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Engine;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>How a node is evaluated here: its type, its constants, and what its inputs read.</summary>
/// <param name="Node">The node.</param>
/// <param name="Type">Its type.</param>
/// <param name="Signature">Equal for plans that evaluate alike, so that a new assignment keeps what did not change.</param>
/// <param name="Constants">Thresholds and parameters by the order of the type.</param>
/// <param name="Inputs">Its inputs; those the device cannot have at all are left out.</param>
internal sealed record NodePlan(AssuranceNode Node, TypePlan Type, string Signature, ExpressionConstant[] Constants, ImmutableArray<PlannedInput> Inputs)
{
    public static NodePlan Of(
        AssuranceNode node, NodeType type, AgentConfiguration configuration, IReadOnlyDictionary<string, DeviceInfo> devices, Func<string, bool> hasSource)
    {
        var (profile, level) = (configuration.ProfileOf(node.Id), configuration.LevelOf(node.Id));
        type = type.At(level, configuration.Catalog.MetricsOf(type.Package));
        var thresholds = configuration.ThresholdsOf(node.Id);
        var binding = MetricBinder.Bind(type, node.Parameters, devices, configuration.Catalog);
        ImmutableArray<PlannedInput> inputs = [.. binding.Inputs.Select(input => PlannedInput.Of(input, hasSource))];
        var digest = configuration.Catalog.Find(type.Package)?.Package.Digest ?? "";
        var signature = $"{type.Package}/{type.Name} {digest} {profile} {level} "
            + string.Join(",", thresholds.Select(threshold => $"{threshold.Key}={threshold.Value.Number:R}")) + " "
            + string.Join(",", node.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}"))
            + string.Join(",", inputs.Select(input => $"{input.Input.Name}:{input.Feed?.Key}:{input.Unsupported}"));
        var plan = TypePlan.Of(type);
        var constants = SubservicePlan.ConstantsOf(plan, node.Parameters, ThresholdResolver.Constants(type, profile, thresholds));
        return new NodePlan(node, plan, signature, constants, inputs);
    }
}

/// <param name="Input">The input with its metric.</param>
/// <param name="Feed">What is read for it; null when it is not supported.</param>
/// <param name="Unsupported">Why nothing can be read.</param>
internal sealed record PlannedInput(ResolvedInput Input, FeedDefinition? Feed, string? Unsupported)
{
    public static PlannedInput Of(ResolvedInput input, Func<string, bool> hasSource)
    {
        ImmutableArray<FeedImplementation> usable =
        [
            .. input.Implementations.Where(implementation => hasSource(implementation.Source)).Select(ImplementationOf),
        ];
        return usable.IsEmpty
            ? new PlannedInput(input, null, input.Unsupported ?? $"this agent has no source for {input.Metric.Name}")
            : new PlannedInput(input, FeedOf(input, usable), null);
    }

    private static FeedImplementation ImplementationOf(ResolvedImplementation implementation)
    {
        var read = new MetricRead(implementation.Source, implementation.Read, implementation.Arguments.ToImmutableSortedDictionary(StringComparer.Ordinal));
        return new FeedImplementation(implementation.Name, read, SourceCommands.Of(read));
    }

    private static FeedDefinition FeedOf(ResolvedInput input, ImmutableArray<FeedImplementation> usable) =>
        new(input.Metric.Name, input.Device, input.Metric.Interval, input.Metric.Staleness, usable) { Labels = input.Metric.Labels };

    public EngineInput ToEngine() => EngineInput.Of(Input.Metric, Input.Device) with
    {
        IsSupported = Feed is not null,
        Origin = Feed?.Implementations[0].Origin ?? SampleOrigin.None,
    };
}
