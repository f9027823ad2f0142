using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Orchestrator.Packages;

namespace RouterAlertAssurance.Orchestrator.Services;

/// <summary>Which devices a definition names.</summary>
internal sealed class ServiceDevices(PackageStore packages)
{
    public IEnumerable<string> Of(ServiceDefinition definition) =>
        packages.Catalog.FindService(definition.Type) is { } type
            ? type.Parameters
                .Where(parameter => parameter.Type == ParameterType.Device)
                .Select(parameter => definition.Parameters.GetValueOrDefault(parameter.Name) ?? parameter.Default)
                .OfType<string>()
            : [];
}
