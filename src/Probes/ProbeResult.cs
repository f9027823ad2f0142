using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Probes;

/// <summary>What became of Router Alert on the way, for one protocol.</summary>
/// <param name="Protocol">What was sent.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="PacketsPerSecond">What passes, where it is policed, roughly where few packets tell of it; null when it is not.</param>
/// <param name="Delivered">Packets with the option that arrived of those sent at the low rate, 0 to 1; null when none was sent, or the responder lost some itself.</param>
/// <param name="Low">What was sent and arrived at the low rate; null when nothing could be sent.</param>
/// <param name="High">The same at the high rate.</param>
/// <param name="Location">Where on the way it happens; null when that was not looked for.</param>
/// <param name="Detail">The figures and what else there is to say, in a sentence.</param>
/// <param name="Time">When it was found out.</param>
public sealed record ProbeResult(
    ProbeProtocol Protocol,
    ProbeVerdict Verdict,
    double? PacketsPerSecond,
    double? Delivered,
    RoundCounts? Low,
    RoundCounts? High,
    ProbeLocation? Location,
    string Detail,
    DateTimeOffset Time)
{
    /// <summary>
    /// The packets that prove the verdict, in the order of their way: one with the option as it was sent and as it arrived, one without it that arrived, and what the routers on both sides
    /// of the place quoted. Nothing is there for what did not arrive, and nothing of UDP that an unprivileged process sent.
    /// </summary>
    public IEnumerable<(PacketSight Sight, SeenPacket Packet)> Packets
    {
        get
        {
            var counts = Verdict == ProbeVerdict.Policed ? High ?? Low : Low;
            return
            [
                .. Seen(PacketSight.Sent, counts?.RouterAlert.FirstSent),
                .. Seen(PacketSight.Arrived, counts?.RouterAlert.Arrived),
                .. Seen(PacketSight.Arrived, counts?.Control.Arrived),
                .. (Location?.Answers ?? []).Select(answer => (PacketSight.Answered, answer)),
            ];
        }
    }

    /// <summary>Where it happens, for people: the last router that still saw the option; empty when not located.</summary>
    public string Hop => Location?.Hop ?? "";

    private static IEnumerable<(PacketSight Sight, SeenPacket Packet)> Seen(PacketSight sight, SeenPacket? packet) => packet is null ? [] : [(sight, packet)];
}
