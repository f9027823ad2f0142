using System.Net;
using System.Text;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>Writes netlink messages octet by octet, by the book (rtnetlink(7)).</summary>
internal static class NetlinkBytes
{
    public static byte[] Message(ushort type, byte[] payload, uint sequence = 1, ushort flags = 0) =>
        [.. BitConverter.GetBytes((uint)(16 + payload.Length)), .. BitConverter.GetBytes(type), .. BitConverter.GetBytes(flags), .. BitConverter.GetBytes(sequence), 0, 0, 0, 0, .. payload];

    public static byte[] Attribute(ushort type, byte[] value)
    {
        var length = 4 + value.Length;
        return [.. BitConverter.GetBytes((ushort)length), .. BitConverter.GetBytes(type), .. value, .. new byte[((length + 3) & ~3) - length]];
    }

    public static byte[] Attribute(ushort type, string text) => Attribute(type, [.. Encoding.UTF8.GetBytes(text), 0]);

    public static byte[] Attribute(ushort type, uint number) => Attribute(type, BitConverter.GetBytes(number));

    public static byte[] Attribute(ushort type, IPAddress address) => Attribute(type, address.GetAddressBytes());

    /// <summary>A VXLAN interface with index 7 that is up, with ten errors received.</summary>
    public static byte[] VxlanLink(bool up = true) =>
    [
        0, 0, 1, 0, 7, 0, 0, 0, .. BitConverter.GetBytes(up ? 0x11043u : 0x1002u), 0, 0, 0, 0,
        .. Attribute(3, "vxlan100"),
        .. Attribute(4, 1450u),
        .. Attribute(16, [up ? (byte)0 : (byte)2]),
        .. Attribute(33, [up ? (byte)1 : (byte)0]),
        .. Attribute(35, 3u),
        .. Attribute(23, Counters(1, 2, 3, 4, 10, 0, 0, 5)),
        .. Attribute(18, [.. Attribute(1, "vxlan"), .. Attribute(2, [.. Attribute(1, 100u), .. Attribute(2, IPAddress.Parse("10.255.0.2")), .. Attribute(4, IPAddress.Parse("10.255.0.1"))])]),
    ];

    /// <summary>An IPv4 route with two next hops, of IS-IS.</summary>
    public static byte[] MultipathRoute() =>
    [
        2, 32, 0, 0, 254, 187, 0, 1, 0, 0, 0, 0,
        .. Attribute(1, IPAddress.Parse("10.255.0.2")),
        .. Attribute(6, 20u),
        .. Attribute(15, 254u),
        .. Attribute(9, [.. Hop(3, 0, "10.0.0.1"), .. Hop(4, 1, "10.0.0.3")]),
    ];

    private static byte[] Hop(int link, byte flags, string gateway)
    {
        var attribute = Attribute(5, IPAddress.Parse(gateway));
        return [.. BitConverter.GetBytes((ushort)(8 + attribute.Length)), flags, 0, .. BitConverter.GetBytes(link), .. attribute];
    }

    private static byte[] Counters(params ulong[] numbers) => [.. numbers.Concat(new ulong[16]).SelectMany(BitConverter.GetBytes)];
}
