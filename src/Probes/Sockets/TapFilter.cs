using System.Buffers.Binary;
using System.Net;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Programs for the kernel (classic BPF) that let through what concerns a probe; they see packets from the IP header on.</summary>
internal static class TapFilter
{
    private const ushort LoadWord = 0x20;
    private const ushort LoadByte = 0x30;
    private const ushort LoadHalfBehind = 0x48;
    private const ushort SetIndex = 0x01;
    private const ushort SetIndexToIpv4Length = 0xB1;
    private const ushort MoveToIndex = 0x07;
    private const ushort Add = 0x04;
    private const ushort ShiftLeft = 0x64;
    private const ushort JumpIfEqual = 0x15;
    private const ushort Return = 0x06;
    private const uint WholePacket = 0xFFFF;
    private const uint Ipv6HeaderLength = 40;
    private const uint DestinationPort = 2;

    // Where comparisons lead that do not go a few steps on: to one of the last two instructions.
    private const byte Accept = 254;
    private const byte Refuse = 255;

    /// <summary>What goes from one address to another over protocols of a round, directly or behind a Hop-by-Hop header: nothing else between the two is copied.</summary>
    /// <param name="source">Where packets come from.</param>
    /// <param name="destination">Where they go.</param>
    /// <param name="protocols">By number in the IP header, the port that packets go to; null for those without ports.</param>
    public static BpfInstruction[] Between(IPAddress source, IPAddress destination, IEnumerable<(byte Number, ushort? Port)> protocols)
    {
        var isIpv6 = source.GetAddressBytes().Length == 16;
        return Finish([
            .. Address(isIpv6 ? 8u : 12, source),
            .. Address(isIpv6 ? 24u : 16, destination),
            .. isIpv6 ? Ipv6Transport() : Ipv4Transport(),
            .. protocols.SelectMany(Protocol),
        ]);
    }

    /// <summary>ICMP messages (ICMPv6 without extension headers) to an address.</summary>
    public static BpfInstruction[] IcmpTo(IPAddress destination)
    {
        var isIpv6 = destination.GetAddressBytes().Length == 16;
        return Finish([.. Address(isIpv6 ? 24u : 16, destination), new(LoadByte, isIpv6 ? 6u : 9), new(JumpIfEqual, isIpv6 ? 58u : 1, Accept, Refuse)]);
    }

    private static IEnumerable<Step> Address(uint place, IPAddress address)
    {
        var octets = address.GetAddressBytes();
        for (var at = 0; at < octets.Length; at += 4)
        {
            yield return new(LoadWord, place + (uint)at);
            yield return new(JumpIfEqual, BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(at)), 0, Refuse);
        }
    }

    // The index is where the transport header begins, the accumulator its protocol.
    private static Step[] Ipv4Transport() => [new(SetIndexToIpv4Length, 0), new(LoadByte, 9)];

    // A Hop-by-Hop header (0) has the next protocol first, then its length in units of eight octets behind the first one (RFC 8200, section 4.3).
    private static Step[] Ipv6Transport() =>
    [
        new(SetIndex, Ipv6HeaderLength),
        new(LoadByte, 6),
        new(JumpIfEqual, 0, 0, 5),
        new(LoadByte, Ipv6HeaderLength + 1),
        new(ShiftLeft, 3),
        new(Add, Ipv6HeaderLength + 8),
        new(MoveToIndex, 0),
        new(LoadByte, Ipv6HeaderLength),
    ];

    private static Step[] Protocol((byte Number, ushort? Port) protocol) => protocol.Port is { } port
        ? [new(JumpIfEqual, protocol.Number, 0, 2), new(LoadHalfBehind, DestinationPort), new(JumpIfEqual, port, Accept, Refuse)]
        : [new(JumpIfEqual, protocol.Number, Accept, 0)];

    // What no comparison has let through comes to the instruction that refuses.
    private static BpfInstruction[] Finish(IReadOnlyList<Step> steps)
    {
        return
        [
            .. steps.Select((step, at) => new BpfInstruction(step.Code, Distance(step.IfEqual, at), Distance(step.IfNot, at), step.Constant)),
            new(Return, 0, 0, 0),
            new(Return, 0, 0, WholePacket),
        ];

        byte Distance(byte target, int at) => target switch
        {
            Refuse => (byte)(steps.Count - at - 1),
            Accept => (byte)(steps.Count - at),
            _ => target,
        };
    }

    private readonly record struct Step(ushort Code, uint Constant, byte IfEqual = 0, byte IfNot = 0);
}
