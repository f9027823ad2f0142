using System.Collections.Immutable;

namespace RouterAlertAssurance.Packets.Punting;

public enum RouterAlertAnswer
{
    No,
    Yes,

    /// <summary>It could not be found out.</summary>
    Unknown,
}

/// <summary>A raw socket, whether it takes packets with Router Alert out of forwarding, and who has it.</summary>
/// <param name="Socket">As the kernel lists it.</param>
/// <param name="RouterAlert">Whether packets with the option of its protocol are given to it instead of being forwarded.</param>
/// <param name="Owner">Who has it open; null where that cannot be seen.</param>
public sealed record PuntSocket(RawSocket Socket, RouterAlertAnswer RouterAlert, SocketOwner? Owner)
{
    /// <summary>Whether it takes all protocols, by the option's value (IPv6): the kernel does not tell by which.</summary>
    public bool TakesAnyProtocol => Socket is { IsIpv6: true, Protocol: RawSocket.AnyProtocol } && RouterAlert != RouterAlertAnswer.No;
}

/// <summary>A queue of netfilter and who listens to it.</summary>
/// <param name="Queue">As the kernel lists it.</param>
/// <param name="Owner">Who listens; null where that cannot be seen.</param>
public sealed record QueueListener(QueueState Queue, SocketOwner? Owner);

/// <summary>The ways by which packets with Router Alert leave forwarding on a device, in one network namespace.</summary>
/// <param name="Sockets">Raw sockets, by family and protocol.</param>
/// <param name="Queues">Queues with a listener, by number; default where only root may know.</param>
/// <param name="MulticastInterfaces">Interfaces that a multicast routing daemon works on (<c>/proc/net/ip_mr_vif</c>).</param>
public sealed record PuntSnapshot(ImmutableArray<PuntSocket> Sockets, ImmutableArray<QueueListener> Queues, ImmutableArray<string> MulticastInterfaces)
{
    /// <summary>Packet sockets, by which protocols without IP (IS-IS) and programs that look on receive: they take nothing out of forwarding. With their owners, where those can be seen.</summary>
    public ImmutableArray<(PacketSocketState Socket, SocketOwner? Owner)> PacketSockets { get; init; } = [];

    /// <summary>Nothing known.</summary>
    public static PuntSnapshot None { get; } = new([], default, []);

    /// <summary>Numbers of the queues with a listener; null where it is not known.</summary>
    public IReadOnlySet<int>? ListenedQueues => Queues.IsDefault ? null : Queues.Select(queue => queue.Queue.Number).ToHashSet();
}
