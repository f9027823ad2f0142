using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Hosting.Tests;

/// <summary>A service with the pipeline every service has, on a real listener.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private TestService(WebApplication app) => App = app;

    public WebApplication App { get; }

    public ServiceEndpoint Endpoint => App.ListeningOn()[0];

    public HttpClient Client => field ??= ServiceHttpClient.Create(Endpoint, ServiceHttpClientOptions.ForStreams);

    public static async Task<TestService> StartAsync(
        Action<WebApplication>? map = null, Action<IServiceCollection>? services = null, Action<HostSettings>? settings = null)
    {
        var host = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:0")], LogLevel = LogLevel.None };
        settings?.Invoke(host);
        var builder = RaaWebHost.CreateWebBuilder("test", host);
        services?.Invoke(builder.Services);
        var app = builder.Build().UseRaaHosting();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestService(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
