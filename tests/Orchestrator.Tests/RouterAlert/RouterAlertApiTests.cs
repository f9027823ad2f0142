using System.Net;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Orchestrator.Tests.Running;

namespace RouterAlertAssurance.Orchestrator.Tests.RouterAlert;

public sealed class RouterAlertApiTests : OrchestratorTest
{
    private const string Path = "api/v1/devices/pe1/router-alert";

    [Fact]
    public async Task Get_DeviceWithAnAgent_HandsOnWhatTheAgentSays()
    {
        var (orchestrator, agent) = await StartedAsync();
        var probe = new TransparencyVerdict("192.0.2.1", "192.0.2.2", "pe2", "ipv4", "rsvp", "policed", 20, "192.0.2.9", "12 of 30", agent.Started);
        agent.RouterAlert = context => Results.Json(
            new RouterAlertDocument { Device = context.Request.Query["device"].ToString(), Probes = [probe], Problems = ["No capture: CAP_NET_RAW is missing"] }, ContractsJson.Default.RouterAlertDocument);

        var document = await orchestrator.Http.GetJsonAsync(Path);

        document.GetProperty("device").GetString().ShouldBe("pe1");
        document.GetProperty("problems")[0].GetString().ShouldBe("No capture: CAP_NET_RAW is missing");
        document.GetProperty("probes")[0].GetProperty("packetsPerSecond").GetDouble().ShouldBe(20);
    }

    [Fact]
    public async Task GetPackets_WithFilters_IsTheAgentsFileUnderASensibleName()
    {
        var (orchestrator, agent) = await StartedAsync();
        byte[] file = [0x0a, 0x0d, 0x0d, 0x0a, 1, 2, 3];
        agent.RouterAlert = context => context.Request.QueryString.Value == "?device=pe1&interface=to-p1.7&protocol=rsvp" ? Results.Bytes(file) : Problem.Of(400, "not so");

        using var response = await orchestrator.Http.GetAsync($"{Path}/packets.pcapng?interface=to-p1.7&protocol=rsvp", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-pcapng");
        response.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=\"pe1-to-p1.7-rsvp-router-alert.pcapng\"");
        (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(file);
    }

    [Fact]
    public async Task GetPackets_MoreThanIsHandedOn_IsRefused()
    {
        var (orchestrator, agent) = await StartedAsync();
        agent.RouterAlert = _ => Results.Bytes(new byte[(8 << 20) + 1]);

        await RefusesAsync(orchestrator, $"{Path}/packets.pcapng", 503, "Agent pe1 answered with more than 8 MiB");
    }

    [Theory]
    [InlineData("a\"b\r\n/../c", "pe1-a-b---..-c-router-alert.pcapng")]
    [InlineData("ü", "pe1---router-alert.pcapng")]
    public async Task GetPackets_AnyInterface_HasAHarmlessName(string @interface, string name)
    {
        var (orchestrator, agent) = await StartedAsync();
        agent.RouterAlert = context => Results.Bytes(System.Text.Encoding.UTF8.GetBytes(context.Request.Query["interface"].ToString()));

        using var response = await orchestrator.Http.GetAsync($"{Path}/packets.pcapng?interface={Uri.EscapeDataString(@interface)}", TestContext.Current.CancellationToken);

        response.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe(name);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(@interface);
    }

    [Fact]
    public async Task Get_WhatCannotBeAnswered_SaysWhy()
    {
        var (orchestrator, agent) = await StartedAsync();
        await orchestrator.Http.DefineDevicesAsync("pe2");

        await RefusesAsync(orchestrator, "api/v1/devices/pe3/router-alert", 404, "pe3");
        await RefusesAsync(orchestrator, "api/v1/devices/pe2/router-alert", 503, "No agent reads device pe2");
        await RefusesAsync(orchestrator, Path, 503, "Agent pe1 does not tell: This agent has no such device");
        await RefusesAsync(orchestrator, $"{Path}?verbose=1", 400, "verbose");
        agent.RouterAlert = _ => Problem.Of(400, "'xyz' is no protocol");
        await RefusesAsync(orchestrator, $"{Path}/packets.pcapng?protocol=xyz", 400, "'xyz' is no protocol");
        agent.RouterAlert = _ => Results.Text("{\"device\":", "application/json");
        await RefusesAsync(orchestrator, Path, 503, "Agent pe1 is not reached");
        await agent.StopAsync();
        await RefusesAsync(orchestrator, Path, 503, "Agent pe1 is not reached");
    }

    private static async Task RefusesAsync(TestOrchestrator orchestrator, string path, int status, string reason)
    {
        using var response = await orchestrator.Http.GetAsync(path, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status, path);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(reason.Replace("'", "\\u0027", StringComparison.Ordinal));
    }

    private async Task<(TestOrchestrator Orchestrator, FakeAgent Agent)> StartedAsync()
    {
        var orchestrator = await StartAsync();
        await orchestrator.Http.DefineDevicesAsync("pe1");
        return (orchestrator, await AgentAsync(orchestrator, "pe1"));
    }
}
