using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;

namespace RouterAlertAssurance.Orchestrator.Proposals;

/// <summary>The proposals of a state: what facts show, without what is defined. Searched again only when facts, packages or definitions are others.</summary>
internal sealed partial class ProposalBoard(PackageStore packages, ILogger<ProposalBoard> logger)
{
    private Search? _search;
    private Definitions? _definitions;

    /// <summary>Proposals that no definition covers, dismissed ones included, in the order of type, name and identifier.</summary>
    public IEnumerable<ProposalItem> Open(NetworkState state)
    {
        var defined = DefinitionsOf(state).Names;
        return Found(state).Where(proposal => !proposal.Identities.Any(defined.ContainsKey)).Select(proposal => ToItem(proposal, state)).OrderBy(KeyOf, StringComparer.Ordinal);
    }

    /// <summary>One that no definition covers, or null.</summary>
    public ProposalItem? Find(string id, NetworkState state) =>
        Proposal(id, state) is { } proposal && DefinedAs(proposal, state) is null ? ToItem(proposal, state) : null;

    public Proposal? Proposal(string id, NetworkState state) => Found(state).FirstOrDefault(proposal => proposal.Id == id);

    /// <summary>The service that defines what is proposed; null when none does.</summary>
    public ServiceKey? DefinedAs(Proposal proposal, NetworkState state)
    {
        var names = DefinitionsOf(state).Names;
        return proposal.Identities.Where(names.ContainsKey).Select(identity => (ServiceKey?)names[identity]).FirstOrDefault();
    }

    public static string KeyOf(ProposalItem item) => $"{item.Definition.Type} {item.Definition.Name} {item.Id}";

    private static ProposalItem ToItem(Proposal proposal, NetworkState state)
    {
        var definition = new ServiceDefinition { Type = proposal.Type, Name = FreeName(proposal, state), Parameters = proposal.Parameters };
        var dismissed = state.Dismissals.GetValueOrDefault(proposal.Id) is { } dismissal && dismissal.FactsDigest == proposal.FactsDigest
            ? new DismissalDocument(dismissal.Reason, dismissal.Time)
            : null;
        return new(proposal.Id, definition, proposal.Reason, [.. proposal.Facts.Select(fact => new FactDocument(fact.Relation, fact.Fields))], dismissed);
    }

    // Another service may have the name.
    private static string FreeName(Proposal proposal, NetworkState state)
    {
        var name = proposal.Name;
        for (var number = 2; state.Services.ContainsKey(new(proposal.Type, name)); number++)
        {
            var end = $"-{number}";
            name = string.Concat(proposal.Name.AsSpan(0, Math.Min(proposal.Name.Length, LongestName - end.Length)), end);
        }

        return name;
    }

    private const int LongestName = 100;

    private IReadOnlyList<Proposal> Found(NetworkState state)
    {
        var (facts, catalog) = (state.Plan.Inputs.Facts, packages.Catalog);
        if (Volatile.Read(ref _search) is { } known && known.Facts == facts && known.Catalog == catalog)
        {
            return known.Proposals;
        }

        var result = ProposalFinder.Find(facts, catalog);
        foreach (var type in result.Truncated)
        {
            LogTruncated(type, ProposalFinder.MaximumRows);
        }

        Volatile.Write(ref _search, new(facts, catalog, result.Proposals));
        return result.Proposals;
    }

    private Definitions DefinitionsOf(NetworkState state)
    {
        var catalog = packages.Catalog;
        if (Volatile.Read(ref _definitions) is { } known && known.Services == state.Services && known.Catalog == catalog)
        {
            return known;
        }

        var names = new Dictionary<string, ServiceKey>(StringComparer.Ordinal);
        foreach (var entry in state.Services.Values)
        {
            if (catalog.FindService(entry.Definition.Type) is { Proposals.Count: > 0 } type && ProposalFinder.IdentityOf(type, entry.Definition.Parameters) is { } identity)
            {
                names.TryAdd(identity, entry.Key);
            }
        }

        var definitions = new Definitions(state.Services, catalog, names);
        Volatile.Write(ref _definitions, definitions);
        return definitions;
    }

    private sealed record Search(FactBase Facts, PackageCatalog Catalog, IReadOnlyList<Proposal> Proposals);

    private sealed record Definitions(object Services, PackageCatalog Catalog, IReadOnlyDictionary<string, ServiceKey> Names);
}
