using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Yang.Assurance;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Collector.Restconf;

/// <summary>The types of the packages in use, as they are written in YANG.</summary>
/// <param name="Catalog">The types.</param>
/// <param name="Schema">The data tree that follows from them.</param>
internal sealed record TypeSchema(SubserviceTypeCatalog Catalog, SchemaNode Schema);

/// <summary>Reads the packages' types; again when a graph has one that is not known, for packages come and change while the service runs.</summary>
internal sealed partial class SubserviceTypes(CollectorOptions options, TimeProvider time, ILogger<SubserviceTypes> logger)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private TypeSchema? _current;
    private long _read;

    /// <summary>The schema for a graph of these types. A type that no package defines stays unknown.</summary>
    public TypeSchema For(IEnumerable<string> types)
    {
        lock (_gate)
        {
            if (_current is null || (time.GetElapsedTime(_read) > Again && types.Any(type => !_current.Catalog.TryGetByType(type, out _))))
            {
                _current = Read();
                _read = time.GetTimestamp();
            }

            return _current;
        }
    }

    private TypeSchema Read()
    {
        var change = PackageCatalog.LoadDirectories(options.Packages);
        foreach (var error in change.Errors)
        {
            LogRefused(options.Packages, error.ToString());
        }

        var catalog = new SubserviceTypeCatalog(change.Catalog.Packages.SelectMany(loaded => loaded.Package.Subservices.Values).Select(Mapping));
        return new TypeSchema(catalog, AssuranceSchema.Build(catalog));
    }

    private static SubserviceTypeMapping Mapping(SubserviceType type)
    {
        string[] parameters = [.. type.Parameters.Select(parameter => parameter.Name)];
        return type.PublishedIdentity?.Split(':') is [var module, var identity]
            ? new SubserviceTypeMapping(type.Name, module, identity, "parameters", parameters)
            : new SubserviceTypeMapping(type.Name, $"raa-{type.Package}", $"{type.Name}-type", $"{type.Name}-parameters", parameters);
    }

    [LoggerMessage(EventId = 4041, Level = LogLevel.Warning, Message = "A package in {Folder} is not used: {Error}")]
    private partial void LogRefused(string folder, string error);
}
