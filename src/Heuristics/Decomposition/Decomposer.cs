using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>
/// Turns a service instance into its assurance graph: a pure function of the definition, the facts and the packages (RFC 9417, section 3.1).
/// The same input, with facts in whatever order, gives the same result.
/// </summary>
public static class Decomposer
{
    /// <summary>Nodes of one service; a service that needs more is cut off with a problem.</summary>
    public const int MaximumNodes = 2000;

    /// <summary>Decomposes one service instance.</summary>
    /// <param name="service">The instance; wrong parameters give no nodes and a problem for each (<see cref="ParameterValidator"/> tells them by field).</param>
    /// <param name="facts">Facts with what is derived from them (<see cref="FactDerivation"/>).</param>
    /// <param name="catalog">The packages.</param>
    /// <param name="devices">Devices by name; one that is not among them is a problem, not a failure.</param>
    public static DecompositionResult Decompose(
        ServiceInstance service, FactBase facts, PackageCatalog catalog, IReadOnlyDictionary<string, DeviceInfo> devices)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(devices);
        var root = SubserviceId.ForService(service.Type, service.Name);
        if (catalog.FindService(service.Type) is not { } type)
        {
            return Refused(root, [$"there is no service type '{service.Type}'"]);
        }

        var validation = ParameterValidator.Validate(type, service.Parameters);
        return validation.IsValid
            ? new GraphExpansion(facts.Index, catalog, devices).Expand(root, type, service, validation.Values)
            : Refused(root, validation.Errors.Select(error => $"{error.Pointer}: {error.Detail}"));
    }

    private static DecompositionResult Refused(SubserviceId root, IEnumerable<string> details) =>
        new([], [.. details.Select(detail => new DecompositionProblem(root, detail))], new Dictionary<SubserviceId, string>());
}
