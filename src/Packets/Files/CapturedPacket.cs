namespace RouterAlertAssurance.Packets.Files;

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

    /// <summary>When it was captured, to 100 ns.</summary>
    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddTicks(Nanoseconds / 100);
}
