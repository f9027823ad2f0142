using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.ServerSentEvents;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>Orchestrator and collector in one, on a Unix socket; can go away, come back, answer problems and answer late.</summary>
internal sealed class FakeBackend : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentDictionary<Channel<LiveEvent>, byte> _readers = new();
    private WebApplication? _app;
    private long _eventId;

    public FakeBackend(FakeNetwork network)
    {
        Network = network;
        Endpoint = ServiceEndpoint.Unix(Path.Combine(_directory.Path, "raa.sock"));
        network.Changed += Publish;
    }

    /// <summary>What it serves.</summary>
    public FakeNetwork Network { get; private set; }

    /// <summary>Whether it runs, and has since it was started.</summary>
    public bool HasAlwaysRun { get; private set; } = true;

    public ServiceEndpoint Endpoint { get; }

    /// <summary>Every request is answered with this problem when it is set.</summary>
    public string? Problem { get; set; }

    /// <summary>Every answer waits for this; complete by default.</summary>
    public TaskCompletionSource Gate { get; set; } = Opened();

    /// <summary>How often each path was asked for.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new(StringComparer.Ordinal);

    public int EventReaders => _readers.Count;

    public async Task StartAsync()
    {
        var builder = RaaWebHost.CreateWebBuilder("fake", new HostSettings { Listen = [Endpoint], Data = _directory.Path, RequestBurst = 100_000, RequestsPerSecond = 100_000 });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build().UseRaaHosting();
        _app.Use(InterveneAsync);
        _app.MapGet("/api/v1/events", EventsAsync);
        FakeApi.Map(_app, this);
        await _app.StartAsync();
    }

    /// <summary>Serves another network from now on, and knows nothing of the one before.</summary>
    public void Serve(FakeNetwork network)
    {
        Network.Changed -= Publish;
        Gate.TrySetResult();
        (Network, Problem, Gate) = (network, null, Opened());
        Requests.Clear();
        network.Changed += Publish;
    }

    public async Task StopAsync()
    {
        HasAlwaysRun = false;
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public void Publish(LiveEvent item)
    {
        var numbered = item with { Id = Interlocked.Increment(ref _eventId) };
        foreach (var reader in _readers.Keys)
        {
            reader.Writer.TryWrite(numbered);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Gate.TrySetResult();
        await StopAsync();
        _directory.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }

    private async Task InterveneAsync(HttpContext context, RequestDelegate next)
    {
        Requests.AddOrUpdate(context.Request.Path, 1, (_, count) => count + 1);
        if (context.Request.Path != "/api/v1/events")
        {
            await Gate.Task.WaitAsync(context.RequestAborted);
            if (Problem is { } problem)
            {
                await Hosting.Problems.Problem.Unavailable(problem).ExecuteAsync(context);
                return;
            }
        }

        await next(context);
    }

    private async Task EventsAsync(HttpContext context)
    {
        var channel = Channel.CreateUnbounded<LiveEvent>();
        _readers[channel] = 0;
        try
        {
            await EventStreamWriter.WriteAsync(context, ReadAsync(channel), TimeSpan.FromSeconds(2));
        }
        finally
        {
            _readers.TryRemove(channel, out _);
        }
    }

    private static async IAsyncEnumerable<ServerSentEvent> ReadAsync(Channel<LiveEvent> channel)
    {
        await foreach (var item in channel.Reader.ReadAllAsync())
        {
            yield return new ServerSentEvent(JsonSerializer.Serialize(item, ContractsJson.Default.LiveEvent), $"{item.Id}", item.Kind);
        }
    }
}
