using System.Net;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Services;

public sealed class DriftTests : OrchestratorTest
{
    [Fact]
    public async Task Get_Service_FollowsWhatDevicesHaveConfigured()
    {
        var orchestrator = await StartAsync();
        var http = orchestrator.Http;
        await http.DefineDevicesAsync("pe1", "pe2");
        await http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        await http.PutOkAsync("api/v1/services/chain/red", """{"parameters":{"device":"pe1"}}""");
        (await DriftAsync(http)).ShouldBe("unknown: no facts of device pe1 reported yet; no facts of device pe2 reported yet");
        var tag = (await http.GetAsync("api/v1/services/link/blue")).Headers.ETag;

        var pe1 = await AgentAsync(orchestrator, "pe1");
        await pe1.ReportAsync(http, Interface("pe1", "eth0"), Interface("pe2", "eth1"));

        await Eventually.HoldsAsync(async () => await DriftAsync(http) == "defined-not-configured: pe2 has no interface with name eth0");
        (await http.GetAsync("api/v1/services/link/blue")).Headers.ETag.ShouldNotBe(tag);
        (await NamesAsync(http, "defined-not-configured")).ShouldBe(["blue"]);
        (await NamesAsync(http, "configured")).ShouldBeEmpty();

        await pe1.ReportAsync(http, Interface("pe1", "eth0"), Interface("pe2", "eth0"));

        await Eventually.HoldsAsync(async () => await DriftAsync(http) == "configured: ");
        (await NamesAsync(http, "configured")).ShouldBe(["blue"]);
        (await http.GetJsonAsync("api/v1/services/chain/red")).TryGetProperty("drift", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task List_UnknownState_IsRefused()
    {
        var http = (await StartAsync()).Http;

        using var response = await http.GetAsync("api/v1/definitions?drift=in-step");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ErrorsAsync()).ShouldBe([("?drift", "takes configured, defined-not-configured, unknown, not 'in-step'")]);
    }

    private static FactDocument Interface(string device, string name) =>
        new("interface", new SortedDictionary<string, string> { ["device"] = device, ["name"] = name, ["kind"] = "veth" });

    private static async Task<string> DriftAsync(HttpClient http)
    {
        var drift = (await http.GetJsonAsync("api/v1/services/link/blue")).GetProperty("drift");
        return $"{drift.GetProperty("state").GetString()}: {drift.GetProperty("detail").GetString()}";
    }

    private static async Task<IReadOnlyList<string?>> NamesAsync(HttpClient http, string drift) =>
        [.. (await http.GetJsonAsync($"api/v1/definitions?drift={drift}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("definition").GetProperty("name").GetString())];
}
