using System.Collections.Immutable;

namespace RouterAlertAssurance.Nftables.Rulesets;

/// <summary>A ruleset as the kernel has it (nft(8)), as far as it decides what becomes of packets.</summary>
/// <param name="Chains">All chains.</param>
/// <param name="Limits">Named limits.</param>
/// <param name="Counters">Named counters.</param>
/// <param name="Sets">Named sets, as far as their elements are listed.</param>
public sealed record NftRuleset(
    ImmutableArray<NftChain> Chains,
    ImmutableDictionary<NftName, NftLimit> Limits,
    ImmutableDictionary<NftName, NftCounter> Counters,
    ImmutableDictionary<NftName, ImmutableArray<NftValue>> Sets)
{
    /// <summary>The chains of a hook in the order in which the kernel asks them.</summary>
    public IEnumerable<NftChain> AtHook(string hook) => Chains.Where(chain => chain.Hook == hook).OrderBy(chain => chain.Priority);

    /// <summary>Whether modules of iptables are in it, of which nft tells the name only.</summary>
    public bool HasForeign => Chains.Any(chain => chain.Rules.Any(rule => rule.Statements.Any(statement => statement is NftForeign)));

    /// <summary>A chain by name, in the table of another one.</summary>
    public NftChain? Find(NftChain from, string name) => Chains.FirstOrDefault(chain => chain.Family == from.Family && chain.Table == from.Table && chain.Name == name);
}

/// <summary>The name of something inside a table.</summary>
public readonly record struct NftName(string Family, string Table, string Name);

/// <summary>A chain with its rules.</summary>
public sealed record NftChain
{
    /// <summary><c>ip</c>, <c>ip6</c>, <c>inet</c>, <c>netdev</c>, <c>bridge</c> or <c>arp</c>.</summary>
    public required string Family { get; init; }

    public required string Table { get; init; }

    public required string Name { get; init; }

    /// <summary>Where the kernel asks it; null for a chain that others jump to.</summary>
    public string? Hook { get; init; }

    public int Priority { get; init; }

    /// <summary>What becomes of packets at the end of the chain: true for dropped.</summary>
    public bool DropsByDefault { get; init; }

    /// <summary>The interfaces of a chain of family <c>netdev</c>.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    public ImmutableArray<NftRule> Rules { get; init; } = [];

    /// <summary>Whether packets of a family pass through it.</summary>
    public bool Sees(bool isIpv6) => Family is "inet" or "netdev" || Family == (isIpv6 ? "ip6" : "ip");

    public override string ToString() => $"{Family} {Table} {Name}";
}

/// <summary>A rule.</summary>
/// <param name="Handle">Its number, by which nft deletes it.</param>
/// <param name="Comment">What its author wrote; empty for nothing.</param>
/// <param name="Statements">What it matches and does, in order.</param>
public sealed record NftRule(long Handle, string Comment, ImmutableArray<NftStatement> Statements);
