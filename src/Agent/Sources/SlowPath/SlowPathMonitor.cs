using RouterAlertAssurance.Packets.Punting;

namespace RouterAlertAssurance.Agent.Sources.SlowPath;

/// <summary>The programs that take packets out of forwarding, looked for once for all who ask within a second. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="proc">Where procfs is.</param>
/// <param name="net">Folder of another network namespace in it; null for that of the process.</param>
internal sealed class SlowPathMonitor(TimeProvider time, string proc = "/proc", string? net = null)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly PuntScan _scan = new(time, proc, net);
    private readonly ProcessorShares _shares = new(proc);
    private (DateTimeOffset Time, PuntSnapshot Punts)? _last;

    public string Net { get; } = net ?? Path.Combine(proc, "net");

    /// <summary>What there is now.</summary>
    /// <exception cref="IOException">procfs cannot be read.</exception>
    public PuntSnapshot Read()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_last is not { } last || now - last.Time >= Fresh)
            {
                _last = (now, _scan.Read());
            }

            return _last.Value.Punts;
        }
    }

    /// <summary>Share of one processor that the programs used since somebody asked last, by process; null for one that is seen for the first time.</summary>
    public IReadOnlyDictionary<int, double?> Shares(PuntSnapshot punts)
    {
        var owners = punts.Sockets.Select(socket => socket.Owner).Concat(punts.Queues.IsDefault ? [] : punts.Queues.Select(queue => queue.Owner));
        lock (_gate)
        {
            return _shares.Read(owners.OfType<SocketOwner>().Select(owner => owner.ProcessId), time.GetUtcNow());
        }
    }
}
