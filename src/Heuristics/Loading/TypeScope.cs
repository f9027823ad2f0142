using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Heuristics.Loading;

/// <summary>What the types of a package may refer to: the package itself and those it requires.</summary>
internal sealed class TypeScope(
    string package, IReadOnlyDictionary<string, MetricDefinition> metrics, Requirements requirements, PackageCatalog others, IReadOnlyCollection<string> profiles, ErrorList errors)
{
    private readonly Dictionary<string, IReadOnlyList<ParameterDefinition>> _subservices = new(StringComparer.Ordinal);

    public string Package { get; } = package;

    public IReadOnlyDictionary<string, MetricDefinition> Metrics { get; } = metrics;

    /// <summary>Threshold profiles of the package and of those it stands on.</summary>
    public IReadOnlyCollection<string> Profiles { get; } = profiles;

    public ErrorList Errors { get; } = errors;

    /// <summary>Dependency rules with errors of their own: such a rule may lack what it asks of the network.</summary>
    public ISet<DependencyRule> FaultyRules { get; } = new HashSet<DependencyRule>(ReferenceEqualityComparer.Instance);

    public void Declare(TypeDraft draft)
    {
        if (!draft.IsService)
        {
            _subservices[draft.Name] = draft.Parameters;
        }

        var owner = draft.IsService ? others.FindService(draft.Name)?.Package : others.FindSubservice(draft.Name)?.Package;
        if (owner is not null && owner != Package)
        {
            Errors.Add(draft.Entry.Place, $"type '{draft.Name}' is already defined by package '{owner}'", "choose another name");
        }
    }

    /// <summary>Parameters of a subservice type of this package or a required one; null when there is none of that name.</summary>
    public IReadOnlyList<ParameterDefinition>? ParametersOf(string subservice) =>
        _subservices.GetValueOrDefault(subservice)
        ?? requirements.Packages.Select(required => required.Subservices.GetValueOrDefault(subservice)).FirstOrDefault(type => type is not null)?.Parameters;

    public void TellUnknownSubservice(SourceScalar node) =>
        TellUnknown(node, "subservice type", other => other.Subservices.ContainsKey(node.Value), _subservices.Keys.Concat(requirements.Packages.SelectMany(required => required.Subservices.Keys)));

    public void TellUnknownMetric(SourceScalar node) =>
        TellUnknown(node, "metric", other => other.Metrics.ContainsKey(node.Value), Metrics.Keys);

    public void TellUnknownProfile(SourceScalar node)
    {
        if (requirements.IsComplete)
        {
            Errors.Add(
                node, $"profile '{Suggestions.Shorten(node.Value)}' is not declared",
                Suggestions.DidYouMean(node.Value, Profiles) ?? $"declare it in the header: profiles: {{{Suggestions.Shorten(node.Value)}: what it is for}}");
        }
    }

    private void TellUnknown(SourceScalar node, string what, Func<HeuristicPackage, bool> defines, IEnumerable<string> known)
    {
        if (!requirements.IsComplete)
        {
            return;
        }

        var owner = others.Packages.Select(loaded => loaded.Package).FirstOrDefault(other => other.Name != Package && defines(other));
        if (owner is null)
        {
            Errors.AddUnknown(node, what, node.Value, known);
        }
        else
        {
            Errors.Add(node, $"{what} '{node.Value}' is of package '{owner.Name}', which this package does not require", $"add the line {Requirements.LineFor(owner)}");
        }
    }
}
