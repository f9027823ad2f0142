using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>Sentences about the programs that take packets with Router Alert out of forwarding, whatever the rules say.</summary>
public static class PuntWords
{
    private const int Igmp = 2;

    /// <summary>A sentence for each program and protocol, and for each queue with a listener.</summary>
    public static IEnumerable<string> Of(PuntSnapshot punts)
    {
        ArgumentNullException.ThrowIfNull(punts);
        return punts.Sockets.Where(socket => socket.RouterAlert != RouterAlertAnswer.No).Select(socket => OfSocket(socket, punts)).Distinct(StringComparer.Ordinal)
            .Concat(punts.Queues.IsDefault ? [] : punts.Queues.Select(queue => $"{Name(queue.Owner)} listens to queue {queue.Queue.Number}"));
    }

    /// <summary>Who has the sockets open, in a phrase; empty where there are none.</summary>
    internal static string Programs(IEnumerable<PuntSocket> sockets) => string.Join(" and ", sockets.Select(socket => Name(socket.Owner)).Distinct(StringComparer.Ordinal));

    private static string OfSocket(PuntSocket socket, PuntSnapshot punts)
    {
        var (name, family) = (Name(socket.Owner), socket.Socket.IsIpv6 ? "IPv6" : "IPv4");
        if (socket.TakesAnyProtocol)
        {
            return $"{name} takes packets of some value of the option out of forwarding (IPv6, any protocol; the kernel does not tell the value)";
        }

        var protocol = IpProtocolNames.Text(socket.Socket.Protocol);
        return (socket.RouterAlert, IsMulticastRouter(socket, punts)) switch
        {
            (RouterAlertAnswer.Unknown, _) => $"{name} has a raw socket for {protocol} over {family}; whether it takes packets with the option out of forwarding could not be found out",
            (_, true) => $"{name} takes transit {protocol} out of forwarding: it routes multicast on {string.Join(", ", punts.MulticastInterfaces)}",
            _ => $"{name} takes transit {protocol} over {family} out of forwarding (IP_ROUTER_ALERT)",
        };
    }

    private static bool IsMulticastRouter(PuntSocket socket, PuntSnapshot punts) => socket.Socket is { IsIpv6: false, Protocol: Igmp } && punts.MulticastInterfaces.Length > 0;

    private static string Name(SocketOwner? owner) => owner is null ? "a program that cannot be seen" : $"{owner.Program} (process {owner.ProcessId})";
}
