using System.Collections.Immutable;
using System.Globalization;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Packets.Layers;
using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Agent.Sources.SlowPath;

/// <summary>
/// The way by which packets with Router Alert reach programs, out of <c>/proc</c>: which raw sockets take them out of forwarding (IP_ROUTER_ALERT), what finds no room
/// in sockets and netfilter queues, and what the programs use of a processor. Queues can be seen by root only, all else by anybody; whose a socket is, with the right
/// to trace its process.
/// </summary>
internal sealed class SlowPathSource(SlowPathMonitor monitor, TimeProvider time) : IMetricSource
{
    // OSPF, PIM and VRRP: other control traffic of a router that suffers where the way to its processor is crowded.
    private static readonly int[] ControlProtocols = [89, 103, 112];

    // IS-IS has no IP under it, and others send or receive by packet sockets as well.
    private static readonly string[] RoutingPrograms = ["isisd", "fabricd", "ospfd", "ospf6d", "pimd", "pim6d", "vrrpd", "keepalived", "bird", "ldpd", "eigrpd", "babeld"];
    private const int WithoutProtocol = -1;

    private readonly Lock _gate = new();
    private readonly GrowingCounters<(bool IsIpv6, ulong Inode), (string Family, string Protocol)> _socketDrops = new();
    private readonly GrowingCounters<(bool IsIpv6, ulong Inode), int> _controlDrops = new();
    private readonly GrowingCounters<(int Number, uint Port), int> _queueDrops = new();
    private readonly GrowingCounters<string, string> _softnetDrops = new();

    public string Name => "slow-path";

    public SourceState State => OperatingSystem.IsLinux() ? new(Name, true, null) : new(Name, false, "needs Linux");

