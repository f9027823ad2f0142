using System.Collections.Immutable;
using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Iptables;

/// <summary>
/// Puts what <c>iptables-save</c> says of modules in the place of their bare names, which is all that nft lists: the rules of a chain stand in the same order in
/// both. What is not understood, or does not agree, stays unknown.
/// </summary>
public static class IptablesCompletion
{
    /// <summary>The ruleset with the modules that are understood.</summary>
    /// <param name="ruleset">As nft lists it.</param>
    /// <param name="ipv4">What <c>iptables-save</c> prints; empty where it could not be run.</param>
    /// <param name="ipv6">What <c>ip6tables-save</c> prints; empty likewise.</param>
    public static NftRuleset Complete(NftRuleset ruleset, string ipv4, string ipv6)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        var listings = new Dictionary<string, IptablesListing>(StringComparer.Ordinal) { ["ip"] = IptablesListing.Parse(ipv4), ["ip6"] = IptablesListing.Parse(ipv6) };
        return ruleset with { Chains = [.. ruleset.Chains.Select(chain => listings.TryGetValue(chain.Family, out var listing) ? Complete(chain, listing.Of(chain.Table, chain.Name)) : chain)] };
    }

    private static NftChain Complete(NftChain chain, IReadOnlyList<IReadOnlyList<string>> rules) => rules.Count != chain.Rules.Length
        ? chain
        : chain with { Rules = [.. chain.Rules.Zip(rules, (rule, words) => rule with { Comment = rule.Comment.Length > 0 ? rule.Comment : Comment(words), Statements = Complete(rule.Statements, words) })] };

    private static ImmutableArray<NftStatement> Complete(ImmutableArray<NftStatement> statements, IReadOnlyList<string> words)
    {
        var (completed, from) = (ImmutableArray.CreateBuilder<NftStatement>(statements.Length), 0);
        foreach (var statement in statements)
        {
            var known = statement;
            if (statement is NftForeign foreign && Find(words, foreign, from) is { } at)
            {
                from = at + 2;
                known = IptablesModules.Read(foreign, [.. words.Skip(from).TakeWhile(word => word is not ("-m" or "-j" or "-g"))]) ?? statement;
            }

            completed.Add(known);
        }

        return completed.ToImmutable();
    }

    private static int? Find(IReadOnlyList<string> words, NftForeign foreign, int from)
    {
        var option = foreign.Kind == "target" ? "-j" : "-m";
        for (var at = from; at + 1 < words.Count; at++)
        {
            if (words[at] == option && words[at + 1] == foreign.Name)
            {
                return at;
            }
        }

        return null;
    }

    private static string Comment(IReadOnlyList<string> words)
    {
        var at = words.ToList().IndexOf("--comment");
        return at >= 0 && at + 1 < words.Count ? words[at + 1] : "";
    }
}
