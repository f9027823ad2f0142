using System.Collections.Immutable;
using System.Net;
using System.Runtime.InteropServices;

namespace RouterAlertAssurance.Agent.Sources.Netlink;

/// <summary>Reads the payloads of route, address and neighbour messages.</summary>
internal static class RouteParser
{
    private const int Ipv4 = 2, Ipv6 = 10;
    private const int RouteHeader = 12, AddressHeader = 8, NeighbourHeader = 12, NextHopHeader = 8;
    private const int Destination = 1, OutInterface = 4, Gateway = 5, Priority = 6, Multipath = 9, Table = 15, Via = 18;
    private const int Address = 1, LocalAddress = 2;
    private const int NeighbourDestination = 1, NeighbourLinkLayer = 2;

    /// <summary>Null when malformed, not unicast or not in the main table.</summary>
    public static NetworkRoute? ParseRoute(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < RouteHeader || payload[7] != NetlinkConstants.UnicastRoute || AnyAddress(payload[0]) is not { } any
            || payload[1] > (any.Length * 8))
        {
            return null;
        }

        var destination = new IPAddress(any);
        uint table = payload[4], metric = 0;
        int? link = null;
        IPAddress? gateway = null;
        ImmutableArray<NextHop> hops = [];
        var attributes = new NetlinkAttributeReader(payload[RouteHeader..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case Destination when attributes.Value.Length == any.Length: destination = new IPAddress(attributes.Value); break;
                case OutInterface: link = (int?)attributes.UInt32; break;
                case Gateway: gateway = attributes.Address; break;
                case Via when attributes.Value.Length > 2: gateway = ViaAddress(attributes.Value); break;
                case Priority: metric = attributes.UInt32 ?? 0; break;
                case Table: table = attributes.UInt32 ?? table; break;
                case Multipath: hops = ParseNextHops(attributes.Value); break;
            }
        }

        if (hops.IsEmpty && link is { } only)
        {
            hops = [new NextHop(only, gateway, MemoryMarshal.Read<uint>(payload[8..]))];
        }

        return table != NetlinkConstants.MainTable || hops.IsEmpty
            ? null
            : new NetworkRoute(new NetworkPrefix(destination, payload[1]), payload[5], metric, hops);
    }

    public static NetworkAddress? ParseAddress(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < AddressHeader || AnyAddress(payload[0]) is not { } any || payload[1] > (any.Length * 8))
        {
            return null;
        }

        IPAddress? address = null;
        IPAddress? local = null;
        var attributes = new NetlinkAttributeReader(payload[AddressHeader..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case Address: address = attributes.Address; break;
                // On a point-to-point interface "address" is the far end and "local" is ours.
                case LocalAddress: local = attributes.Address; break;
            }
        }

        return (local ?? address) is { } found
            ? new NetworkAddress(MemoryMarshal.Read<int>(payload[4..]), found, payload[1], payload[3])
            : null;
    }

    public static Neighbour? ParseNeighbour(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < NeighbourHeader || AnyAddress(payload[0]) is null)
        {
            return null;
        }

        IPAddress? address = null;
        var linkLayer = "";
        var attributes = new NetlinkAttributeReader(payload[NeighbourHeader..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case NeighbourDestination: address = attributes.Address; break;
                case NeighbourLinkLayer: linkLayer = LinkLayer(attributes.Value); break;
            }
        }

        return address is null ? null : new Neighbour(MemoryMarshal.Read<int>(payload[4..]), address, MemoryMarshal.Read<ushort>(payload[8..]), linkLayer);
    }

    // As the ip command writes it.
    private static string LinkLayer(ReadOnlySpan<byte> value) => string.Join(':', Convert.ToHexStringLower(value).Chunk(2).Select(octet => new string(octet)));

    private static ImmutableArray<NextHop> ParseNextHops(ReadOnlySpan<byte> value)
    {
        var hops = ImmutableArray.CreateBuilder<NextHop>();
        while (value.Length >= NextHopHeader)
        {
            int length = MemoryMarshal.Read<ushort>(value);
            if (length < NextHopHeader || length > value.Length)
            {
                break;
            }

            IPAddress? gateway = null;
            var attributes = new NetlinkAttributeReader(value[NextHopHeader..length]);
            while (attributes.MoveNext())
            {
                gateway = attributes.Type switch
                {
                    Gateway => attributes.Address,
                    Via when attributes.Value.Length > 2 => ViaAddress(attributes.Value),
                    _ => gateway,
                };
            }

            hops.Add(new NextHop(MemoryMarshal.Read<int>(value[4..]), gateway, value[2]));
            value = value[Math.Min(value.Length, NetlinkConstants.Align(length))..];
        }

        return hops.ToImmutable();
    }

    // RTA_VIA: a gateway of another family than the route, preceded by the family.
    private static IPAddress? ViaAddress(ReadOnlySpan<byte> value) => value.Length is 6 or 18 ? new IPAddress(value[2..]) : null;

    private static byte[]? AnyAddress(byte family) => family switch
    {
        Ipv4 => new byte[4],
        Ipv6 => new byte[16],
        _ => null,
    };
}
