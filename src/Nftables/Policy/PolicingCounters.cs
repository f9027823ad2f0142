using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>What rules that drop beyond a limit have counted, in a listing: by counters of their own and by named ones.</summary>
public sealed class PolicingCounters
{
    private readonly NftRuleset _ruleset;
    private readonly Dictionary<(string Chain, long Handle), (NftChain Chain, NftRule Rule)> _rules = [];

    public PolicingCounters(NftRuleset ruleset)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        _ruleset = ruleset;
        foreach (var chain in ruleset.Chains)
        {
            foreach (var rule in chain.Rules)
            {
                _rules[(chain.ToString(), rule.Handle)] = (chain, rule);
            }
        }
    }

    /// <summary>Packets that a rule has dropped; null where nothing in it counts just them, and for policies of chains.</summary>
    public long? Dropped(NftPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (!_rules.TryGetValue((place.Chain, place.Handle), out var found))
        {
            return null;
        }

        // Before the limit, a counter sees what passes as well.
        return found.Rule.Statements.Reverse().TakeWhile(statement => statement is not (NftLimit or NftLimitReference)).OfType<NftCounter>().FirstOrDefault() switch
        {
            null => null,
            { Name: { } name } => _ruleset.Counters.TryGetValue(new(found.Chain.Family, found.Chain.Table, name), out var counter) ? counter.Packets : null,
            var own => own.Packets,
        };
    }
}
