using System.Collections.Immutable;

namespace RouterAlertAssurance.Packets.Punting;

/// <summary>
/// Finds the programs that take packets with Router Alert out of forwarding. It reads, and changes nothing. Not thread-safe.
/// </summary>
/// <param name="time">Paces the search for owners.</param>
/// <param name="proc">Where procfs is.</param>
/// <param name="net">Folder of another network namespace in it, of which packet sockets are not told; null for that of the process.</param>
public sealed class PuntScan(TimeProvider time, string proc = "/proc", string? net = null)
{
    // A raw socket's file, and the table of raw sockets.
    private const int UsualReferences = 2;
    private const int Igmp = 2;

    private readonly SocketOwners _owners = new(proc, time);
    private readonly string _net = net ?? Path.Combine(proc, "net");

    /// <summary>What there is now.</summary>
    public PuntSnapshot Read()
    {
        var sockets = Sockets();
        var queues = Queues();
        var listeners = queues is [] or null ? new Dictionary<uint, ulong>() : QueueState.Listeners(Lines("netlink") ?? []);
        var packetSockets = net is null ? PacketSocketState.Read() : [];
        var owners = _owners.Find([.. sockets.Select(socket => socket.Inode), .. listeners.Values, .. packetSockets.Select(socket => socket.Inode)]);

        // What holds a socket for a moment, such as a packet of its own in a queue, is gone the next time.
        var again = sockets.Any(socket => socket.References > UsualReferences) ? Sockets() : sockets;
        var steady = again.ToLookup(socket => (socket.IsIpv6, socket.Inode), socket => socket.References);
        return new(
            [
                .. from socket in sockets
                   let owner = owners.GetValueOrDefault(socket.Inode)
                   let references = steady[(socket.IsIpv6, socket.Inode)].Append(socket.References).Min()
                   orderby socket.IsIpv6, socket.Protocol, socket.Inode
                   select new PuntSocket(socket, Answer(socket, references, owner), owner),
            ],
            queues is null ? default : [.. queues.OrderBy(queue => queue.Number).Select(queue => new QueueListener(queue, Listener(queue, listeners, owners)))],
            [.. (Lines("ip_mr_vif") ?? []).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(columns => columns.Length > 1).Select(columns => columns[1]).Where(name => name != "pimreg")])
        {
            PacketSockets = [.. packetSockets.Select(socket => (socket, owners.GetValueOrDefault(socket.Inode)))],
        };
    }

    /// <summary>
    /// What is certain is said. A multicast router (MRT_INIT) takes IGMP without having the option set, and an IPv6 socket that took it back still says yes: for both the kernel's
    /// own reference decides, as it does where the socket cannot be asked (measured with Linux 6.18).
    /// </summary>
    private static RouterAlertAnswer Answer(RawSocket socket, int references, SocketOwner? owner)
    {
        var isHeld = references > UsualReferences;
        if (socket.IsIpv6 || owner is not { Descriptor: >= 0 } || (socket.Protocol == Igmp && isHeld) || SocketQuestion.HasRouterAlert(owner, socket) is not { } told)
        {
            return references < UsualReferences ? RouterAlertAnswer.Unknown : isHeld ? RouterAlertAnswer.Yes : RouterAlertAnswer.No;
        }

        return told ? RouterAlertAnswer.Yes : RouterAlertAnswer.No;
    }

    private List<RawSocket> Sockets() =>
        [.. RawSocket.Parse((Lines("raw") ?? []).Skip(1), isIpv6: false), .. RawSocket.Parse((Lines("raw6") ?? []).Skip(1), isIpv6: true)];

    // No such file: the kernel has no queues, or none was ever used here.
    private List<QueueState>? Queues() => Lines("netfilter/nfnetlink_queue") is { } lines ? [.. QueueState.Parse(lines)] : null;

    private SocketOwner? Listener(QueueState queue, IReadOnlyDictionary<uint, ulong> listeners, IReadOnlyDictionary<ulong, SocketOwner> owners) =>
        listeners.TryGetValue(queue.Port, out var inode) && owners.TryGetValue(inode, out var owner) ? owner
        : queue.Port <= int.MaxValue && _owners.ProgramOf((int)queue.Port) is { } program ? new((int)queue.Port, -1, program)
        : null;

    /// <summary>Null where it must not be read; nothing where there is no such file.</summary>
    private string[]? Lines(string name)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(_net, name));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
