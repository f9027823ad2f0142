using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.RouterAlert;

/// <summary><c>raa rao packets</c> against a server that answers with the query it was asked.</summary>
public sealed class RaoPacketsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();
    private WebApplication? _server;

    private string Socket => Path.Combine(_folder.Path, "raa.sock");

    private string Output => Path.Combine(_folder.Path, "pe1.pcapng");

    public async ValueTask InitializeAsync()
    {
        _server = RaaWebHost.CreateWebBuilder("fake", new HostSettings { Listen = [ServiceEndpoint.Unix(Socket)], Data = _folder.Path }).Build().UseRaaHosting();
        _server.MapGet("/api/v1/devices/{device}/router-alert/packets.pcapng", (HttpContext context, string device, string? protocol) => protocol == "rspv"
            ? Problem.Of(StatusCodes.Status400BadRequest, "protocol: 'rspv' is no protocol")
            : Results.Text(device + context.Request.QueryString));
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("", "pe1")]
    [InlineData("--protocol rsvp", "pe1?protocol=rsvp")]
    [InlineData("--interface to-p1 --protocol protocol-253", "pe1?interface=to-p1&protocol=protocol-253")]
    public async Task Run_WithFilters_AsksForThemAndWritesTheAnswer(string filters, string asked)
    {
        var (code, _, errors) = await RunAsync(filters);

        errors.ShouldBeEmpty();
        code.ShouldBe(CliExitCode.Success);
        (await File.ReadAllTextAsync(Output, TestContext.Current.CancellationToken)).ShouldBe(asked);
    }

    [Fact]
    public async Task Run_ProtocolThatIsNone_SaysSoAndWritesNothing()
    {
        var (code, _, errors) = await RunAsync("--protocol rspv");

        code.ShouldBe(CliExitCode.Refused);
        errors.ShouldContain("'rspv' is no protocol");
        File.Exists(Output).ShouldBeFalse();
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string filters) =>
        CommandRun.OfAsync(["rao", "packets", "pe1", "--output", Output, "--server", $"unix:{Socket}", .. filters.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}
