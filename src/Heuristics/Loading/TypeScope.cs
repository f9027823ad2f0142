using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>What the types of a package may refer to.</summary>
internal sealed class TypeScope(string package, IReadOnlyDictionary<string, MetricDefinition> metrics, PackageCatalog others, ErrorList errors)
{
    private readonly Dictionary<string, IReadOnlyList<ParameterDefinition>> _subservices = new(StringComparer.Ordinal);

    public string Package { get; } = package;

    public IReadOnlyDictionary<string, MetricDefinition> Metrics { get; } = metrics;

    public ErrorList Errors { get; } = errors;

    public IEnumerable<string> SubserviceNames => _subservices.Keys.Concat(others.SubserviceNames);

    public void Declare(TypeDraft draft)
    {
        if (!draft.IsService)
        {
            _subservices[draft.Name] = draft.Parameters;
        }

        var owner = draft.IsService ? others.FindService(draft.Name)?.Package : others.FindSubservice(draft.Name)?.Package;
        if (owner is not null && owner != Package)
        {
            Errors.Add(draft.Key, $"type '{draft.Name}' is already defined by package '{owner}'");
        }
    }

    /// <summary>Parameters of a subservice type of this or another package; null when there is none of that name.</summary>
    public IReadOnlyList<ParameterDefinition>? ParametersOf(string subservice) =>
        _subservices.GetValueOrDefault(subservice) ?? others.FindSubservice(subservice)?.Parameters;
}
