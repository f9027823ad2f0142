using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Heuristics.Yang;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Agent.Assignments;

/// <summary>How the subservice types of packages are written in YANG.</summary>
internal static class TypeMappings
{
    // The container of the modules ietf-service-assurance-device and -interface.
    private const string PublishedContainer = "parameters";

    public static SubserviceTypeCatalog Of(PackageCatalog catalog) =>
        new(catalog.Packages.SelectMany(loaded => loaded.Package.Subservices.Values).Select(Mapping));

    private static SubserviceTypeMapping Mapping(SubserviceType type)
    {
        var identity = YangModule.IdentityOf(type).Split(':', 2);
        var container = type.PublishedIdentity is null ? $"{type.Name}-parameters" : PublishedContainer;
        return new SubserviceTypeMapping(type.Name, identity[0], identity[1], container, [.. type.Parameters.Select(parameter => parameter.Name)]);
    }
}
