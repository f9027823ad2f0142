using RouterAlertAssurance.Nftables.Rulesets;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>
/// Interfaces that no rule tells apart: what a ruleset does between two of them it does between any other two of the same classes. A router with many interfaces
/// costs no more than one with as many as its rules name.
/// </summary>
internal sealed class InterfaceClasses
{
    private readonly List<string> _names;
    private readonly Dictionary<string, List<string>> _classes;

    public InterfaceClasses(NftRuleset ruleset, IReadOnlyList<string> interfaces)
    {
        _names = [.. Names(ruleset).Distinct(StringComparer.Ordinal)];
        _classes = interfaces.GroupBy(ClassOf, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.ToList(), StringComparer.Ordinal);
    }

    /// <summary>What stands for all pairs of two classes, with those pairs; a class of one has no pair in itself.</summary>
    public IEnumerable<(string Input, string Output, IEnumerable<(string Input, string Output)> Pairs)> Pairs() =>
        from inputs in _classes.Values
        from outputs in _classes.Values
        let pairs = (from input in inputs from output in outputs where input != output select (input, output)).ToList()
        where pairs.Count > 0
        select (pairs[0].input, pairs[0].output, pairs.AsEnumerable());

    private string ClassOf(string name) => string.Concat(_names.Select(asked => (asked.EndsWith('*') ? name.StartsWith(asked[..^1], StringComparison.Ordinal) : name == asked) ? '1' : '0'));

    // All texts of the places where interfaces are asked for; a few too many only make more classes.
    private static IEnumerable<string> Names(NftRuleset ruleset) =>
    [
        .. ruleset.Chains.SelectMany(chain => chain.Devices),
        .. ruleset.Sets.Values.SelectMany(elements => elements.SelectMany(Texts)),
        .. from chain in ruleset.Chains from rule in chain.Rules from statement in rule.Statements from name in Names(statement) select name,
    ];

    private static IEnumerable<string> Names(NftStatement statement) => statement switch
    {
        NftMatch { Left: NftMeta } match => Texts(match.Right),
        NftVerdictMap { Key: NftMeta } map => map.Elements.SelectMany(pair => Texts(pair.Element)),
        _ => [],
    };

    private static IEnumerable<string> Texts(NftValue value) => value switch
    {
        NftText text => [text.Value],
        NftSet set => set.Elements.SelectMany(Texts),
        _ => [],
    };
}
