using System.Net;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>Reads the payload of RTM_NEWLINK and RTM_DELLINK.</summary>
internal static class LinkParser
{
    private const int HeaderLength = 16;
    private const int Name = 3, Mtu = 4, Lower = 5, Master = 10, OperState = 16, LinkInfo = 18, Statistics64 = 23, Carrier = 33, CarrierChanges = 35, LowerNamespace = 37;
    private const int InfoKind = 1, InfoData = 2, InfoMasterKind = 4;

    /// <summary>Null when the message is malformed, names no interface, or is a bridge's view of one of its ports.</summary>
    public static NetworkLink? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderLength || payload[0] != 0)
        {
            return null;
        }

        var flags = MemoryMarshal.Read<uint>(payload[8..]);
        var link = new NetworkLink
        {
            Index = MemoryMarshal.Read<int>(payload[4..]),
            Name = "",
            Flags = flags,
            Kind = (flags & NetlinkConstants.InterfaceLoopback) != 0 ? "loopback" : "ethernet",
        };
        var elsewhere = false;
        int? master = null;
        var isPort = false;
        var attributes = new NetlinkAttributeReader(payload[HeaderLength..]);
        while (attributes.MoveNext())
        {
            elsewhere |= attributes.Type == LowerNamespace;
            master = attributes.Type == Master ? (int?)attributes.UInt32 : master;
            isPort |= attributes.Type == LinkInfo && IsBridgePort(attributes.Value);
            link = With(link, in attributes);
        }

        // With a namespace identifier the lower interface lives elsewhere and its index means nothing here.
        var noLower = elsewhere || link.Lower == link.Index || link.Lower == 0 || string.Equals(link.Kind, "veth", StringComparison.Ordinal);
        return link.Name.Length == 0 ? null : link with { Lower = noLower ? null : link.Lower, Bridge = isPort ? master : null };
    }

    // A bond and a VRF are masters too.
    private static bool IsBridgePort(ReadOnlySpan<byte> info)
    {
        var attributes = new NetlinkAttributeReader(info);
        while (attributes.MoveNext())
        {
            if (attributes.Type == InfoMasterKind)
            {
                return attributes.Text == "bridge";
            }
        }

        return false;
    }

    private static NetworkLink With(NetworkLink link, in NetlinkAttributeReader attribute) => attribute.Type switch
    {
        Name => link with { Name = attribute.Text },
        Mtu => link with { Mtu = attribute.UInt32 ?? 0 },
        Lower => link with { Lower = (int?)attribute.UInt32 },
        OperState => link with { OperState = attribute.Byte ?? 0 },
        Carrier => link with { Carrier = attribute.Byte is { } carrier ? carrier != 0 : null },
        CarrierChanges => link with { CarrierChanges = attribute.UInt32 },
        Statistics64 => link with { Counters = ParseCounters(attribute.Value) },
        LinkInfo => WithInfo(link, attribute.Value),
        _ => link,
    };

    private static LinkCounters? ParseCounters(ReadOnlySpan<byte> value)
    {
        if (value.Length < 64)
        {
            return null;
        }

        Span<ulong> numbers = stackalloc ulong[8];
        value[..64].CopyTo(MemoryMarshal.AsBytes(numbers));
        return new LinkCounters(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
    }

    private static NetworkLink WithInfo(NetworkLink link, ReadOnlySpan<byte> info)
    {
        ReadOnlySpan<byte> data = [];
        var attributes = new NetlinkAttributeReader(info);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case InfoKind:
                    link = link with { Kind = attributes.Text };
                    break;
                case InfoData:
                    data = attributes.Value;
                    break;
            }
        }

        return link with { Tunnel = TunnelParser.Parse(link.Kind, data) };
    }
}

/// <summary>Reads the kind-specific part of tunnel interfaces.</summary>
internal static class TunnelParser
{
    /// <param name="Local">Attribute of the local address, -1 when the kind has none.</param>
    /// <param name="Remote">Attribute of the remote address.</param>
    /// <param name="Local6">The same for IPv6 where it is another attribute.</param>
    /// <param name="Remote6">The same for IPv6 where it is another attribute.</param>
    /// <param name="Identifier">Attribute of the network identifier.</param>
    private sealed record Layout(int Local, int Remote, int Local6, int Remote6, int Identifier);

    private static readonly Dictionary<string, Layout> Layouts = new(StringComparer.Ordinal)
    {
        ["vxlan"] = new Layout(4, 2, 17, 16, 1),
        ["geneve"] = new Layout(-1, 2, -1, 7, 1),
        ["gre"] = new Layout(6, 7, 6, 7, -1),
        ["gretap"] = new Layout(6, 7, 6, 7, -1),
        ["ip6gre"] = new Layout(6, 7, 6, 7, -1),
        ["ip6gretap"] = new Layout(6, 7, 6, 7, -1),
        ["ipip"] = new Layout(2, 3, 2, 3, -1),
        ["sit"] = new Layout(2, 3, 2, 3, -1),
        ["ip6tnl"] = new Layout(2, 3, 2, 3, -1),
    };

    public static bool IsTunnel(string kind) => Layouts.ContainsKey(kind);

    public static TunnelEndpoints? Parse(string kind, ReadOnlySpan<byte> data)
    {
        if (!Layouts.TryGetValue(kind, out var layout))
        {
            return null;
        }

        IPAddress? local = null;
        IPAddress? remote = null;
        uint? vni = null;
        var attributes = new NetlinkAttributeReader(data);
        while (attributes.MoveNext())
        {
            if (attributes.Type == layout.Identifier)
            {
                vni = attributes.UInt32;
            }
            else if (attributes.Type == layout.Local || attributes.Type == layout.Local6)
            {
                local = attributes.Address ?? local;
            }
            else if (attributes.Type == layout.Remote || attributes.Type == layout.Remote6)
            {
                remote = attributes.Address ?? remote;
            }
        }

        return new TunnelEndpoints(local, remote, vni);
    }
}
