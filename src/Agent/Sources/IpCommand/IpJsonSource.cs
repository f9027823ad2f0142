using System.Text.Json;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Hosting.Processes;

namespace RouterAlertAssurance.Agent.Sources.IpCommand;

/// <summary>The reads of <c>rtnetlink</c> by polling <c>ip -j</c>: the second implementation of the same metrics.</summary>
internal sealed class IpJsonSource(ICommandRunner runner, TimeProvider time) : IMetricSource
{
    public string Name => "ip-json";

    public SourceState State => new(Name, true, null);

    public async Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var network = new NetworkSnapshot { Links = IpJsonParser.Links(await RunAsync(["-j", "-s", "-d", "link", "show"], cancellationToken)) };
        if (due.Any(read => read.Read.StartsWith("route/", StringComparison.Ordinal)))
        {
            var routes4 = await RunAsync(["-4", "-j", "route", "show", "table", "main"], cancellationToken);
            var routes6 = await RunAsync(["-6", "-j", "route", "show", "table", "main"], cancellationToken);
            network = network with { Routes = [.. IpJsonParser.Routes(routes4, network), .. IpJsonParser.Routes(routes6, network)] };
        }

        if (due.Any(read => read.Read.StartsWith("neighbour/", StringComparison.Ordinal)))
        {
            network = network with { Neighbours = IpJsonParser.Neighbours(await RunAsync(["-j", "neigh", "show"], cancellationToken), network) };
        }

        var now = time.GetUtcNow();
        foreach (var read in due)
        {
            sink.Report(read, NetworkReads.Answer(read, network, now));
        }
    }

    private async Task<JsonElement> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var output = await runner.RunAsync("ip", arguments, cancellationToken);
        try
        {
            // An empty table is printed as nothing at all, or as an empty list.
            return output.Length == 0 ? default : JsonElement.Parse(output.Span);
        }
        catch (JsonException exception)
        {
            throw new IOException($"ip {string.Join(' ', arguments)} wrote no JSON: {exception.Message}", exception);
        }
    }
}
