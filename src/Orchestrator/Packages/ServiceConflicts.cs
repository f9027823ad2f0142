using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>Services that fit the packages in use and would not fit others.</summary>
internal static class ServiceConflicts
{
    /// <summary>More than this helps nobody.</summary>
    private const int MostTold = 20;

    public static IEnumerable<CatalogConflict> Of(PackageCatalog before, PackageCatalog after, IEnumerable<ServiceDefinition> services) => services
        .Select(service => Of(before, after, service))
        .OfType<CatalogConflict>()
        .GroupBy(conflict => conflict.Package, StringComparer.Ordinal)
        .SelectMany(conflicts => conflicts.Count() <= MostTold
            ? conflicts
            : conflicts.Take(MostTold).Append(new(conflicts.Key, $"and so {conflicts.Count() - MostTold} more services")));

    private static CatalogConflict? Of(PackageCatalog before, PackageCatalog after, ServiceDefinition service) =>
        before.FindService(service.Type) is { } type && Why(type, before, after, service) is { } reason
            ? new(type.Package, $"service '{service.Type}/{service.Name}' is in use: {reason}")
            : null;

    private static string? Why(ServiceType type, PackageCatalog before, PackageCatalog after, ServiceDefinition service)
    {
        if (after.FindService(service.Type) is not { } next)
        {
            return $"there would be no type '{service.Type}'";
        }

        if (Fault(next, after, service) is not { } fault)
        {
            return null;
        }

        // What does not fit now either is no reason to keep things as they are.
        return Fault(type, before, service) is null ? fault : null;
    }

    private static string? Fault(ServiceType type, PackageCatalog catalog, ServiceDefinition service) =>
        ParameterValidator.Validate(type, service.Parameters).Errors is [var error, ..] ? $"{error.Pointer}: {error.Detail}"
        : service.Profile is { } profile && catalog.ProfilesOf(type.Package).All(known => known.Name != profile) ? $"there would be no profile '{profile}'"
        : null;
}
