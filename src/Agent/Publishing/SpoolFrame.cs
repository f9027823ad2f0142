using System.Buffers.Binary;
using System.Numerics;

namespace RouterAlertAssurance.Agent.Publishing;

/// <summary>What an event in the spool is; status events are the first to go when the spool is full.</summary>
internal enum SpoolEventKind : byte
{
    Status = 1,
    Symptom = 2,
    Withdrawn = 3,
}

/// <summary>
/// One event in a segment: length of the payload (4), CRC-32C of what follows (4), kind (1), sequence number (8), payload. Little-endian.
/// </summary>
internal static class SpoolFrame
{
    public const int Overhead = 17;
    public const int LargestPayload = 4 << 20;

    public static void Write(Stream stream, SpoolEventKind kind, long sequence, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[Overhead];
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        header[8] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(header[9..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checksum.Crc32C(Checksum.Crc32C(Checksum.Seed, header[8..]), payload));
        stream.Write(header);
        stream.Write(payload);
    }

    /// <summary>Octets of the first frame; 0 when it is torn, damaged or absent.</summary>
    public static int TryRead(ReadOnlySpan<byte> data, out SpoolEventKind kind, out long sequence, out Range payload)
    {
        kind = default;
        sequence = 0;
        payload = default;
        if (data.Length < Overhead)
        {
            return 0;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(data);
        if (length is < 0 or > LargestPayload || data.Length - Overhead < length)
        {
            return 0;
        }

        var end = Overhead + length;
        if (Checksum.Crc32C(Checksum.Seed, data[8..end]) != BinaryPrimitives.ReadUInt32LittleEndian(data[4..]))
        {
            return 0;
        }

        kind = (SpoolEventKind)data[8];
        sequence = BinaryPrimitives.ReadInt64LittleEndian(data[9..]);
        payload = Overhead..end;
        return end;
    }
}

/// <summary>CRC-32C (Castagnoli), which processors compute themselves.</summary>
internal static class Checksum
{
    public const uint Seed = 0xffff_ffff;

    public static uint Crc32C(uint crc, ReadOnlySpan<byte> data)
    {
        for (; data.Length >= 8; data = data[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        }

        foreach (var octet in data)
        {
            crc = BitOperations.Crc32C(crc, octet);
        }

        return crc;
    }
}
