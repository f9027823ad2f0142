using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>What rules have counted of the packets that they decide about, in a listing: by counters of their own and by named ones.</summary>
public sealed class RuleCounters
{
    private readonly NftRuleset _ruleset;
    private readonly Dictionary<(string Chain, long Handle), (NftChain Chain, NftRule Rule)> _rules = [];

    public RuleCounters(NftRuleset ruleset)
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

    /// <summary>What a rule has counted, of one with a limit behind the limit; null where nothing in it counts just that, and for policies of chains.</summary>
    public NftCounter? Of(NftPlace place)
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
            { Name: { } name } => _ruleset.Counters.GetValueOrDefault(new(found.Chain.Family, found.Chain.Table, name)),
            var own => own,
        };
    }
}
