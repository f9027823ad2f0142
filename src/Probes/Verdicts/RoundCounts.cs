using System.Text.Json.Serialization;

namespace RouterAlertAssurance.Probes.Verdicts;

/// <summary>What was sent of one protocol in one round, and what of it arrived.</summary>
/// <param name="Control">Packets without the option.</param>
/// <param name="RouterAlert">Packets with the option.</param>
public sealed record RoundCounts(KindCounts Control, KindCounts RouterAlert)
{
    /// <summary>Pairs per second at which the protocol was sent, which may be less than was asked for; null when that is not known.</summary>
    public double? PairsPerSecond { get; init; }

    /// <summary>Packets that the responder's own buffer lost in the round, of any kind and protocol: they arrived, and nobody looked at them.</summary>
    public long LostByResponder { get; init; }

    /// <summary>Whether packets are missing that the responder may have lost, and not the way: the round tells nothing then.</summary>
    public bool IsDoubtful => LostByResponder > 0 && (Control.Received < Control.Sent || RouterAlert.Received < RouterAlert.Sent);
}

/// <summary>Packets of one kind, with the option or without it. Each counts once, however often it arrives.</summary>
/// <param name="Sent">Packets sent.</param>
/// <param name="Received">Packets that arrived in any form.</param>
public sealed record KindCounts(int Sent, int Received)
{
    /// <summary>Of those received: without the option, and with a right checksum.</summary>
    public int WithoutOption { get; init; }

    /// <summary>Of those received: with a checksum of the IPv4 header that is wrong.</summary>
    public int BrokenChecksum { get; init; }

    /// <summary>The commonest TTL (hop limit) at arrival; null when nothing arrived.</summary>
    public int? TimeToLive { get; init; }

    /// <summary>Packets sent behind the first one that got lost; 0 when none got lost.</summary>
    public int SentAfterLoss { get; init; }

    /// <summary>Of those, received: what passes once the burst that a limit allows is used up.</summary>
    public int ReceivedAfterLoss { get; init; }

    /// <summary>From when the first lost packet was sent to when the last packet was.</summary>
    public TimeSpan SpanAfterLoss { get; init; }

    /// <summary>The first packet sent; null where the kernel wrote it. Counts are told without packets.</summary>
    [JsonIgnore]
    public SeenPacket? FirstSent { get; init; }

    /// <summary>One of those received, in the worst form in which any arrived; null when none did or the responder does not see headers.</summary>
    [JsonIgnore]
    public SeenPacket? Arrived { get; init; }

    /// <summary>Received of sent, 0 to 1; 0 when none was sent.</summary>
    public double Share => Sent == 0 ? 0 : (double)Received / Sent;
}
