using System.Buffers.Binary;
using System.Net;
using RouterAlertAssurance.Packets.Live;

namespace RouterAlertAssurance.Probes.Sockets;

/// <summary>Programs for the kernel (classic BPF) that let through what concerns a probe; they see packets from the IP header on.</summary>
internal static class TapFilter
{
    private const ushort LoadWord = 0x20;
    private const ushort LoadByte = 0x30;
    private const ushort JumpIfEqual = 0x15;
    private const ushort Return = 0x06;
    private const uint WholePacket = 0xFFFF;

    /// <summary>What goes from one address to another.</summary>
    public static BpfInstruction[] Between(IPAddress source, IPAddress destination)
    {
        var isIpv6 = source.GetAddressBytes().Length == 16;
        return Finish([.. Address(isIpv6 ? 8u : 12, source), .. Address(isIpv6 ? 24u : 16, destination)]);
    }

    /// <summary>ICMP messages (ICMPv6 without extension headers) to an address.</summary>
    public static BpfInstruction[] IcmpTo(IPAddress destination)
    {
        var isIpv6 = destination.GetAddressBytes().Length == 16;
        return Finish([.. Address(isIpv6 ? 24u : 16, destination), (LoadByte, isIpv6 ? 6u : 9), (JumpIfEqual, isIpv6 ? 58u : 1)]);
    }

    private static IEnumerable<(ushort Code, uint Constant)> Address(uint place, IPAddress address)
    {
        var octets = address.GetAddressBytes();
        for (var at = 0; at < octets.Length; at += 4)
        {
            yield return (LoadWord, place + (uint)at);
            yield return (JumpIfEqual, BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(at)));
        }
    }

    // Every comparison that fails jumps to the last instruction, which refuses.
    private static BpfInstruction[] Finish(List<(ushort Code, uint Constant)> steps)
    {
        var program = steps.Select((step, at) => new BpfInstruction(step.Code, 0, step.Code == JumpIfEqual ? (byte)(steps.Count - at) : (byte)0, step.Constant));
        return [.. program, new(Return, 0, 0, WholePacket), new(Return, 0, 0, 0)];
    }
}
