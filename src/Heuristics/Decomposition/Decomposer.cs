using System.Collections.Concurrent;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>
/// Turns service instances into their assurance graphs: a pure function of the definition, the facts and the packages (RFC 9417, section 3.1).
/// The same input, with facts in whatever order and services in whatever order, gives the same result. What services share is worked out once for
/// each decomposer. Safe for concurrent use.
/// </summary>
public sealed class Decomposer
{
    /// <summary>Nodes of one service; a service that needs more is cut off with a problem.</summary>
    public const int MaximumNodes = 2000;

    private readonly ExpansionTable _table;

    // What one service is gathered with is used for the next: as many as there are services decomposed at a time.
    private readonly ConcurrentBag<ServiceExpansion> _idle = [];

    /// <param name="facts">Facts with what is derived from them (<see cref="FactDerivation"/>).</param>
    /// <param name="catalog">The packages.</param>
    /// <param name="devices">Devices by name; one that is not among them is a problem, not a failure.</param>
    public Decomposer(FactBase facts, PackageCatalog catalog, IReadOnlyDictionary<string, DeviceInfo> devices)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(devices);
        _table = new(facts.Index, catalog, devices);
    }

    /// <summary>How many nodes it remembers, those of services that are gone included.</summary>
    public int KnownNodes => _table.Count;

    /// <summary>Decomposes one service instance.</summary>
    /// <param name="service">The instance; wrong parameters give no nodes and a problem for each (<see cref="ParameterValidator"/> tells them by field).</param>
    public DecompositionResult Decompose(ServiceInstance service)
    {
        ArgumentNullException.ThrowIfNull(service);
        var root = SubserviceId.ForService(service.Type, service.Name);
        if (_table.FindService(service.Type) is not { } type)
        {
            return Refused(root, [$"there is no service type '{service.Type}'"]);
        }

        var validation = ParameterValidator.Validate(type, service.Parameters);
        if (!validation.IsValid)
        {
            return Refused(root, validation.Errors.Select(error => $"{error.Pointer}: {error.Detail}"));
        }

        string[] values = [.. type.Parameters.Select(parameter => validation.Values[parameter.Name])];
        var expansion = _idle.TryTake(out var used) ? used : new(_table);
        var result = expansion.Expand(new(root, _table.Resolve(type), values, service.Name), service);
        _idle.Add(expansion);
        return result;
    }

    private static DecompositionResult Refused(SubserviceId root, IEnumerable<string> details) =>
        new([], [.. details.Select(detail => new DecompositionProblem(root, detail))], []);
}
