using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Agent.Sources.SlowPath;

/// <summary>Labels of what takes packets out of forwarding.</summary>
internal static class SlowPathLabels
{
    /// <summary>The protocol; <c>any</c> for an IPv6 socket that may take packets by the option's value.</summary>
    public static string Protocol(PuntSocket socket) => socket.Socket is { IsIpv6: true, Protocol: RawSocket.AnyProtocol } ? "any" : IpProtocolNames.Key(socket.Socket.Protocol);

    public static string Answer(RouterAlertAnswer answer) => answer switch
    {
        RouterAlertAnswer.Yes => "yes",
        RouterAlertAnswer.No => "no",
        _ => "unknown",
    };

    /// <summary>What is said of several sockets: <c>yes</c> if it is so of one, otherwise <c>unknown</c> if that is possible.</summary>
    public static string Answer(IEnumerable<PuntSocket> sockets)
    {
        var answers = sockets.Select(socket => socket.RouterAlert).ToHashSet();
        return Answer(answers.Contains(RouterAlertAnswer.Yes) ? RouterAlertAnswer.Yes : answers.Contains(RouterAlertAnswer.Unknown) ? RouterAlertAnswer.Unknown : RouterAlertAnswer.No);
    }
}
