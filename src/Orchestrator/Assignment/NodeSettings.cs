using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Heuristics.Packages;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Decomposition;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>
/// Profile and monitoring level of each node. A service's choice goes for all it depends on. Where services share a node, the profile its package
/// declares first applies, and the higher level; services that choose nothing ask for nothing.
/// </summary>
internal sealed class NodeSettings
{
    private readonly Dictionary<SubserviceId, (string Profile, int Rank)> _profiles = [];
    private readonly HashSet<SubserviceId> _advanced = [];

    private NodeSettings()
    {
    }

    public static NodeSettings Of(NetworkPlan plan, Func<AssuranceNode, NodeType?> typeOf, PackageCatalog catalog)
    {
        var settings = new NodeSettings();
        var ranks = new Dictionary<string, IReadOnlyDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var service in plan.Services.Values.Where(service => service.Refusal is null))
        {
            settings.Add(service.Definition, service.Result.Nodes, node => typeOf(node) is { } type ? RanksOf(type.Package) : new Dictionary<string, int>());
        }

        return settings;

        IReadOnlyDictionary<string, int> RanksOf(string package) =>
            ranks.TryGetValue(package, out var known)
                ? known
                : ranks[package] = catalog.ProfilesOf(package).Index().ToDictionary(profile => profile.Item.Name, profile => profile.Index, StringComparer.Ordinal);
    }

    public IReadOnlyList<NodeProfile> ProfilesOf(IEnumerable<SubserviceId> nodes) =>
        _profiles.Count == 0 ? [] : [.. nodes.Where(_profiles.ContainsKey).Select(node => new NodeProfile(node.Type, node.Id, _profiles[node].Profile))];

    public IReadOnlyList<SubserviceReference> AdvancedOf(IEnumerable<SubserviceId> nodes) =>
        _advanced.Count == 0 ? [] : [.. nodes.Where(_advanced.Contains).Select(node => new SubserviceReference(node.Type, node.Id))];

    private void Add(ServiceDefinition definition, IEnumerable<AssuranceNode> nodes, Func<AssuranceNode, IReadOnlyDictionary<string, int>> ranksOf)
    {
        if (definition.Level is { } word && MonitoringLevels.ByWord.GetValueOrDefault(word) == MonitoringLevel.Advanced)
        {
            _advanced.UnionWith(nodes.Select(node => node.Id));
        }

        if (definition.Profile is not { } profile)
        {
            return;
        }

        foreach (var node in nodes)
        {
            if (ranksOf(node).TryGetValue(profile, out var rank) && (!_profiles.TryGetValue(node.Id, out var other) || rank < other.Rank))
            {
                _profiles[node.Id] = (profile, rank);
            }
        }
    }
}
