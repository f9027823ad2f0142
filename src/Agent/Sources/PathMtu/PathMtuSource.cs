using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Sources.Ping;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Agent.Sources.PathMtu;

/// <summary>
/// The largest packet that reaches a configured destination and comes back (<c>path-mtu/measured</c>), and the largest that the kernel would send there
/// (<c>path-mtu/known</c>). Where the first is below the second, packets in between vanish. Needs what <c>ping</c> needs.
/// </summary>
internal sealed class PathMtuSource(NetworkMonitor monitor, TimeProvider time) : IMetricSource
{
    public string Name => "path-mtu";

    public SourceState State { get; } = PingTarget.Check("path-mtu");

    /// <summary>What tools find out of the same.</summary>
    public static string CommandOf(MetricRead read)
    {
        var destination = ShellWord.Of(read.Argument("destination"));
        return read.Read == "path-mtu/known"
            ? SourceCommands.WithComment($"ip -j route get {destination}{ShellWord.Option("from", read.Argument("source"))}", "mtu, where a router reported one; otherwise that of the interface")
            : SourceCommands.WithComment(
                $"tracepath -n {destination}",
                $"ICMP echo requests{(read.Argument("source") is { Length: > 0 } source ? $" from {source}" : "")} by the agent that must not be fragmented, of {PathMtuProbe.Largest} octets at most");
    }

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken) => Task.WhenAll(due
        .GroupBy(read => (Source: read.Argument("source"), Destination: read.Argument("destination")))
        .Select(path => ReadAsync(path.Key.Source, path.Key.Destination, [.. path], sink, cancellationToken)));

    private async Task ReadAsync(string sourceText, string destinationText, List<MetricRead> reads, IReadingSink sink, CancellationToken cancellationToken)
    {
        var (result, problem) = await ProbeAsync(sourceText, destinationText, cancellationToken);
        var now = time.GetUtcNow();
        Sample SampleOf(int? octets) => octets is { } known ? Sample.Present(now, known) : Sample.Missing(now, problem ?? "no probe was answered");
        foreach (var read in reads)
        {
            sink.Report(read, read.Read switch
            {
                "path-mtu/measured" => SampleOf(result.Measured),
                "path-mtu/known" => SampleOf(result.Known),
                _ => Sample.Unsupported(now, $"path-mtu has no {read.Read}"),
            });
        }
    }

    private async Task<(PathMtuResult Result, string? Problem)> ProbeAsync(string sourceText, string destinationText, CancellationToken cancellationToken)
    {
        var hasSource = IPAddress.TryParse(sourceText, out var source);
        if (!IPAddress.TryParse(destinationText, out var destination) || (!hasSource && sourceText.Length > 0))
        {
            return (default, $"'{sourceText}' or '{destinationText}' is not an address");
        }

        if (InterfaceMtu(destination) is not { } mtu)
        {
            return (default, $"no route to {destination}");
        }

        try
        {
            return (await new PathMtuProbe(source, destination, time).RunAsync(mtu, cancellationToken), null);
        }
        catch (SocketException exception)
        {
            return (default, $"{sourceText} to {destinationText}: {exception.Message}");
        }
    }

    // Of several equal-cost ways the narrowest: which one a probe takes is the kernel's choice.
    private int? InterfaceMtu(IPAddress destination)
    {
        var network = monitor.Current;
        var mtus = network.Route(new NetworkPrefix(destination, IpPrefixes.Bits(destination)))?.NextHops
            .Where(hop => hop.IsUsable).Select(hop => network.Links.GetValueOrDefault(hop.Link)?.Mtu ?? 0).Where(mtu => mtu > 0).ToList() ?? [];
        return mtus.Count > 0 ? (int)mtus.Min() : null;
    }
}
