using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Collector.Tests;

/// <summary>A collector on a real listener and a real database.</summary>
internal sealed class CollectorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CollectorHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = app.ListeningOn()[0].BaseAddress };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public NetworkState State => Services.GetRequiredService<CurrentState>().State ?? throw new InvalidOperationException("Not loaded.");

    public static async Task<CollectorHost> StartAsync(
        string connectionString, Action<CollectorOptions>? configure = null, TimeProvider? time = null, bool loaded = true, Action<IServiceCollection>? services = null)
    {
        // Patient, since a test may stand still for long on a machine that does other things.
        var options = new CollectorOptions { ConnectionString = connectionString, DatabaseTimeout = TimeSpan.FromMinutes(1), AgentSilenceLimit = TimeSpan.FromHours(1) };
        configure?.Invoke(options);
        var settings = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:0")], LogLevel = LogLevel.Error, RequestsPerSecond = 100_000, RequestBurst = 100_000 };
        var builder = RaaWebHost.CreateWebBuilder("collector", settings);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.Services.AddCollector(options);
        services?.Invoke(builder.Services);
        var app = builder.Build().UseRaaHosting();
        app.MapCollector();
        await app.StartAsync();
        var host = new CollectorHost(app);
        if (loaded)
        {
            await Eventually.HoldsAsync(() => host.Services.GetRequiredService<CurrentState>().State is not null);
        }

        return host;
    }

    public Task<HttpResponseMessage> IngestAsync(HealthBatch batch) => SendAsync(HttpMethod.Post, "/api/v1/ingest", batch, ContractsJson.Default.HealthBatch);

    public Task<HttpResponseMessage> PutGraphAsync(GraphVersion version) => SendAsync(HttpMethod.Put, "/api/v1/graph", version, ContractsJson.Default.GraphVersion);

    public async Task<long> AcceptAsync(HealthBatch batch)
    {
        using var response = await IngestAsync(batch);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!["acknowledged"]!.GetValue<long>();
    }

    public async Task<long> AcceptAsync(GraphVersion version)
    {
        using var response = await PutGraphAsync(version);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!["version"]!.GetValue<long>();
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        return await Client.SendAsync(request);
    }

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {text}");
        return JsonSerializer.Deserialize(text, type)!;
    }

    public async Task<(HttpStatusCode Status, JsonNode Problem)> ProblemAsync(HttpMethod method, string path, string? body = null)
    {
        using var response = body is null ? await Client.SendAsync(new HttpRequestMessage(method, path)) : await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", $"{(int)response.StatusCode}: {text}");
        return (response.StatusCode, JsonNode.Parse(text)!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task<HttpResponseMessage> SendAsync<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type) =>
        SendAsync(method, path, JsonSerializer.Serialize(body, type));
}
