using System.Buffers.Binary;
using System.Text;

namespace RouterAlertAssurance.Packets.Files;

/// <summary>
/// Writes packets, from the IP header on, as a pcapng file (the Internet-Draft "PCAP Now Generic (pcapng) Capture File Format"): one section of little-endian
/// words, one interface block for each interface before its first packet, times in nanoseconds.
/// </summary>
/// <param name="stream">Where it goes; it stays open.</param>
public sealed class PcapngWriter(Stream stream)
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint ByteOrderMagic = 0x1A2B3C4D;
    private const uint InterfaceDescription = 1;
    private const uint EnhancedPacket = 6;
    private const int BlockFrame = 12;
    private const ushort NameOption = 2;
    private const ushort FlagsOption = 2;
    private const ushort ResolutionOption = 9;
    private const byte Nanoseconds = 9;
    private readonly Dictionary<string, uint> _interfaces = new(StringComparer.Ordinal);
    private bool _hasBegun;

    /// <summary>Begins the file; a file without packets is one.</summary>
    public void Begin()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            Span<byte> body = stackalloc byte[16];
            BinaryPrimitives.WriteUInt32LittleEndian(body, ByteOrderMagic);
            BinaryPrimitives.WriteUInt16LittleEndian(body[4..], 1);
            // The length of the section is not told.
            body[8..].Fill(0xFF);
            WriteBlock(SectionHeader, body);
        }
    }

    /// <summary>Writes a packet.</summary>
    /// <param name="interfaceName">Name of its interface.</param>
    /// <param name="nanoseconds">When it was seen, since 1970-01-01 UTC.</param>
    /// <param name="direction">Which way it went.</param>
    /// <param name="octets">From the IP header on, as far as it was captured.</param>
    /// <param name="originalLength">How long it was on the wire.</param>
    public void Write(string interfaceName, long nanoseconds, PacketDirection direction, ReadOnlySpan<byte> octets, int originalLength)
    {
        ArgumentNullException.ThrowIfNull(interfaceName);
        Begin();
        if (!_interfaces.TryGetValue(interfaceName, out var number))
        {
            _interfaces[interfaceName] = number = (uint)_interfaces.Count;
            WriteInterface(interfaceName);
        }

        var padded = Padded(octets.Length);
        var body = new byte[20 + padded + 12];
        BinaryPrimitives.WriteUInt32LittleEndian(body, number);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(4), (uint)((ulong)nanoseconds >> 32));
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(8), (uint)nanoseconds);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(12), octets.Length);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(16), originalLength);
        octets.CopyTo(body.AsSpan(20));
        var options = body.AsSpan(20 + padded);
        BinaryPrimitives.WriteUInt16LittleEndian(options, FlagsOption);
        BinaryPrimitives.WriteUInt16LittleEndian(options[2..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(options[4..], FlagsOf(direction));
        WriteBlock(EnhancedPacket, body);
    }

    private static int Padded(int length) => (length + 3) & ~3;

    // The two lowest bits of epb_flags: 1 inbound, 2 outbound.
    private static uint FlagsOf(PacketDirection direction) => direction switch
    {
        PacketDirection.In => 1,
        PacketDirection.Out => 2,
        _ => 0,
    };

    private void WriteInterface(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var body = new byte[8 + 4 + Padded(text.Length) + 8 + 4];
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)LinkType.Raw);
        var option = body.AsSpan(8);
        BinaryPrimitives.WriteUInt16LittleEndian(option, NameOption);
        BinaryPrimitives.WriteUInt16LittleEndian(option[2..], (ushort)text.Length);
        text.CopyTo(option[4..]);
        option = option[(4 + Padded(text.Length))..];
        BinaryPrimitives.WriteUInt16LittleEndian(option, ResolutionOption);
        BinaryPrimitives.WriteUInt16LittleEndian(option[2..], 1);
        option[4] = Nanoseconds;
        WriteBlock(InterfaceDescription, body);
    }

    private void WriteBlock(uint type, ReadOnlySpan<byte> body)
    {
        var length = (uint)(body.Length + BlockFrame);
        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(word, type);
        BinaryPrimitives.WriteUInt32LittleEndian(word[4..], length);
        stream.Write(word);
        stream.Write(body);
        stream.Write(word[4..]);
    }
}
