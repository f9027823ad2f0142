using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Orchestrator.Tests.Running;

/// <summary>A real orchestrator on a Unix socket, with short pauses.</summary>
internal sealed class TestOrchestrator : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestOrchestrator(WebApplication app, ServiceEndpoint endpoint)
    {
        _app = app;
        Endpoint = endpoint;
        Http = ServiceHttpClient.Create(endpoint);
    }

    public static string Packages { get; } = Path.Combine(AppContext.BaseDirectory, "TestData", "packages");

    public ServiceEndpoint Endpoint { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestOrchestrator> StartAsync(string directory, string database, ServiceEndpoint? collector = null, Action<OrchestratorOptions>? configure = null)
    {
        var endpoint = ServiceEndpoint.Unix(Path.Combine(directory, $"o{Guid.NewGuid():N}"[..8]));
        var options = new OrchestratorOptions
        {
            ConnectionString = database,
            Collector = collector,
            PackageDirectory = Packages,
            PackageCheck = TimeSpan.FromMilliseconds(100),
            FactsDebounce = TimeSpan.FromMilliseconds(50),
            ShortestRetry = TimeSpan.FromMilliseconds(20),
            LongestRetry = TimeSpan.FromMilliseconds(100),
            CollectorCheck = TimeSpan.FromMilliseconds(200),
        };
        configure?.Invoke(options);
        var builder = RaaWebHost.CreateWebBuilder("orchestrator", new HostSettings { Listen = [endpoint], Data = Path.Combine(directory, "data"), LogLevel = LogLevel.None, RequestsPerSecond = 100_000, RequestBurst = 100_000 });
        builder.Services.AddOrchestrator(options);
        var app = builder.Build().UseRaaHosting();
        app.MapOrchestrator();
        // As in one process with the dashboard.
        app.MapGet("/{**path}", () => Results.Text("fallback", statusCode: StatusCodes.Status404NotFound));
        await app.StartAsync();
        return new(app, endpoint);
    }

    public async Task<TestOrchestrator> ReadyAsync()
    {
        await TestKit.Eventually.HoldsAsync(async () => (await Http.GetAsync("health/ready")).IsSuccessStatusCode);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
