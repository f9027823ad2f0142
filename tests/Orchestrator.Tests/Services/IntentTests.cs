using System.Net;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Services;

public sealed class IntentTests : OrchestratorTest
{
    [Fact]
    public async Task Put_Intent_ReachesTheAgentAsThresholds()
    {
        var orchestrator = await StartAsync();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        var pe2 = await AgentAsync(orchestrator, "pe2");
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");

        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Yaml("latency: 20 ms, bandwidth: 0.1 Gbit/s"), "application/yaml");

        await Eventually.HoldsAsync(() => pe1.Deliveries.Count > 0 && pe1.Newest.Thresholds.Count > 0 && pe2.Deliveries.Count > 0);
        pe1.Newest.Thresholds.Select(threshold => $"{threshold.Type}[{threshold.Id}] {threshold.Threshold} {threshold.Value} {threshold.Unit}")
            .ShouldBe(["path[pe1/pe2] max-rtt 20 ms", "path[pe1/pe2] min-rate 100 Mbit/s"]);
        pe2.Newest.Thresholds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Put_IntentsThatDiffer_TheStricterWinsAndBothAreTold()
    {
        var orchestrator = await StartAsync();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        var http = orchestrator.Http;
        await http.DefineDevicesAsync("pe1", "pe2");

        await http.PutOkAsync("api/v1/services/link/blue", Yaml("latency: 40 ms, bandwidth: 200 Mbit/s"), "application/yaml");
        await http.PutOkAsync("api/v1/services/link/red", Yaml("latency: 20 ms, bandwidth: 100 Mbit/s"), "application/yaml");
        await http.PutOkAsync("api/v1/services/link/none", Calls.Link);

        await Eventually.HoldsAsync(() => pe1.Deliveries.Count > 0 && pe1.Newest.Services.Count == 3);
        pe1.Newest.Thresholds.Select(threshold => threshold.Value).ShouldBe([20, 200]);
        (await NoticesAsync(http, "blue")).ShouldBe([
            "max-rtt is 20 ms and not 40 ms: service link/red, which shares this node, has the stricter intent",
            "min-rate is 200 Mbit/s, for service link/red too, which shares this node and asks for 100 Mbit/s"]);
        (await NoticesAsync(http, "red")).ShouldBe([
            "max-rtt is 20 ms, for service link/blue too, which shares this node and asks for 40 ms",
            "min-rate is 200 Mbit/s and not 100 Mbit/s: service link/blue, which shares this node, has the stricter intent"]);
        (await NoticesAsync(http, "none"))[0].ShouldBe("max-rtt is set to 20 ms by intent latency of service link/red, which shares this node");

        await http.DeleteAsync("api/v1/services/link/red");
        await Eventually.HoldsAsync(() => pe1.Newest.Thresholds.Select(threshold => threshold.Value).SequenceEqual([40, 200]));
        (await NoticesAsync(http, "blue")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Put_WrongIntent_IsRefusedWithPlaceAndRemedy()
    {
        var http = (await StartAsync()).Http;
        await http.DefineDevicesAsync("pe1", "pe2");

        using var response = await http.PutAsync("api/v1/services/link/blue", Yaml("latensy: 20 ms, latency: 20 packets"), "application/yaml");
        using var none = await http.PutAsync("api/v1/services/chain/blue", """{"parameters":{"device":"pe1"},"intent":{"latency":"20 ms"}}""");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ErrorsAsync()).ShouldBe([
            ("/intent/latency", "'packets' does not convert into ms, which latency is given in, such as 20 ms"),
            ("/intent/latensy", "'link' takes no intent 'latensy' (known: bandwidth, latency); did you mean 'latency'?")]);
        (await none.ErrorsAsync()).ShouldBe([("/intent/latency", "'chain' takes no intent 'latency' (this type takes none)")]);
    }

    private static string Yaml(string intent) => $$"""
        parameters: {device1: pe1, interface1: eth0, device2: pe2, interface2: eth0}
        intent: {{{intent}}}
        """;

    private static async Task<IReadOnlyList<string?>> NoticesAsync(HttpClient http, string name) =>
        [.. (await http.GetJsonAsync($"api/v1/services/link/{name}")).GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("detail").GetString())];
}
