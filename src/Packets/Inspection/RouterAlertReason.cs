using RouterAlertAssurance.Packets.Dissection;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.RouterAlert;

namespace RouterAlertAssurance.Packets.Inspection;

/// <summary>What is worth a look about a packet with Router Alert.</summary>
internal static class RouterAlertReason
{
    public static NoteworthyReason OfMalformed(RouterAlertState state) => state switch
    {
        RouterAlertState.WrongLength => NoteworthyReason.RouterAlertWrongLength,
        RouterAlertState.Misplaced => NoteworthyReason.RouterAlertMisplaced,
        _ => NoteworthyReason.RouterAlertHidden,
    };

    /// <summary>All reasons, each as its bit; none for a packet of one of the protocols that the option was made for.</summary>
    public static uint Of(ref readonly DissectedPacket found) =>
        (found.IsRouterAlertRepeated ? TransportInspector.Bit(NoteworthyReason.RouterAlertRepeated) : TransportInspector.Nothing)
        | (RouterAlertValue.IsAssigned(found.IsIpv6, found.RouterAlertValue) ? TransportInspector.Nothing : TransportInspector.Bit(NoteworthyReason.RouterAlertUnassignedValue))
        | (found.Protocol is IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Sctp ? TransportInspector.Bit(NoteworthyReason.RouterAlertOverTransport) : TransportInspector.Nothing);
}
