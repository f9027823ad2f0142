using System.Net;
using RouterAlertAssurance.Orchestrator.Tests.Running;

namespace RouterAlertAssurance.Orchestrator.Tests.Devices;

public sealed class DeviceApiTests : OrchestratorTest
{
    private const string Edge = """{"role":"edge","agent":"a1","characteristics":{"os":"linux"},"labels":{"site":"x"}}""";

    [Fact]
    public async Task Put_ThenGet_GivesTheDefinition()
    {
        var http = (await StartAsync()).Http;

        using var created = await http.PutAsync("api/v1/devices/pe1", Edge);
        using var read = await http.GetAsync("api/v1/devices/pe1");

        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        read.Headers.ETag.ShouldBe(created.Headers.ETag);
        var device = await read.JsonAsync();
        device.GetProperty("name").GetString().ShouldBe("pe1");
        device.GetProperty("characteristics").GetProperty("os").GetString().ShouldBe("linux");
        (await http.SendAsync(HttpMethod.Get, "api/v1/devices/pe1", headers: ("If-None-Match", created.Headers.ETag!.Tag))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Put_AnOldContentAgain_HasANewTag()
    {
        var http = (await StartAsync()).Http;
        using var first = await http.PutAsync("api/v1/devices/pe1", Edge);
        await http.PutOkAsync("api/v1/devices/pe1", "{}");

        using var again = await http.PutAsync("api/v1/devices/pe1", Edge);

        again.Headers.ETag.ShouldNotBe(first.Headers.ETag);
    }

    [Fact]
    public async Task Delete_DeviceInUse_IsRefusedAndNamesTheServices()
    {
        var http = (await StartAsync()).Http;
        await http.DefineDevicesAsync("pe1", "pe2", "pe3");
        await http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        await http.PutOkAsync("api/v1/services/chain/red", """{"parameters":{"device":"pe1"}}""");

        using var refused = await http.DeleteAsync("api/v1/devices/pe1");

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.JsonAsync()).GetProperty("detail").GetString()!.ShouldContain("chain/red, link/blue");
        (await http.DeleteAsync("api/v1/devices/pe3")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await http.DeleteAsync("api/v1/services/link/blue");
        await http.DeleteAsync("api/v1/services/chain/red");
        (await http.DeleteAsync("api/v1/devices/pe1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.GetAsync("api/v1/devices/pe1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Device_GivenToAnotherAgent_MovesItsNodes()
    {
        var orchestrator = await StartAsync();
        var one = await AgentAsync(orchestrator, "one");
        var two = await AgentAsync(orchestrator, "two");
        await orchestrator.Http.PutOkAsync("api/v1/devices/pe1", """{"agent":"one"}""");
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/red", """{"parameters":{"device":"pe1"}}""");
        await TestKit.Eventually.HoldsAsync(() => one.Deliveries.Count > 0 && one.NewestNodes.Count == 2);

        await orchestrator.Http.PutOkAsync("api/v1/devices/pe1", """{"agent":"two"}""");

        await TestKit.Eventually.HoldsAsync(() => one.NewestNodes.Count == 0 && two.Deliveries.Count > 0 && two.NewestNodes.Count == 2);
    }
}
