namespace RouterAlertAssurance.Nftables.Rulesets;

/// <summary>A part of a rule.</summary>
public abstract record NftStatement;

/// <summary>Goes on with the rule only for packets for which it holds.</summary>
/// <param name="Operator"><c>==</c>, <c>!=</c>, <c>&lt;</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&gt;=</c> or <c>in</c>.</param>
/// <param name="Left">What is looked at.</param>
/// <param name="Right">What it is compared with.</param>
public sealed record NftMatch(string Operator, NftValue Left, NftValue Right) : NftStatement;

/// <summary>Goes on with the rule below a rate, or above it.</summary>
/// <param name="Name">Name of the limit; null for one of its own.</param>
/// <param name="Packets">Packets in <paramref name="Per"/>; octets where <paramref name="IsOctets"/>.</param>
/// <param name="Per">Span of time.</param>
/// <param name="Burst">How many may come at once.</param>
/// <param name="IsOver">Whether the rule goes on above the rate (<c>limit rate over</c>).</param>
/// <param name="IsOctets">Whether it counts octets.</param>
public sealed record NftLimit(string? Name, double Packets, TimeSpan Per, int Burst, bool IsOver, bool IsOctets) : NftStatement
{
    /// <summary>Packets, or octets, in a second.</summary>
    public double Rate => Packets / Per.TotalSeconds;
}

/// <summary>Refers to a named limit.</summary>
public sealed record NftLimitReference(string Name) : NftStatement;

/// <summary>Counts.</summary>
/// <param name="Name">Name of the counter; null for one of its own.</param>
/// <param name="Packets">Packets so far; of a named one, 0 here.</param>
/// <param name="Octets">Octets so far, IP headers included.</param>
public sealed record NftCounter(string? Name, long Packets, long Octets) : NftStatement;

public enum NftVerdictKind
{
    Accept,
    Drop,
    Continue,
    Return,
    Jump,
    Goto,
    Queue,
}

/// <summary>Ends a rule.</summary>
/// <param name="Kind">What becomes of the packet.</param>
/// <param name="Target">The chain of a jump; the number of a queue, with <c>bypass</c> where packets pass when nobody listens.</param>
public sealed record NftVerdict(NftVerdictKind Kind, string Target = "") : NftStatement;

/// <summary>A verdict looked up by a key.</summary>
public sealed record NftVerdictMap(NftValue Key, IReadOnlyList<(NftValue Element, NftVerdict Verdict)> Elements) : NftStatement;

/// <summary>Writes into the packet, or beside it.</summary>
public sealed record NftMangle(NftValue Key, NftValue Value) : NftStatement;

/// <summary>Something that changes no packet and decides nothing: a log entry, an accounting.</summary>
public sealed record NftSideEffect(string Name) : NftStatement;

/// <summary>A test of the packet's octets by a module of iptables.</summary>
/// <param name="Text">It, as iptables-save prints it.</param>
public abstract record NftPacketTest(string Text) : NftStatement
{
    /// <summary>Whether it holds for a packet, as the kernel's module sees it.</summary>
    /// <param name="packet">From the IP header on.</param>
    public abstract bool Holds(ReadOnlySpan<byte> packet);
}

/// <summary>Something that is not known here: what it matches or does cannot be said.</summary>
/// <param name="Text">It, as nft lists it.</param>
public record NftUnknown(string Text) : NftStatement
{
    /// <summary>Whether it may end a packet's way, as a verdict does.</summary>
    public bool MayEnd { get; init; }
}

/// <summary>A module of iptables, of which nft tells no more than the name.</summary>
/// <param name="Kind"><c>match</c> or <c>target</c>.</param>
/// <param name="Name">The module's name, such as <c>u32</c>.</param>
/// <param name="Text">It, as nft lists it.</param>
public sealed record NftForeign(string Kind, string Name, string Text) : NftUnknown(Text);
