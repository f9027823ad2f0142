using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Agent.Sources.SlowPath;

/// <summary>The slow path in the document of a device.</summary>
internal sealed class SlowPathReporter(SlowPathMonitor monitor) : IRouterAlertReporter
{
    public Task ReportAsync(RouterAlertDocument document, CancellationToken cancellationToken)
    {
        var punts = monitor.Read();
        var shares = monitor.Shares(punts);
        document.SlowPath = new([.. punts.Sockets.Select(socket => Item(socket, shares))], punts.Queues.IsDefault ? [] : [.. punts.Queues.Select(Item)]);
        if (punts.Queues.IsDefault)
        {
            document.AddProblem("Queues of netfilter are not known: only root may read nfnetlink_queue");
        }

        if (punts.Sockets.Any(socket => socket.Owner is null && socket.Socket.Inode != 0))
        {
            document.AddProblem("Who has some of the raw sockets open is not known: that needs CAP_SYS_PTRACE");
        }

        return Task.CompletedTask;
    }

    private static RawSocketItem Item(PuntSocket socket, IReadOnlyDictionary<int, double?> shares) => new(
        IpFamilyNames.Key(socket.Socket.IsIpv6),
        SlowPathLabels.Protocol(socket),
        SlowPathLabels.Answer(socket.RouterAlert),
        socket.Socket.Drops,
        socket.Owner?.Program ?? "",
        socket.Owner?.ProcessId ?? 0,
        socket.Owner is { } owner ? shares.GetValueOrDefault(owner.ProcessId) : null);

    private static PacketQueueItem Item(QueueListener queue) =>
        new(queue.Queue.Number, queue.Queue.Waiting, queue.Queue.Dropped, queue.Owner?.ProcessId ?? 0, queue.Owner?.Program ?? "");
}
