using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Templates;

namespace RouterAlertAssurance.Heuristics.MetricResolution;

/// <summary>Maps the inputs of a node to metric implementations by the characteristics of its devices (RFC 9417, section 3.4).</summary>
public static class MetricBinder
{
    /// <summary>Binds every input of a node.</summary>
    /// <param name="type">The node's type.</param>
    /// <param name="parameters">The node's parameter values.</param>
    /// <param name="devices">Devices by name; one that is not among them has no characteristics.</param>
    /// <param name="catalog">The catalog the type is from.</param>
    public static NodeBinding Bind(
        NodeType type, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, DeviceInfo> devices, PackageCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentNullException.ThrowIfNull(catalog);
        var inputs = new List<ResolvedInput>();
        var notApplicable = new List<string>();
        foreach (var input in type.Inputs.Values.OrderBy(input => input.Name, StringComparer.Ordinal))
        {
            if (catalog.FindMetric(type, input) is { } metric && Resolve(input, metric, parameters, devices) is { } resolved)
            {
                inputs.Add(resolved);
            }
            else
            {
                notApplicable.Add(input.Name);
            }
        }

        return new NodeBinding(inputs, notApplicable);
    }

    private static ResolvedInput? Resolve(
        InputBinding input, MetricDefinition metric, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, DeviceInfo> devices)
    {
        var values = metric.Parameters.ToDictionary(
            name => name,
            name => input.With.TryGetValue(name, out var template) ? Template.Render(template, parameters.GetValueOrDefault) : parameters.GetValueOrDefault(name),
            StringComparer.Ordinal);
        // What is written as empty is meant so.
        if (!input.Required && values.Any(pair => string.IsNullOrEmpty(pair.Value) && input.With.GetValueOrDefault(pair.Key) != ""))
        {
            return null;
        }

        var device = values["device"] ?? "";
        var characteristics = devices.GetValueOrDefault(device)?.Characteristics ?? new Dictionary<string, string>();
        var implementations = metric.Implementations
            .Where(implementation => implementation.When.All(condition => condition.Value.Holds(characteristics.GetValueOrDefault(condition.Key))))
            .Select(implementation => FillIn(implementation, values, characteristics))
            .OfType<ResolvedImplementation>()
            .ToList();
        if (implementations.Count == 0 && !input.Required)
        {
            return null;
        }

        var unsupported = implementations.Count > 0 ? null : $"device {device} supports no implementation of {metric.Name}";
        return new ResolvedInput(input.Name, metric, device, implementations, input.Required, unsupported);
    }

    // An argument that needs a characteristic the device lacks rules the implementation out.
    private static ResolvedImplementation? FillIn(
        MetricImplementation implementation, Dictionary<string, string?> values, IReadOnlyDictionary<string, string> characteristics)
    {
        var arguments = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, template) in implementation.Arguments)
        {
            if (Template.Render(template, reference => Lookup(reference, values, characteristics)) is not { } value)
            {
                return null;
            }

            arguments[name] = value;
        }

        return new ResolvedImplementation(implementation.Name, implementation.Source, implementation.Read, arguments);
    }

    private static string? Lookup(string reference, Dictionary<string, string?> values, IReadOnlyDictionary<string, string> characteristics)
    {
        const string Prefix = "device.";
        return reference.StartsWith(Prefix, StringComparison.Ordinal)
            ? characteristics.GetValueOrDefault(reference[Prefix.Length..])
            : values.GetValueOrDefault(reference);
    }
}
