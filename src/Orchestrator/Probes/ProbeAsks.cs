using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Heuristics.MetricResolution;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Orchestrator.Decomposition;

namespace RouterAlertAssurance.Orchestrator.Probes;

/// <summary>Finds what the inputs of nodes want to be probed: the packages alone say where probes run.</summary>
/// <param name="inputs">The packages, and the devices whose characteristics choose implementations.</param>
internal sealed class ProbeAsks(PlanInputs inputs)
{
    /// <summary>What a node asks for, each once; empty for most.</summary>
    /// <param name="node">The node.</param>
    /// <param name="level">The level it is monitored on.</param>
    public IReadOnlyList<ProbeAsk> Of(AssuranceNode node, MonitoringLevel level)
    {
        var catalog = inputs.Catalog;
        if (ProbeTypes.TypeOf(node, catalog) is not { } type || !ProbeTypes.Of(catalog).Contains(type))
        {
            return [];
        }

        return
        [
            .. from input in MetricBinder.Bind(type.At(level, catalog.MetricsOf(type.Package)), node.Parameters, inputs.Devices, catalog).Inputs
               from implementation in input.Implementations
               where implementation.Source == MetricSources.RouterAlertProbe
               select Of(input.Device, implementation.Arguments) into ask
               group ask by ask into same
               select same.Key,
        ];
    }

    private static ProbeAsk Of(string device, IReadOnlyDictionary<string, string> arguments) => new(
        device,
        arguments.GetValueOrDefault("source", ""),
        arguments.GetValueOrDefault("destination", ""),
        arguments.GetValueOrDefault("peer", ""),
        arguments.GetValueOrDefault("protocols", ProbeProtocols.Default));
}
