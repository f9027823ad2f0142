using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Orchestrator.Tests.Running;

/// <summary>A small real server on a Unix socket that can be stopped and started again at the same place.</summary>
internal abstract class FakeServer(string directory, string name) : IAsyncDisposable
{
    private WebApplication? _app;

    protected string Name => name;

    public ServiceEndpoint Endpoint { get; } = ServiceEndpoint.Unix(Path.Combine(directory, name));

    public async Task StartAsync()
    {
        var builder = RaaWebHost.CreateWebBuilder(name, new HostSettings { Listen = [Endpoint], LogLevel = LogLevel.None });
        _app = builder.Build().UseRaaHosting();
        Map(_app);
        await _app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    protected abstract void Map(WebApplication app);
}
