namespace RouterAlertAssurance.Packets.Files;

/// <summary>Which way a packet went, as seen from the machine that captured it.</summary>
public enum PacketDirection : byte
{
    /// <summary>Not told: of capture files.</summary>
    Unknown,

    /// <summary>It came in, for this machine or for what it forwards.</summary>
    In,

    /// <summary>It left.</summary>
    Out,

    /// <summary>It was on the wire for another machine's link-layer address; the interface is promiscuous or the port of a bridge.</summary>
    Other,
}

/// <summary>A frame of a capture, valid until the next one is read.</summary>
public readonly ref struct CapturedPacket
{
    /// <param name="bytes">What was captured of it.</param>
    /// <param name="originalLength">How long it was on the wire, in octets.</param>
    /// <param name="link">What it begins with.</param>
    /// <param name="offset">Where its octets begin in the file.</param>
    /// <param name="nanoseconds">When it was captured, in nanoseconds since 1970-01-01 UTC; 0 where the file does not say.</param>
    public CapturedPacket(ReadOnlySpan<byte> bytes, int originalLength, LinkType link, long offset, long nanoseconds)
    {
        Bytes = bytes;
        OriginalLength = originalLength;
        Link = link;
        Offset = offset;
        Nanoseconds = nanoseconds;
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public int OriginalLength { get; }

    public LinkType Link { get; }

    public long Offset { get; }

    public long Nanoseconds { get; }

    /// <summary>Index of the interface (netdevice(7)), of live captures; 0 where it is not told.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>Which way it went, of live captures.</summary>
    public PacketDirection Direction { get; init; }

    /// <summary>When it was captured, to 100 ns.</summary>
    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddTicks(Nanoseconds / 100);
}
