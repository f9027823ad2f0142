using System.Net;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Bridge;

/// <summary>Bridges and their forwarding tables as the kernel keeps them; the tables are read once per round.</summary>
internal sealed class BridgeSource(NetworkMonitor monitor, INetlinkSocketFactory sockets, TimeProvider time) : IMetricSource, IDisposable
{
    private readonly NetlinkDump _dump = new(sockets);
    private readonly Dictionary<string, AddressMoves> _moves = new(StringComparer.Ordinal);

    public string Name => "bridge";

    public SourceState State => new(Name, true, null);

    /// <summary>Shows the ports or the forwarding table of the bridge.</summary>
    public static string CommandOf(MetricRead read)
    {
        var bridge = ShellWord.Of(read.Argument("bridge"));
        return read.Read switch
        {
            "bridge/tunnel-ports" or "bridge/local-ports" => SourceCommands.WithComment($"ip -j -d link show master {bridge}", "read over rtnetlink"),
            "bridge/mac-moves" => SourceCommands.WithComment($"bridge -j fdb show br {bridge}", "addresses behind another port than before, counted by the agent"),
            "bridge/floods-to" or "bridge/macs-behind" => SourceCommands.WithComment($"bridge -j fdb show br {bridge}", $"entries with dst {read.Argument("remote")}, read over rtnetlink"),
            _ => "",
        };
    }

    public void Dispose() => _dump.Dispose();

    public async Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        if (!monitor.IsStreaming)
        {
            throw new IOException("the interfaces are not known while the netlink stream is down");
        }

        var entries = await _dump.ReadAsync(
            NetlinkConstants.GetNeighbour, NetlinkConstants.NewNeighbour, ForwardingEntry.Parse, cancellationToken, NetlinkConstants.FamilyBridge);
        var now = time.GetUtcNow();
        foreach (var reads in due.GroupBy(read => read.Argument("bridge"), StringComparer.Ordinal))
        {
            var table = BridgeTable.Of(reads.Key, monitor.Current, entries);
            if (!_moves.TryGetValue(reads.Key, out var moves))
            {
                _moves[reads.Key] = moves = new AddressMoves();
            }

            moves.Look(table.Entries);
            foreach (var read in reads)
            {
                sink.Report(read, Answer(read, table, moves.Count, now));
            }
        }
    }

    internal static Sample Answer(MetricRead read, BridgeTable table, ulong moves, DateTimeOffset now)
    {
        var remote = IPAddress.TryParse(read.Argument("remote"), out var address) ? address : null;
        return read.Read switch
        {
            "bridge/tunnel-ports" => Sample.Present(now, table.TunnelPorts),
            "bridge/local-ports" => Sample.Present(now, table.LocalPorts),
            "bridge/mac-moves" => Sample.Present(now, moves),
            "bridge/floods-to" when remote is not null => Sample.Present(now, table.FloodsTo(remote)),
            "bridge/macs-behind" when remote is not null => Sample.Present(now, table.LearnedBehind(remote)),
            _ => Sample.Failed(now, $"'{read.Key}' cannot be read of a bridge"),
        };
    }
}
