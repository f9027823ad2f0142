using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;

namespace RouterAlertAssurance.Packets.RouterAlert;

/// <summary>Which messages must have Router Alert, by the documents of their protocols.</summary>
public static class RouterAlertDuty
{
    private const int FirstIgmpWithOption = 2;

    /// <summary>
    /// Whether a packet has no Router Alert, not even a malformed one, though its message must: IGMP of version 2 (RFC 2236, section 2) or 3 (RFC 9776, section 4), MLD (RFC 2710,
    /// section 3; RFC 9777, section 5) and Multicast Router Discovery (RFC 4286, section 2). Not IGMP of version 1, which is older than the option (RFC 1112), nor what only
    /// shares its number; and not a packet of which too little is there to tell.
    /// </summary>
    public static bool IsNeglected(ref readonly DissectedPacket packet)
    {
        if (packet.RouterAlert != RouterAlertState.None)
        {
            return false;
        }

        var protocol = RouterAlertProtocol.Of(in packet);
        return protocol == RouterAlertProtocol.Mld || protocol == RouterAlertProtocol.Mrd
            || (packet is { IsIpv4: true, Protocol: IpProtocol.Igmp, Transport.Length: >= IgmpMessage.Header } && new IgmpMessage(packet.Transport).Version >= FirstIgmpWithOption);
    }
}
