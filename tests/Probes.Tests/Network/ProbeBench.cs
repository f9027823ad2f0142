using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Responding;
using RouterAlertAssurance.Probes.Sockets;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Probes.Tests.Network;

/// <summary>A responder that answers on a Unix socket, and probes that ask it; each opens its sockets in a place of its own.</summary>
internal sealed class ProbeBench : IAsyncDisposable
{
    public const string TaskId = "bench/one";

    private readonly TemporaryDirectory _folder = new();
    private readonly WebApplication _application;

    private ProbeBench(ProbeResponder responder)
    {
        Responder = responder;
        Endpoint = ServiceEndpoint.Unix(_folder.Combine("r.sock"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.ConfigureListen([Endpoint]);
        _application = builder.Build();
        _application.MapProbeResponder(responder);
    }

    public static byte[] Key { get; } = [.. Enumerable.Range(1, 32).Select(octet => (byte)octet)];

    public ProbeResponder Responder { get; }

    public ServiceEndpoint Endpoint { get; }

    public static async Task<ProbeBench> StartAsync(NetworkPlace place, ResponderLimits? limits = null)
    {
        var bench = new ProbeBench(new ProbeResponder(limits) { Place = place });
        bench.Responder.Replace([new ResponderTask(TaskId, Key)]);
        await bench._application.StartAsync();
        return bench;
    }

    public Task<IReadOnlyList<ProbeResult>> ProbeAsync(NetworkPlace place, ProbeRequest request, int packetsPerSecond = 500) =>
        new RouterAlertProbe(new ProbeBudget(packetsPerSecond)) { Place = place }.RunAsync(request, Endpoint);

    public static ProbeRequest Request(string source, string destination, params ProbeProtocol[] protocols) => new()
    {
        TaskId = TaskId,
        Key = Key,
        Source = IPAddress.Parse(source),
        Destination = IPAddress.Parse(destination),
        Protocols = protocols,
    };

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Responder.Dispose();
        _folder.Dispose();
    }
}
