using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>Turns the merged document into the package, in the order in which the parts need each other.</summary>
internal static class PackageReader
{
    /// <summary>The package, of use only where there are no errors; null where there is too much of it to be looked at.</summary>
    public static HeuristicPackage? Read(PackageDocument document, string digest, PackageCatalog others, Refusals refusals, ErrorList errors)
    {
        var budget = new PackageBudget(PackageLimits.Default, GraphCosts.Instance, errors);
        if (!budget.Check(document))
        {
            return null;
        }

        var name = Header(document, "package", errors, Names.IsName, "a name in lower-case letters, digits and dashes");
        var version = Header(document, "version", errors, Names.IsVersion, "three numbers such as 1.2.0");
        var revision = Header(document, "revision", errors, Names.IsDate, "a date such as 2026-01-31");
        var metrics = document.Metrics
            .Select(entry => MetricReader.Read(entry, errors))
            .OfType<MetricDefinition>()
            .ToDictionary(metric => metric.Name, StringComparer.Ordinal);
        var requirements = Requirements.Read(document, name, others, refusals, errors);
        var profiles = ProfileReader.Read(document, errors);
        var known = others.ProfilesOf(requirements.Ranges.Keys).Concat(profiles).Select(profile => profile.Name).ToHashSet(StringComparer.Ordinal);
        var scope = new TypeScope(name, VisibleMetrics.Of(document, metrics, requirements, errors), requirements, others, known, errors);
        var drafts = document.Subservices.Select(entry => TypeDraft.Read(entry, isService: false, scope))
            .Concat(document.Services.Select(entry => TypeDraft.Read(entry, isService: true, scope)))
            .OfType<TypeDraft>()
            .ToList();
        foreach (var draft in drafts)
        {
            scope.Declare(draft);
        }

        foreach (var entry in document.Metrics)
        {
            budget.Check(entry, metrics.GetValueOrDefault(entry.Key.Value));
        }

        var types = drafts.ConvertAll(draft => NodeTypeReader.Read(draft, scope));
        foreach (var (draft, type) in drafts.Zip(types))
        {
            budget.Check(draft.Entry, type, scope.Metrics);
        }

        budget.CheckSum(document);

        var subservices = types.OfType<SubserviceType>().ToDictionary(type => type.Name, StringComparer.Ordinal);
        IntentReader.Check(drafts, types.OfType<ServiceType>(), subservices, others, errors);
        DependencyLoops.Check(drafts, subservices, scope.FaultyRules, errors);

        return new HeuristicPackage
        {
            Name = name,
            Version = version,
            Revision = revision,
            Description = document.Header("description")?.Value ?? "",
            Requires = requirements.Ranges,
            Profiles = profiles,
            NotSupported = document.NotSupported,
            Metrics = metrics,
            Subservices = subservices,
            Services = types.OfType<ServiceType>().ToDictionary(type => type.Name, StringComparer.Ordinal),
            Digest = digest,
        };
    }

    private static string Header(PackageDocument document, string key, ErrorList errors, Func<string, bool> valid, string expected)
    {
        if (document.Header(key) is not { } scalar)
        {
            errors.Add(new PackageError(document.FirstFile, 1, 1, "", $"key '{key}' is missing in all files of the package", $"add {key}: {expected}"));
            return "";
        }

        if (!valid(scalar.Value))
        {
            errors.Add(scalar, $"'{Suggestions.Shorten(scalar.Value)}' is no {key}", expected);
        }

        return scalar.Value;
    }
}
