using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Evaluation;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>A rule that a policy rests on, with what the listing has of it.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Limit">The limit it asks; null where it asks none.</param>
/// <param name="Counter">What it has counted, of one with a limit behind the limit; null where nothing in it counts just that.</param>
public sealed record RouterAlertRule(NftPlace Place, NftLimit? Limit, NftCounter? Counter)
{
    /// <summary>The rules that decide about any packet that was tried, in the order of the policy; policies of chains are not among them.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="ruleset">The ruleset that it is of, as last listed.</param>
    public static ImmutableArray<RouterAlertRule> Of(RouterAlertPolicy policy, NftRuleset ruleset)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var counters = new RuleCounters(ruleset);
        var treatments = policy.Rows.SelectMany(row => ((RouterAlertTreatment[])[row.Usual]).Concat(row.Others.Select(other => other.Treatment)).Concat(row.Classes.Select(part => part.Treatment))).ToList();
        var limits = treatments.Where(treatment => treatment.LimitPlace is not null).DistinctBy(treatment => treatment.LimitPlace).ToDictionary(treatment => treatment.LimitPlace!, treatment => treatment.Limit);
        return
        [
            .. treatments.SelectMany(treatment => (NftPlace?[])[treatment.LimitPlace, treatment.Place, treatment.PlaceBelow]).OfType<NftPlace>().Where(place => place.Handle != 0).Distinct()
                .Select(place => new RouterAlertRule(place, limits.GetValueOrDefault(place), counters.Of(place))),
        ];
    }
}
