using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>The dashboard in this process, on a free port.</summary>
internal sealed class Dashboard(ServiceEndpoint backend) : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private WebApplication? _app;

    public string Address { get; private set; } = "http://127.0.0.1:0";

    public static async Task<Dashboard> StartAsync(ServiceEndpoint backend)
    {
        var dashboard = new Dashboard(backend);
        await dashboard.StartAsync();
        return dashboard;
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
        builder.AddWebUi(new WebUiOptions { Collector = backend, Orchestrator = backend });
        _app = builder.Build().UseRaaHosting();
        _app.MapWebUi();
        await _app.StartAsync();
        Address = _app.Urls.First();
    }
}
