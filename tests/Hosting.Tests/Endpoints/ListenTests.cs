using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Hosting.Tests.Endpoints;

public sealed class ListenTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://10.0.0.1:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://example.org:8080")]
    public void Read_ReachableFromOutside_IsRefusedWithReason(string value)
    {
        var (endpoints, errors) = ListenPolicy.Read([value, "http://127.0.0.1:8080"]);

        endpoints.ShouldBe([ServiceEndpoint.Parse("http://127.0.0.1:8080")]);
        errors.ShouldHaveSingleItem().ShouldContain("sign-in and TLS are not there yet");
    }

    [Fact]
    public void Read_LocalhostPortZero_IsRefused() =>
        ListenPolicy.Read(["http://localhost:0"]).Errors.ShouldHaveSingleItem().ShouldContain("port 0");

    [Fact]
    public async Task Create_OverUnixSocketAndBothLoopbacks_ReachesTheService()
    {
        var socket = ServiceEndpoint.Unix(_directory.Combine("sub", "a.sock"));
        await using var service = await TestService.StartAsync(settings: host =>
            host.Listen = [socket, ServiceEndpoint.Parse("http://127.0.0.1:0"), ServiceEndpoint.Parse("http://[::1]:0")]);

        service.App.ListeningOn().Count.ShouldBe(3);
        service.App.ListeningOn()[0].ShouldBe(socket);
        foreach (var endpoint in service.App.ListeningOn())
        {
            using var client = ServiceHttpClient.Create(endpoint);
            (await client.GetAsync("health/live", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK, endpoint.ToString());
        }
    }

    [Fact]
    public async Task ConfigureListen_Again_AddsAListener()
    {
        var settings = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:0")] };
        var builder = RaaWebHost.CreateWebBuilder("test", settings);
        builder.ConfigureListen([ServiceEndpoint.Unix(_directory.Combine("b.sock"))]);
        await using var app = builder.Build().UseRaaHosting();
        await app.StartAsync(Cancellation);

        foreach (var endpoint in app.ListeningOn())
        {
            using var client = ServiceHttpClient.Create(endpoint);
            (await client.GetAsync("health/live", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK, endpoint.ToString());
        }

        app.ListeningOn().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    public async Task StartAsync_UnixSocket_HasTheMode(UnixFileMode mode)
    {
        var path = _directory.Combine("a.sock");
        await using var service = await StartOnAsync(path, mode);

        File.GetUnixFileMode(path).ShouldBe(mode);
    }

    [Fact]
    public async Task StartAsync_StaleSocket_IsReplaced()
    {
        var path = _directory.Combine("a.sock");
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(path));
            File.Move(path, path + ".kept");
        }

        File.Move(path + ".kept", path);
        await using var service = await StartOnAsync(path);

        (await service.Client.GetAsync("health/live", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task StartAsync_SocketInUse_FailsAndLeavesTheOtherAlone()
    {
        var path = _directory.Combine("a.sock");
        await using var first = await StartOnAsync(path);

        var failure = await Should.ThrowAsync<Exception>(() => StartOnAsync(path));

        (failure is AddressInUseException || failure.InnerException is AddressInUseException).ShouldBeTrue(failure.ToString());
        (await first.Client.GetAsync("health/live", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task StartAsync_PathIsAFile_KeepsTheFile()
    {
        var path = _directory.Write("a.sock", "precious");

        await Should.ThrowAsync<IOException>(() => StartOnAsync(path));

        File.ReadAllText(path).ShouldBe("precious");
    }

    private static Task<TestService> StartOnAsync(string path, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite) =>
        TestService.StartAsync(settings: host => (host.Listen, host.SocketMode) = ([ServiceEndpoint.Unix(path)], mode));
}
