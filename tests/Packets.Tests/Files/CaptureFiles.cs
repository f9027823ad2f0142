using System.Buffers.Binary;
using System.IO.Compression;
using RouterAlertAssurance.Packets.Files;

namespace RouterAlertAssurance.Packets.Tests.Files;

/// <summary>Capture files written octet by octet.</summary>
internal sealed class CaptureFiles(bool isBigEndian)
{
    private readonly List<byte> _bytes = [];

    public static byte[] Pcap(bool isBigEndian, bool isNanoseconds, params byte[][] packets)
    {
        var file = new CaptureFiles(isBigEndian);
        file.Words(isNanoseconds ? 0xA1B23C4D : 0xA1B2C3D4).Halves(2, 4).Words(0, 0, 65535, (uint)LinkType.Raw);
        for (var number = 0; number < packets.Length; number++)
        {
            file.Words(1_700_000_000, (uint)(number + 1), (uint)packets[number].Length, (uint)packets[number].Length + 7);
            file._bytes.AddRange(packets[number]);
        }

        return file._bytes.ToArray();
    }

    /// <summary>A section with a name that is passed over, an interface that counts in 2^-10 s from a day on, one that says nothing of itself, and a packet block of each kind.</summary>
    public static byte[] Pcapng(bool isBigEndian, params byte[][] packets)
    {
        var file = new CaptureFiles(isBigEndian);
        file.Block(0x0A0D0D0A, body => body.Words(0x1A2B3C4D).Halves(1, 0).Words(uint.MaxValue, uint.MaxValue));
        file.Block(4, body => body.Halves(0, 0));
        file.Block(1, body => body.Halves((ushort)LinkType.Raw, 0).Words(0).Halves(9, 1).Octets(0x8A).Halves(14, 8).Long(86400).Halves(0, 0));
        file.Block(1, body => body.Halves((ushort)LinkType.Raw, 0).Words(6));
        foreach (var packet in packets)
        {
            var length = (uint)packet.Length;
            file.Block(6, body => body.Words(0, 0, 1536, length, length + 7).Octets(packet));
            file.Block(2, body => body.Halves(1, 0).Words(0, 5_000_000, length, length + 7).Octets(packet));
            file.Block(3, body => body.Words(length).Octets(packet));
        }

        return file._bytes.ToArray();
    }

    /// <summary>A file compressed with gzip.</summary>
    public static byte[] Packed(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(file);
        }

        return packed.ToArray();
    }

    /// <summary>A file as it was before it was compressed; itself where it is not.</summary>
    public static byte[] Unpacked(byte[] file)
    {
        if (file is not [0x1F, 0x8B, ..])
        {
            return file;
        }

        using var packed = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var octets = new MemoryStream();
        packed.CopyTo(octets);
        return octets.ToArray();
    }

    private CaptureFiles Block(uint type, Action<CaptureFiles> write)
    {
        var body = new CaptureFiles(isBigEndian);
        write(body);
        var length = (uint)body._bytes.Count + 12;
        Words(type, length);
        _bytes.AddRange(body._bytes);
        return Words(length);
    }

    private CaptureFiles Words(params uint[] words)
    {
        foreach (var word in words)
        {
            _bytes.AddRange(BitConverter.GetBytes(isBigEndian ? BinaryPrimitives.ReverseEndianness(word) : word));
        }

        return this;
    }

    private CaptureFiles Halves(params ushort[] halves)
    {
        foreach (var half in halves)
        {
            _bytes.AddRange(BitConverter.GetBytes(isBigEndian ? BinaryPrimitives.ReverseEndianness(half) : half));
        }

        return this;
    }

    private CaptureFiles Long(long value)
    {
        _bytes.AddRange(BitConverter.GetBytes(isBigEndian ? BinaryPrimitives.ReverseEndianness(value) : value));
        return this;
    }

    // Filled up to a word, as every option and every packet is.
    private CaptureFiles Octets(params byte[] octets)
    {
        _bytes.AddRange(octets);
        _bytes.AddRange(new byte[(4 - (octets.Length % 4)) % 4]);
        return this;
    }
}
