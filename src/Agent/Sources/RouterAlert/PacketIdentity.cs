using System.Buffers.Binary;
using System.Security.Cryptography;
using RouterAlertAssurance.Packets.Dissection;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>Numbers that stand for packets and senders. They differ from process to process, so that nobody outside can make two fall together.</summary>
internal static class PacketIdentity
{
    private const int FirstOctets = 16;
    private static readonly ulong Seed = Random();
    private static readonly ulong Factor = Random() | 1;

    /// <summary>
    /// What forwarding leaves as it is: addresses, protocol, identification and place of the fragment (IPv4), and the first sixteen octets behind the headers.
    /// </summary>
    public static ulong OfPacket(ref readonly DissectedPacket packet)
    {
        var hash = Mix(Mix(Seed, packet.Source), packet.Destination);
        var first = packet.Frame[packet.TransportOffset..packet.End];
        hash = Mix(hash, first[..Math.Min(first.Length, FirstOctets)]);
        var identification = packet.IsIpv4 ? BinaryPrimitives.ReadUInt16BigEndian(packet.Frame[(packet.NetworkOffset + 4)..]) : 0;
        return Mix(hash ^ ((ulong)packet.Protocol << 48) ^ ((ulong)identification << 32) ^ (uint)packet.FragmentOffset);
    }

    /// <summary>A sender and what it sends. Never 0.</summary>
    public static ulong OfTalker(ReadOnlySpan<byte> source, ushort protocol) => Mix(Mix(Seed, source) ^ protocol) | 1;

    private static ulong Mix(ulong hash, ReadOnlySpan<byte> octets)
    {
        for (; octets.Length >= sizeof(ulong); octets = octets[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(octets));
        }

        var last = (ulong)octets.Length;
        foreach (var octet in octets)
        {
            last = (last << 8) | octet;
        }

        return Mix(hash ^ last);
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value ^ Seed, Factor, out var low);
        return high ^ low;
    }

    private static ulong Random() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
