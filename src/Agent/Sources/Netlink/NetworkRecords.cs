using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>An address of an interface.</summary>
internal sealed record NetworkAddress(int Link, IPAddress Address, int PrefixLength, byte Scope);

/// <summary>A unicast route of the main table.</summary>
internal sealed record NetworkRoute(NetworkPrefix Prefix, byte Protocol, uint Metric, ImmutableArray<NextHop> NextHops)
{
    /// <summary>Records compare arrays by reference; routes are compared by content to tell whether anything changed.</summary>
    public bool Equals(NetworkRoute? other) =>
        other is not null && Prefix == other.Prefix && Protocol == other.Protocol && Metric == other.Metric && NextHops.SequenceEqual(other.NextHops);

    public override int GetHashCode() => HashCode.Combine(Prefix, Protocol, Metric, NextHops.Length);
}

/// <summary>One way a route leads.</summary>
internal sealed record NextHop(int Link, IPAddress? Gateway, uint Flags)
{
    public bool IsUsable => (Flags & (NetlinkConstants.NextHopDead | NetlinkConstants.NextHopLinkDown)) == 0;
}

/// <summary>A neighbour entry (ARP, neighbour discovery).</summary>
/// <param name="Link">Index of the interface.</param>
/// <param name="Address">Its network address.</param>
/// <param name="State">The kernel's state (NUD_*).</param>
/// <param name="LinkLayerAddress">Its link-layer address as colon-separated octets; empty while it is not known.</param>
internal sealed record Neighbour(int Link, IPAddress Address, ushort State, string LinkLayerAddress = "")
{
    /// <summary>How often the link-layer address became another one since the entry is followed.</summary>
    public uint LinkLayerChanges { get; init; }

    /// <summary>This entry in the place of an earlier one. While an address is looked for again the last one counts.</summary>
    public Neighbour After(Neighbour? before) => before is null ? this : this with
    {
        LinkLayerAddress = LinkLayerAddress.Length > 0 ? LinkLayerAddress : before.LinkLayerAddress,
        LinkLayerChanges = before.LinkLayerChanges
            + (LinkLayerAddress.Length > 0 && before.LinkLayerAddress.Length > 0 && LinkLayerAddress != before.LinkLayerAddress ? 1u : 0),
    };

    public string StateText => State switch
    {
        0x01 => "incomplete",
        0x02 => "reachable",
        0x04 => "stale",
        0x08 => "delay",
        0x10 => "probe",
        0x20 => "failed",
        0x40 => "noarp",
        0x80 => "permanent",
        _ => "none",
    };
}

/// <summary>A prefix; the address is kept as the kernel gives it, with host bits zero.</summary>
internal readonly record struct NetworkPrefix(IPAddress Address, int Length)
{
    public AddressFamily Family => Address.AddressFamily;

    public bool Contains(IPAddress address)
    {
        if (address.AddressFamily != Address.AddressFamily)
        {
            return false;
        }

        Span<byte> mine = stackalloc byte[16];
        Span<byte> other = stackalloc byte[16];
        Address.TryWriteBytes(mine, out _);
        address.TryWriteBytes(other, out _);
        var whole = Length / 8;
        var mask = (byte)(0xff00 >> (Length % 8));
        return mine[..whole].SequenceEqual(other[..whole]) && (Length % 8 == 0 || ((mine[whole] ^ other[whole]) & mask) == 0);
    }

    /// <summary>Reads <c>10.0.0.0/8</c>, or an address as its host prefix.</summary>
    public static bool TryParse(string text, out NetworkPrefix prefix)
    {
        prefix = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }

        var bits = IpPrefixes.Bits(address);
        var length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture, out length) || length < 0 || length > bits))
        {
            return false;
        }

        prefix = new NetworkPrefix(address, length);
        return true;
    }

    public override string ToString() => $"{Address}/{Length}";
}
