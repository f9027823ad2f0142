using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>An agent as it runs, on a Unix socket in a folder of the test; started again it finds what it left on disk.</summary>
internal sealed class AgentApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AgentApp(WebApplication app, HttpClient client) => (_app, Client) = (app, client);

    public HttpClient Client { get; }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<AgentApp> StartAsync(TemporaryDirectory folder, string id = "here", ServiceEndpoint? collector = null, ServiceEndpoint? orchestrator = null)
    {
        var endpoint = ServiceEndpoint.Unix(folder.Combine($"{id}.sock"));
        var settings = new HostSettings { Listen = [endpoint], Data = folder.Combine(id), LogLevel = Microsoft.Extensions.Logging.LogLevel.Error };
        var builder = RaaWebHost.CreateWebBuilder("agent", settings);
        builder.Services.AddSingleton(new AgentOptions { Id = id, Devices = [id], Collector = collector, Orchestrator = orchestrator, Heartbeat = TimeSpan.FromSeconds(1) });
        builder.Services.AddAgent();
        var app = builder.Build().UseRaaHosting();
        app.MapAgent();
        await app.StartAsync();
        return new AgentApp(app, ServiceHttpClient.Create(endpoint));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
