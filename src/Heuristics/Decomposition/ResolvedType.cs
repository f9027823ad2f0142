using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Heuristics.Decomposition;

/// <summary>A rule with its templates bound.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Target">The type it leads to; null where no package has it.</param>
/// <param name="With">The value of each parameter of the target; null where the rule gives none.</param>
/// <param name="Each">Joined from left to right.</param>
/// <param name="IfExists">The rule applies only where each of these has a row.</param>
/// <param name="UnlessExists">The rule applies only where none of these has a row.</param>
internal sealed record ResolvedRule(
    DependencyRule Rule,
    SubserviceType? Target,
    ImmutableArray<BoundTemplate?> With,
    ImmutableArray<ResolvedQuery> Each,
    ImmutableArray<ResolvedQuery> IfExists,
    ImmutableArray<ResolvedQuery> UnlessExists);

/// <summary>A type of node with the names in its templates resolved, so that many nodes of it are made at little cost each.</summary>
internal sealed class ResolvedType
{
    private static readonly ConditionalWeakTable<PackageCatalog, ConcurrentTypes> Known = [];

    private ResolvedType(NodeType type, string owner, PackageCatalog catalog)
    {
        Type = type;
        string[] names = [.. type.Parameters.Select(parameter => parameter.Name)];
        var resolver = new QueryResolver(names);
        Names = new(names);
        Owner = Array.IndexOf(names, owner);
        Label = BoundTemplate.Of(type.Label, type is ServiceType ? ["name", .. names] : names, []);
        DeviceParameters = [.. Enumerable.Range(0, names.Length).Where(at => type.Parameters[at].Type == ParameterType.Device)];
        Groups = [.. type.Groups];
        Rules = [.. type.Dependencies.Select(rule => Resolve(rule, catalog.FindSubservice(rule.Subservice), names, resolver))];
        Steps = resolver.Steps;
    }

    public NodeType Type { get; }

    /// <summary>Names of the parameters in the order of the type.</summary>
    public ParameterNames Names { get; }

    /// <summary>Place of the parameter that names the device whose agent owns a node.</summary>
    public int Owner { get; }

    /// <summary>Over the parameters; for a service type over the instance's name and then the parameters.</summary>
    public BoundTemplate Label { get; }

    /// <summary>Places of the parameters that name devices.</summary>
    public ImmutableArray<int> DeviceParameters { get; }

    public ImmutableArray<DependencyGroup> Groups { get; }

    public ImmutableArray<ResolvedRule> Rules { get; }

    /// <summary>How many narrowings of facts its queries have in common or alone.</summary>
    public int Steps { get; }

    public static ResolvedType Of(SubserviceType type, PackageCatalog catalog) => Of(type, type.OwnerParameter, catalog);

    public static ResolvedType Of(ServiceType type, PackageCatalog catalog) => Of(type, type.OwnerParameter, catalog);

    private static ResolvedType Of(NodeType type, string owner, PackageCatalog catalog) =>
        Known.GetOrCreateValue(catalog).GetOrAdd(type, static (type, from) => new(type, from.Owner, from.Catalog), (Owner: owner, Catalog: catalog));

    private static ResolvedRule Resolve(DependencyRule rule, SubserviceType? target, string[] names, QueryResolver resolver)
    {
        string[] bound = [.. rule.Each.Select(query => query.As)];
        return new(
            rule,
            target,
            [.. (target?.Parameters ?? []).Select(parameter => rule.With.TryGetValue(parameter.Name, out var text) ? BoundTemplate.Of(text, names, bound) : null)],
            resolver.Resolve(rule.Each),
            [.. rule.IfExists.Select(query => resolver.Resolve(query, bound))],
            [.. rule.UnlessExists.Select(query => resolver.Resolve(query, bound))]);
    }

    /// <summary>By the type itself: two packages' types of one name are not the same.</summary>
    private sealed class ConcurrentTypes() : System.Collections.Concurrent.ConcurrentDictionary<NodeType, ResolvedType>(ReferenceEqualityComparer.Instance);
}
