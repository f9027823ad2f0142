using System.Net.Sockets;
using RouterAlertAssurance.Agent.Registration;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Agent.Sources.Ecmp;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Sources.SlowPath;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Agent.Facts;

/// <summary>
/// Keeps the facts of the agent's devices current and tells the orchestrator when they change. What a changing network does in a burst
/// becomes one report.
/// </summary>
internal sealed partial class FactsReporter(
    AgentOptions options,
    NetworkMonitor monitor,
    EcmpMemory memory,
    RoutingInstances instances,
    FrrPathspaces pathspaces,
    SlowPathMonitor slowPath,
    FactBoard board,
    IOrchestratorClient orchestrator,
    TimeProvider time,
    ILogger<FactsReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly AsyncSignal _changed = new();
    private readonly AsyncSignal _toDeliver = new();
    private readonly DeviceFacts _about = HostFacts.Read();
    private long _delivered;
    private volatile bool _wanted;

    /// <summary>Sends the report again, since the orchestrator has none.</summary>
    public void SendAgain()
    {
        _wanted = true;
        _changed.Set();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changes = monitor.Listen((before, after) => NoteChange(before, after));
        var deliver = DeliverLoopAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Routing protocols tell nobody when they start or stop: those are looked for now and then.
            if (await _changed.WaitAsync(Look, time, stoppingToken))
            {
                await Task.Delay(Debounce, time, stoppingToken);
            }

            await LookAsync(stoppingToken);
        }

        await deliver;
    }

    private void NoteChange(NetworkSnapshot before, NetworkSnapshot after)
    {
        var sameLinks = ReferenceEquals(before.Links, after.Links) || SameLinks(before, after);
        if (!sameLinks || before.Routes != after.Routes || before.Addresses != after.Addresses)
        {
            _changed.Set();
        }
    }

    // Counters change all the time and are no facts.
    private static bool SameLinks(NetworkSnapshot before, NetworkSnapshot after) => before.Links.Count == after.Links.Count
        && after.Links.All(link => before.Links.TryGetValue(link.Key, out var old)
            && old with { Counters = null, CarrierChanges = null } == link.Value with { Counters = null, CarrierChanges = null });

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!monitor.IsStreaming)
        {
            board.Lose("the network of the device cannot be followed");
            return;
        }

        var network = monitor.Current;
        var found = new List<RoutingInstance>();
        foreach (var pathspace in pathspaces.Find())
        {
            found.AddRange(await instances.FindAsync(pathspace, cancellationToken));
        }

        memory.Observe(network);
        memory.Retire(network, (route, name) => WasTakenOut(route, name, found));
        memory.Save();
        List<FactDocument> facts = [.. options.Devices.SelectMany(device => FactCollector.Collect(device, _about, network, memory, found, slowPath.Read()))];
        var current = board.State.Report;
        var isNew = current is null || !Same(current.Facts, facts);
        if (isNew)
        {
            current = new FactsReport(options.Id, (current?.Revision ?? time.GetUtcNow().ToUnixTimeMilliseconds()) + 1, time.GetUtcNow(), facts);
            LogChanged(current.Revision, facts.Count);
        }

        board.Publish(current!);
        if (isNew || _wanted)
        {
            _toDeliver.Set();
        }
    }

    /// <summary>
    /// Whether routing no longer wants an interface: the protocol of the route runs, and is not configured there. An interface that failed, or
    /// was switched off, stays configured. OSPF for IPv6 is another daemon, of which nothing is known here, and BGP is not configured on interfaces.
    /// </summary>
    private static bool WasTakenOut(NetworkRoute route, string name, List<RoutingInstance> instances)
    {
        var protocol = RouteProtocol.NameOf(route);
        var running = instances.Where(instance => instance.RouteProtocol == protocol).ToList();
        return running.Count > 0 && protocol != "bgp" && !(protocol == "ospf" && route.Prefix.Family == AddressFamily.InterNetworkV6)
            && running.All(instance => !instance.Interfaces.Contains(name));
    }

    private async Task DeliverLoopAsync(CancellationToken cancellationToken)
    {
        var backoff = Backoff.ForServices();
        await orchestrator.Registered.WaitAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            var report = board.State.Report;
            if (report is null || (report.Revision == _delivered && !_wanted))
            {
                await _toDeliver.WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken);
                continue;
            }

            _wanted = false;
            if (await orchestrator.PutFactsAsync(report, cancellationToken))
            {
                _delivered = report.Revision;
                backoff.Reset();
                continue;
            }

            _wanted = true;
            await Task.Delay(backoff.Next(), time, cancellationToken);
        }
    }

    private static bool Same(IReadOnlyList<FactDocument> left, List<FactDocument> right) => left.Count == right.Count
        && left.Zip(right).All(pair => pair.First.Relation == pair.Second.Relation
            && pair.First.Fields.Count == pair.Second.Fields.Count
            && pair.First.Fields.All(field => pair.Second.Fields.TryGetValue(field.Key, out var value) && value == field.Value));
}
