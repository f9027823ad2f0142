using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>The dashboard in this process, on a free port.</summary>
internal sealed class Dashboard : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private WebApplication? _app;

    public string Address => _app!.Urls.First();

    public static async Task<Dashboard> StartAsync(ServiceEndpoint backend)
    {
        var dashboard = new Dashboard();
        var settings = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:0")], Data = dashboard._directory.Path, RequestBurst = 100_000, RequestsPerSecond = 100_000 };
        var builder = RaaWebHost.CreateWebBuilder("web", settings);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.AddWebUi(new WebUiOptions { Collector = backend, Orchestrator = backend });
        dashboard._app = builder.Build().UseRaaHosting();
        dashboard._app.MapWebUi();
        await dashboard._app.StartAsync();
        return dashboard;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _directory.Dispose();
    }
}
