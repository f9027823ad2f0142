using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Yang.Assurance;

namespace RouterAlertAssurance.Orchestrator.Packages;

/// <summary>How the subservice types of packages are written in YANG: as published where they are, otherwise as the generated module has them.</summary>
internal static class YangTypes
{
    public static SubserviceTypeCatalog Of(PackageCatalog catalog) =>
        new(catalog.Packages.SelectMany(loaded => loaded.Package.Subservices.Values).Select(Mapping));

    private static SubserviceTypeMapping Mapping(SubserviceType type)
    {
        string[] parameters = [.. type.Parameters.Select(parameter => parameter.Name)];
        return type.PublishedIdentity?.Split(':') is [var module, var identity]
            ? new(type.Name, module, identity, "parameters", parameters)
            : new(type.Name, $"raa-{type.Package}", $"{type.Name}-type", $"{type.Name}-parameters", parameters);
    }
}
