using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>How one owned node is evaluated: its type, its symptoms with parameters and thresholds filled in, its inputs bound to feeds.</summary>
internal sealed record NodePlan(
    SubserviceId Id, NodeType Type, string Signature, IReadOnlyList<ResolvedSymptom> Symptoms, ImmutableArray<PlannedInput> Inputs)
{
    /// <summary>Plans a node. Two plans with the same signature evaluate the same.</summary>
    public static NodePlan Of(
        AssuranceNode node, NodeType type, AgentConfiguration configuration, IReadOnlyDictionary<string, DeviceInfo> devices, Func<string, bool> hasSource)
    {
        var (profile, level) = (configuration.ProfileOf(node.Id), configuration.LevelOf(node.Id));
        type = type.At(level, configuration.Catalog.MetricsOf(type.Package));
        var binding = MetricBinder.Bind(type, node.Parameters, devices, configuration.Catalog);
        ImmutableArray<PlannedInput> inputs = [.. binding.Inputs.Select(input => PlannedInput.Of(input, hasSource))];
        var digest = configuration.Catalog.Find(type.Package)?.Package.Digest ?? "";
        var signature = $"{type.Package}/{type.Name} {digest} {profile} {level} "
            + string.Join(",", node.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}"))
            + string.Join(",", inputs.Select(input => $"{input.Input.Name}:{input.Feed?.Key}:{input.Unsupported}"));
        return new NodePlan(node.Id, type, signature, ThresholdResolver.Symptoms(type, node.Parameters, profile, configuration.Catalog), inputs);
    }
}

/// <param name="Input">The input with its metric.</param>
/// <param name="Feed">What the engine reads; null when no source of this agent can.</param>
/// <param name="Unsupported">Why it cannot be read; null when it can.</param>
internal sealed record PlannedInput(ResolvedInput Input, FeedDefinition? Feed, string? Unsupported)
{
    public static PlannedInput Of(ResolvedInput input, Func<string, bool> hasSource)
    {
        ImmutableArray<FeedImplementation> usable =
        [
            .. input.Implementations.Where(implementation => hasSource(implementation.Source)).Select(implementation => new FeedImplementation(
                implementation.Name,
                new MetricRead(implementation.Source, implementation.Read, implementation.Arguments.ToImmutableSortedDictionary(StringComparer.Ordinal)))),
        ];
        return usable.IsEmpty
            ? new PlannedInput(input, null, input.Unsupported ?? $"this agent has no source for {input.Metric.Name}")
            : new PlannedInput(input, new FeedDefinition(input.Metric.Name, input.Device, input.Metric.Interval, input.Metric.Staleness, usable), null);
    }
}
