using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.MetricResolution;

/// <summary>The inputs of one node, ready for the metric engine.</summary>
/// <param name="Inputs">Ordered by name.</param>
/// <param name="NotApplicable">
/// Inputs that make no sense for this node: an optional input whose parameter is not given, or that no implementation provides on its device.
/// They count neither as missing nor in the coverage, and symptoms that need them are never raised.
/// </param>
public sealed record NodeBinding(IReadOnlyList<ResolvedInput> Inputs, IReadOnlyList<string> NotApplicable);

/// <summary>An input with its metric and the ways to get it from its device.</summary>
/// <param name="Name">Name in the expressions.</param>
/// <param name="Metric">What is read.</param>
/// <param name="Device">The device it is read from.</param>
/// <param name="Implementations">In order of preference; empty when the device supports none, with the reason in <paramref name="Unsupported"/>.</param>
/// <param name="Required">Whether the node's own score is unknown without it.</param>
/// <param name="Unsupported">Why there is no implementation; null when there is one.</param>
public sealed record ResolvedInput(
    string Name, MetricDefinition Metric, string Device, IReadOnlyList<ResolvedImplementation> Implementations, bool Required, string? Unsupported = null);

/// <summary>A metric implementation with its arguments filled in.</summary>
/// <param name="Name">Its name in the package.</param>
/// <param name="Source">The agent's metric source.</param>
/// <param name="Read">What to read, in the source's vocabulary.</param>
/// <param name="Arguments">By name.</param>
public sealed record ResolvedImplementation(string Name, string Source, string Read, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>Canonical text of what is read: equal for equal readings, and what raw logs and evidence show.</summary>
    public string ReadKey => ReadKeyOf(Source, Read, Arguments);

    /// <inheritdoc cref="ReadKey"/>
    public static string ReadKeyOf(string source, string read, IEnumerable<KeyValuePair<string, string>> arguments) =>
        $"{source} {read}({string.Join(", ", arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal).Select(argument => $"{argument.Key}={argument.Value}"))})";
}
