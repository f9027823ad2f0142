namespace RouterAlertAssurance.Packets.Files;

/// <summary>An interface of a pcapng section: how the times of its packets are written.</summary>
/// <param name="Link">What its frames begin with.</param>
/// <param name="SnapLength">Octets captured of each frame at most; 0 for no limit.</param>
/// <param name="UnitsPerSecond">Units of time in a second.</param>
/// <param name="OffsetSeconds">Added to each time.</param>
internal readonly record struct CaptureInterface(LinkType Link, int SnapLength, ulong UnitsPerSecond, long OffsetSeconds)
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Option <c>if_tsresol</c>: a power of ten, or of two where the highest bit is set.</summary>
    public static ulong Resolution(byte value)
    {
        var exponent = value & 0x7F;
        if ((value & 0x80) != 0)
        {
            return exponent < 64 ? 1UL << exponent : 0;
        }

        ulong units = 1;
        for (var i = 0; i < exponent && units != 0; i++)
        {
            units = units > ulong.MaxValue / 10 ? 0 : units * 10;
        }

        return units;
    }

    /// <summary>A time in nanoseconds since 1970; 0 where it is out of range.</summary>
    public long Nanoseconds(ulong time)
    {
        if (UnitsPerSecond == 0)
        {
            return 0;
        }

        var seconds = (Int128)(time / UnitsPerSecond) + OffsetSeconds;
        var fraction = (UInt128)(time % UnitsPerSecond) * NanosecondsPerSecond / UnitsPerSecond;
        var result = (seconds * NanosecondsPerSecond) + (Int128)fraction;
        return result >= 0 && result <= long.MaxValue ? (long)result : 0;
    }
}
