using System.Net;
using System.Net.Sockets;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>The network that a sender is told by when no single address stands out: 24 bits of IPv4, 64 of IPv6, as networks are mostly given out to one place.</summary>
internal static class TalkerNetwork
{
    public const int LongestAddress = 16;
    private const int Ipv4Octets = 4;
    private const int Ipv4Network = 3;
    private const int Ipv6Network = 8;

    /// <summary>The first address of the network of a sender.</summary>
    /// <param name="source">The sender's address.</param>
    /// <param name="room">Where the network is put; 16 octets.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> source, Span<byte> room)
    {
        source.CopyTo(room);
        room[Math.Min(source.Length == Ipv4Octets ? Ipv4Network : Ipv6Network, source.Length)..].Clear();
        return room[..source.Length];
    }

    /// <summary>As labels say it: <c>192.0.2.x</c>, <c>2001:db8::x</c>. Without what names of symptoms escape, such as slashes.</summary>
    public static string Text(IPAddress first) => first.AddressFamily == AddressFamily.InterNetwork ? $"{first.ToString().AsSpan().TrimEnd('0')}x" : $"{first}x";

    /// <summary>Whether a sender is of a network.</summary>
    public static bool Has(IPAddress first, IPAddress sender)
    {
        Span<byte> room = stackalloc byte[LongestAddress];
        return first.AddressFamily == sender.AddressFamily && Of(sender.GetAddressBytes(), room).SequenceEqual(first.GetAddressBytes());
    }
}
