using System.Buffers.Binary;

namespace RouterAlertAssurance.Packets.Layers;

public enum FlowExportKind : byte
{
    None,
    NetflowV5,
    NetflowV9,
    Ipfix,
}

/// <summary>Tells an export of flows by its form, whatever the port: version, and lengths and identifiers that fit each other.</summary>
public static class FlowExport
{
    private const int HeaderV5 = 24;
    private const int RecordV5 = 48;
    private const int MaximumRecordsV5 = 30;
    private const int HeaderV9 = 20;
    private const int HeaderIpfix = 16;
    private const int SetHeader = 4;
    private const ushort FirstDataSet = 256;

    /// <summary>Which protocol a UDP payload is of.</summary>
    public static FlowExportKind Of(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderIpfix || payload[0] != 0)
        {
            return FlowExportKind.None;
        }

        return payload[1] switch
        {
            5 when IsV5(payload) => FlowExportKind.NetflowV5,
            9 when payload.Length >= HeaderV9 && Count(payload) > 0 && IsSet(payload[HeaderV9..], 0, 1) => FlowExportKind.NetflowV9,
            10 when Count(payload) == payload.Length && IsSet(payload[HeaderIpfix..], 2, 3) => FlowExportKind.Ipfix,
            _ => FlowExportKind.None,
        };
    }

    // In IPFIX (RFC 7011, section 3.1) the length of the message, in NetFlow v9 (RFC 3954, section 5.1) and v5 a number of records.
    private static int Count(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);

    private static bool IsV5(ReadOnlySpan<byte> payload) =>
        Count(payload) is > 0 and <= MaximumRecordsV5 and var count && payload.Length == HeaderV5 + (count * RecordV5);

    private static bool IsSet(ReadOnlySpan<byte> set, ushort template, ushort options)
    {
        if (set.Length < SetHeader)
        {
            return false;
        }

        var (id, length) = (BinaryPrimitives.ReadUInt16BigEndian(set), BinaryPrimitives.ReadUInt16BigEndian(set[2..]));
        return (id == template || id == options || id >= FirstDataSet) && length >= SetHeader && length <= set.Length;
    }
}
