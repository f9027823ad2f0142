using RouterAlertAssurance.Nftables.Rulesets;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>What tells the packets of one application from those of others that use the same protocol.</summary>
public enum AuditClassKind
{
    /// <summary>The session of an RSVP message is a label-switched path (RFC 3209, section 4.6.1).</summary>
    RsvpTe,

    /// <summary>The session of an RSVP message is an aggregate of reservations (RFC 3175, section 3.1).</summary>
    RsvpAggregate,

    /// <summary>The destination port of UDP or TCP.</summary>
    Port,

    /// <summary>The value of Router Alert (RFC 5350).</summary>
    Value,
}

/// <summary>A part of a protocol's packets that rules may treat by itself: the protocol number alone does not tell applications apart (RFC 6398, section 3).</summary>
/// <param name="Kind">What it is told by.</param>
/// <param name="Number">The port or value; of others 0.</param>
public readonly record struct AuditClass(AuditClassKind Kind, int Number = 0)
{
    /// <summary>As people read it.</summary>
    public override string ToString() => Kind switch
    {
        AuditClassKind.RsvpTe => "RSVP-TE",
        AuditClassKind.RsvpAggregate => "aggregated RSVP",
        AuditClassKind.Port => $"to port {Number}",
        _ => $"with value {Number}",
    };
}

/// <summary>The classes that a ruleset may tell apart: those of RSVP, and the ports and values it asks for.</summary>
internal sealed class AuditClasses
{
    // Each is tried on the rules.
    private const int Most = 16;
    private static readonly Place[] UdpPort = [new(new NftField("udp", "dport")), new(new NftField("th", "dport")), new(new NftBits("th", 16, 16))];
    private static readonly Place[] TcpPort = [new(new NftField("tcp", "dport")), new(new NftField("th", "dport")), new(new NftBits("th", 16, 16))];
    // By itself, and with type and length, as nft lists the two together; where it is when Router Alert comes first.
    private static readonly Place[] Value = [new(new NftIpOption("ra", "value")), new(new NftBits("nh", 176, 16)), new(new NftBits("nh", 160, 32), 0x9404)];
    private static readonly Place[] ValueIpv6 = [new(new NftBits("nh", 352, 16)), new(new NftBits("nh", 336, 32), 0x0502)];

    private readonly ILookup<NftValue, ulong> _asked;

    public AuditClasses(NftRuleset ruleset) => _asked = (
        from chain in ruleset.Chains
        from rule in chain.Rules
        from statement in rule.Statements
        from asked in Asked(statement)
        from number in Numbers(asked.With, chain, ruleset)
        select (asked.Where, Number: number)).ToLookup(asked => asked.Where, asked => asked.Number);

    /// <summary>Those of a protocol.</summary>
    public IEnumerable<AuditClass> Of(AuditProtocol protocol, bool isIpv6) =>
    [
        .. protocol.Number == (int)IpProtocol.Rsvp ? (AuditClass[])[new(AuditClassKind.RsvpTe), new(AuditClassKind.RsvpAggregate)] : [],
        .. protocol.Number switch
        {
            (int)IpProtocol.Udp => Those(AuditClassKind.Port, UdpPort),
            (int)IpProtocol.Tcp => Those(AuditClassKind.Port, TcpPort),
            _ => [],
        },
        .. Those(AuditClassKind.Value, isIpv6 ? ValueIpv6 : Value),
    ];

    private IEnumerable<AuditClass> Those(AuditClassKind kind, IEnumerable<Place> places) =>
        places.SelectMany(place => _asked[place.Where].Where(number => number >> 16 == place.Before)).Select(number => (int)(number & ushort.MaxValue)).Distinct().Order().Take(Most)
            .Select(number => new AuditClass(kind, number));

    private static IEnumerable<(NftValue Where, NftValue With)> Asked(NftStatement statement) => statement switch
    {
        NftMatch match => [(match.Left, match.Right)],
        NftVerdictMap map => map.Elements.Select(element => (map.Key, element.Element)),
        _ => [],
    };

    // Of a range, its beginning stands for it.
    private static IEnumerable<ulong> Numbers(NftValue value, NftChain chain, NftRuleset ruleset) => value switch
    {
        NftNumber number => [number.Value],
        NftRange range => Numbers(range.First, chain, ruleset),
        NftSet set => set.Elements.SelectMany(element => Numbers(element, chain, ruleset)),
        NftSetReference { Name: var name } when ruleset.Sets.TryGetValue(new(chain.Family, chain.Table, name), out var elements) => elements.SelectMany(element => Numbers(element, chain, ruleset)),
        _ => [],
    };

    // Where a rule asks for a number of 16 bits, and what has to stand in the bits before it.
    private readonly record struct Place(NftValue Where, ulong Before = 0);
}
