using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.WebUi.Live;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>The dashboard in this process, on a free port.</summary>
internal sealed class Dashboard(ServiceEndpoint backend) : IAsyncDisposable
{
    private static readonly LiveEvent Reset = new() { Kind = "reset" };

    private readonly TemporaryDirectory _directory = new();
    private WebApplication? _app;

    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>Whether it runs, and has since it was started.</summary>
    public bool HasAlwaysRun { get; private set; } = true;

    public static async Task<Dashboard> StartAsync(ServiceEndpoint backend)
    {
        var dashboard = new Dashboard(backend);
        await dashboard.StartAsync();
        return dashboard;
    }

    /// <summary>Holds nothing that was read so far for valid.</summary>
    public void Forget()
    {
        var feed = _app!.Services.GetRequiredService<HealthFeed>();
        feed.Publish(Reset);
        feed.Flush();
    }

    /// <summary>Stops it, and starts a new one at the same address, which knows nothing of the old one's pages.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Ends it, with pages open.</summary>
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

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _directory.Dispose();
    }

    private async Task StartAsync()
    {
        var settings = new HostSettings { Listen = [ServiceEndpoint.Parse(Address)], Data = _directory.Path, RequestBurst = 100_000, RequestsPerSecond = 100_000 };
        var builder = RaaWebHost.CreateWebBuilder("web", settings);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        // A page that a test has left must not go on asking.
        builder.Services.Configure<CircuitOptions>(circuits => circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMilliseconds(1));
        builder.AddWebUi(new WebUiOptions { Collector = backend, Orchestrator = backend });
        _app = builder.Build().UseRaaHosting();
        _app.MapWebUi();
        await _app.StartAsync();
        Address = _app.Urls.First();
    }
}
