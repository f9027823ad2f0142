using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Hosting.Tests.Access;

public sealed class AccessTests
{
    private CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.attacker.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("10.0.0.1", HttpStatusCode.MisdirectedRequest)]
    public async Task Get_WithHost_PassesOnlyLoopbackNames(string host, HttpStatusCode status)
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "thing") { Headers = { Host = $"{host}:{service.Endpoint.Port}" } };

        using var response = await service.Client.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("PUT", "Origin", "http://attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "Origin", "OWN", HttpStatusCode.OK)]
    [InlineData("PUT", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("PUT", "X-Nothing", "x", HttpStatusCode.OK)]
    [InlineData("GET", "Origin", "http://attacker.example", HttpStatusCode.OK)]
    public async Task Request_FromAWebPage_ChangesSomethingOnlyFromOwnPages(string method, string header, string value, HttpStatusCode status)
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "thing");
        request.Headers.TryAddWithoutValidation(header, value == "OWN" ? service.Endpoint.ToString() : value);

        using var response = await service.Client.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task WebSocket_FromAnotherOrigin_IsRefused()
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "thing")
        {
            Headers = { { "Origin", "http://attacker.example" }, { "Connection", "Upgrade" }, { "Upgrade", "websocket" } },
        };

        using var response = await service.Client.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("thing", AccessLevel.Viewer, HttpStatusCode.OK)]
    [InlineData("change", AccessLevel.Viewer, HttpStatusCode.Forbidden)]
    [InlineData("change", AccessLevel.Operator, HttpStatusCode.OK)]
    [InlineData("undeclared", null, HttpStatusCode.Forbidden)]
    [InlineData("undeclared", AccessLevel.Viewer, HttpStatusCode.OK)]
    [InlineData("health/live", null, HttpStatusCode.OK)]
    [InlineData("metrics", null, HttpStatusCode.Forbidden)]
    public async Task RequireAccess_ReplacedIdentification_DecidesPerEndpoint(string path, AccessLevel? level, HttpStatusCode status)
    {
        await using var service = await StartAsync(services => services.AddSingleton<ICallerIdentification>(new FixedIdentification(level)));

        using var response = await service.Client.GetAsync(path, Cancellation);

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Caller_OverUnixSocket_IsNamedByItsUser()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await StartAsync(settings: host => host.Listen = [ServiceEndpoint.Unix(directory.Combine("a.sock"))]);

        var user = Command.Run("id", ["-u"]).Trim();

        (await service.Client.GetStringAsync("caller", Cancellation)).ShouldBe($"local uid {user}");
    }

    [Fact]
    public async Task Answer_CarriesSecurityHeaders()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("nowhere", Cancellation);

        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    private static Task<TestService> StartAsync(Action<IServiceCollection>? services = null, Action<HostSettings>? settings = null) => TestService.StartAsync(
        app =>
        {
            app.MapMethods("/thing", ["GET", "PUT"], context => context.Response.WriteAsync("done")).RequireAccess(AccessLevel.Viewer);
            app.MapGet("/change", context => context.Response.WriteAsync("done")).RequireAccess(AccessLevel.Operator);
            app.MapGet("/undeclared", context => context.Response.WriteAsync("done"));
            app.MapGet("/caller", context => context.Response.WriteAsync(context.Caller()!.Name)).RequireAccess(AccessLevel.Viewer);
        },
        services,
        settings);

    private sealed class FixedIdentification(AccessLevel? level) : ICallerIdentification
    {
        public ValueTask<ICallerIdentity?> IdentifyAsync(HttpContext context, CancellationToken cancellationToken) =>
            new(level is { } known ? new FixedCaller(known) : null);
    }

    private sealed record FixedCaller(AccessLevel Level) : ICallerIdentity
    {
        public string Name => "fixed";

        public bool Has(AccessLevel level) => level <= Level;
    }
}