    public static string CommandOf(MetricRead read) => read.Read switch
    {
        "sockets" => SourceCommands.WithComment("cat /proc/net/raw /proc/net/raw6", "the protocol stands in local_address; ref is 3 where the socket takes Router Alert, 2 otherwise"),
        "socket-drops" or "control-drops" => SourceCommands.WithComment("cat /proc/net/raw /proc/net/raw6", "column drops, since the agent looks"),
        "queue-drops" => SourceCommands.WithComment("cat /proc/net/netfilter/nfnetlink_queue", "sixth and seventh figure, since the agent looks"),
        "queue-waiting" => SourceCommands.WithComment("cat /proc/net/netfilter/nfnetlink_queue", "third figure"),
        "consumer-cpu" => SourceCommands.WithComment("top -b -n 1", "programs with a raw socket that takes Router Alert, or a netfilter queue"),
        "softnet-drops" => SourceCommands.WithComment("cat /proc/net/softnet_stat", "second figure of each processor, hexadecimal; of the whole host"),
        _ => "",
    };

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var punts = monitor.Read();
            var now = time.GetUtcNow();
            Observe(punts);
            foreach (var read in due)
            {
                Report(read, punts, sink, now);
            }
        }

        return Task.CompletedTask;
    }

    private void Observe(PuntSnapshot punts)
    {
        _socketDrops.Observe(punts.Sockets.Select(socket => (Id(socket), (IpFamilyNames.Key(socket.Socket.IsIpv6), SlowPathLabels.Protocol(socket)), socket.Socket.Drops)));
        _controlDrops.Observe(punts.Sockets.Where(socket => ControlProtocols.Contains(socket.Socket.Protocol) && socket.RouterAlert == RouterAlertAnswer.No)
            .Select(socket => (Id(socket), socket.Socket.Protocol, socket.Socket.Drops))
            .Concat(punts.PacketSockets.Where(socket => socket.Owner is { } owner && RoutingPrograms.Contains(owner.Program)).Select(socket => ((false, socket.Socket.Inode), WithoutProtocol, socket.Socket.Drops))));
        if (!punts.Queues.IsDefault)
        {
            _queueDrops.Observe(punts.Queues.Select(queue => ((queue.Queue.Number, queue.Queue.Port), queue.Queue.Number, queue.Queue.Dropped)));
        }
    }

    private static (bool IsIpv6, ulong Inode) Id(PuntSocket socket) => (socket.Socket.IsIpv6, socket.Socket.Inode);

    private void Report(MetricRead read, PuntSnapshot punts, IReadingSink sink, DateTimeOffset now)
    {
        switch (read.Read)
        {
            case "sockets":
                sink.Report(read, now, [.. punts.Sockets.GroupBy(socket => (Family: IpFamilyNames.Key(socket.Socket.IsIpv6), Protocol: SlowPathLabels.Protocol(socket)))
                    .Select(same => Series(Sample.Present(now, SlowPathLabels.Answer(same)), same.Key.Family, same.Key.Protocol))]);
                break;
            case "socket-drops":
                sink.Report(read, now, [.. _socketDrops.Totals.Select(total => Series(Sample.Present(now, total.Value), total.Key.Family, total.Key.Protocol))]);
                break;
            case "control-drops":
                sink.Report(read, ControlDrops(read, now));
                break;
            case "queue-drops" or "queue-waiting" when punts.Queues.IsDefault:
                sink.Report(read, Sample.Unsupported(now, $"{monitor.Net}/netfilter/nfnetlink_queue may be read by root only"));
                break;
            case "queue-drops":
                sink.Report(read, now, [.. _queueDrops.Totals.Select(total => Series(Sample.Present(now, total.Value), Text(total.Key)))]);
                break;
            case "queue-waiting":
                sink.Report(read, now, [.. punts.Queues.Select(queue => Series(Sample.Present(now, queue.Queue.Waiting), Text(queue.Queue.Number)))]);
                break;
            case "consumer-cpu":
                sink.Report(read, now, Consumers(punts, now));
                break;
            case "softnet-drops":
                sink.Report(read, SoftnetDrops(now));
                break;
            default:
                sink.Report(read, Sample.Unsupported(now, $"the slow path has no {read.Read}"));
                break;
        }
    }

    private Sample ControlDrops(MetricRead read, DateTimeOffset now)
    {
        var asked = read.Argument("protocol");
        return asked.Length == 0 ? Sample.Present(now, _controlDrops.Totals.Values.Sum())
            : IpProtocolNames.Parse(asked) is { } protocol && ControlProtocols.Contains(protocol) ? Sample.Present(now, _controlDrops.Totals.GetValueOrDefault(protocol))
            : Sample.Unsupported(now, $"{asked} is no protocol of routers that is counted: protocol-{string.Join(", protocol-", ControlProtocols)}");
    }

    // Programs that are seen for the first time have used what cannot be said yet.
    private ImmutableArray<SeriesSample> Consumers(PuntSnapshot punts, DateTimeOffset now)
    {
        var owners = punts.Sockets.Where(socket => socket.RouterAlert != RouterAlertAnswer.No).Select(socket => socket.Owner)
            .Concat(punts.Queues.IsDefault ? [] : punts.Queues.Select(queue => queue.Owner)).OfType<SocketOwner>().DistinctBy(owner => owner.ProcessId);
        var shares = monitor.Shares(punts);
        return
        [
            .. from owner in owners
               let share = shares.GetValueOrDefault(owner.ProcessId)
               where share is not null
               group share ?? 0 by owner.Program into program
               select Series(Sample.Present(now, program.Sum()), program.Key),
        ];
    }

    private Sample SoftnetDrops(DateTimeOffset now)
    {
        try
        {
            _softnetDrops.Observe(File.ReadLines(Path.Combine(monitor.Net, "softnet_stat")).Select((line, processor) => (Text(processor), "", Dropped(line))));
            return Sample.Present(now, _softnetDrops.Totals.GetValueOrDefault(""));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Sample.Failed(now, unreadable.Message);
        }
    }

    private static long Dropped(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var dropped, ..] && uint.TryParse(dropped, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private static SeriesSample Series(Sample sample, params ReadOnlySpan<string> labels) => new(new([.. labels]), sample);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
