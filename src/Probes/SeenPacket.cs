using System.Diagnostics.CodeAnalysis;

namespace RouterAlertAssurance.Probes;

/// <summary>Where a packet of a probe was seen.</summary>
public enum PacketSight
{
    /// <summary>At the sender, as it was given to the kernel.</summary>
    Sent,

    /// <summary>At the responder, as it arrived.</summary>
    Arrived,

    /// <summary>At the sender: the answer of a router, which quotes what it got (ICMP Time Exceeded).</summary>
    Answered,
}

/// <summary>A packet that a verdict rests on.</summary>
/// <param name="Time">When it was seen, by the clock of where that was.</param>
/// <param name="Octets">It from the IP header on.</param>
[SuppressMessage("Performance", "CA1819", Justification = "Travels as it is between initiator and responder.")]
public sealed record SeenPacket(DateTimeOffset Time, byte[] Octets)
{
    /// <summary>No packet is kept that is longer, in octets: none that a probe sends is, and no router's answer need quote more (RFC 1812, section 4.3.2.3).</summary>
    public const int Longest = 576;

    /// <summary>The packet, unless it is empty or longer than what is kept.</summary>
    internal static SeenPacket? Of(ReadOnlySpan<byte> octets, TimeProvider clock) =>
        octets.Length is > 0 and <= Longest ? new(clock.GetUtcNow(), octets.ToArray()) : null;
}
