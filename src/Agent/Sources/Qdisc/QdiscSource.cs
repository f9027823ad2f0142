using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Qdisc;

/// <summary>
/// The queue in front of an interface, over netlink: <c>queue/dropped</c> counts packets its root queue dropped, which the counters of the interface do
/// not show; <c>queue/rate</c> is what a token bucket there shapes to in bit/s, 0 when nothing shapes. Needs no privilege.
/// </summary>
internal sealed class QdiscSource(INetlinkSocketFactory factory, NetworkMonitor monitor, TimeProvider time) : IMetricSource, IDisposable
{
    private readonly NetlinkDump _dump = new(factory);

    public string Name => "qdisc";

    public SourceState State => new(Name, true, null);

    public static string CommandOf(MetricRead read) =>
        SourceCommands.WithComment($"tc -j -s qdisc show dev {ShellWord.Of(read.Argument("interface"))} root", "read over rtnetlink");

    public async Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var queues = await _dump.ReadAsync(NetlinkConstants.GetQdisc, NetlinkConstants.NewQdisc, QdiscParser.Parse, cancellationToken);
        var roots = queues.Where(queue => queue.IsRoot).DistinctBy(queue => queue.Link).ToDictionary(queue => queue.Link);
        foreach (var read in due)
        {
            sink.Report(read, Answer(read, roots));
        }
    }

    public void Dispose() => _dump.Dispose();

    private Sample Answer(MetricRead read, Dictionary<int, InterfaceQueue> roots)
    {
        var now = time.GetUtcNow();
        var name = read.Argument("interface");
        if (monitor.Current.Link(name) is not { } link)
        {
            return Sample.Missing(now, $"there is no interface {name}");
        }

        // An interface without a queue drops nothing in it and shapes nothing.
        var queue = roots.GetValueOrDefault(link.Index) ?? new InterfaceQueue(link.Index, true, 0, 0);
        return read.Read switch
        {
            "queue/dropped" => Sample.Present(now, queue.Dropped),
            "queue/rate" => Sample.Present(now, queue.BitsPerSecond),
            _ => Sample.Unsupported(now, $"qdisc has no {read.Read}"),
        };
    }
}
