using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Packets.Files;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>What a packet is kept as evidence for.</summary>
internal enum KeptFor : byte
{
    /// <summary>It came in with a well-formed option.</summary>
    Alert,

    /// <summary>Its option is malformed.</summary>
    Malformed,

    /// <summary>It left again with the option.</summary>
    Crossed,

    /// <summary>It came in without the option that its message must have.</summary>
    MissingOption,
}

/// <summary>A packet that was kept.</summary>
/// <param name="Nanoseconds">When it was seen, since 1970.</param>
/// <param name="Interface">Where it was seen.</param>
/// <param name="Direction">Which way it went there.</param>
/// <param name="Length">Its length from the IP header on.</param>
/// <param name="Octets">It from the IP header on, as far as it was kept.</param>
internal sealed record KeptPacket(long Nanoseconds, string Interface, PacketDirection Direction, int Length, byte[] Octets)
{
    public EvidencePacket ToEvidence() => new(
        DateTimeOffset.UnixEpoch.AddTicks(Nanoseconds / TimeSpan.NanosecondsPerTick),
        Interface,
        Direction == PacketDirection.Out ? "out" : "in",
        Length,
        Octets,
        RouterAlertSummary.Of(Octets, Length));
}
