using System.Net;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Flow;

/// <summary>The threshold profile and the monitoring level a service asks for, on their way to the agents.</summary>
public sealed class ServiceSettingsTests : OrchestratorTest
{
    private const string Chain = """{"parameters":{"device":"pe1"},"profile":"PROFILE","level":"LEVEL"}""";

    [Fact]
    public async Task Service_WithProfileAndLevel_SetsThemForAllItDependsOn()
    {
        var orchestrator = await StartAsync();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1");

        await orchestrator.Http.PutOkAsync("api/v1/services/chain/red", Body("bronze", "basic"));
        await Eventually.HoldsAsync(() => Profiles(pe1) == "hop pe1 bronze, service-instance chain/red bronze");
        pe1.Newest.Advanced.ShouldBeEmpty();

        // Gold is declared before bronze, so it wins on the node both depend on, and the higher level too.
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/blue", Body("gold", "advanced"));
        await Eventually.HoldsAsync(() => Profiles(pe1) == "hop pe1 gold, service-instance chain/blue gold, service-instance chain/red bronze");
        (await NoticesAsync(orchestrator.Http, "red")).ShouldBe(["hop[pe1] is judged by profile gold and not by bronze: another service, which shares it, chose it"]);
        (await NoticesAsync(orchestrator.Http, "blue")).ShouldBeEmpty();
        pe1.Newest.Advanced.Select(node => $"{node.Type} {node.Id}").ShouldBe(["hop pe1", "service-instance chain/blue"]);

        (await orchestrator.Http.DeleteAsync("api/v1/services/chain/blue")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Eventually.HoldsAsync(() => Profiles(pe1) == "hop pe1 bronze, service-instance chain/red bronze");
    }

    [Fact]
    public async Task Service_WithUnknownProfileOrLevel_IsRefusedWithTheKnownOnes()
    {
        var http = (await StartAsync()).Http;
        await http.DefineDevicesAsync("pe1");

        using var response = await http.PutAsync("api/v1/services/chain/red", Body("silver", "expert"));
        using var profile = await http.PutAsync("api/v1/services/chain/red", Body("silver", "basic"));

        (await response.ErrorsAsync()).ShouldContain(("/level", "expected one of basic, advanced"));
        (await profile.ErrorsAsync()).ShouldHaveSingleItem().ShouldBe(("/profile", "there is no threshold profile 'silver' (known: gold, bronze)"));
    }

    private static string Body(string profile, string level) => Chain.Replace("PROFILE", profile, StringComparison.Ordinal).Replace("LEVEL", level, StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string?>> NoticesAsync(HttpClient http, string name) =>
        [.. (await http.GetJsonAsync($"api/v1/services/chain/{name}")).GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("detail").GetString())];

    private static string Profiles(FakeAgent agent) =>
        agent.Deliveries.Count == 0 ? "" : string.Join(", ", agent.Newest.Profiles.Select(profile => $"{profile.Type} {profile.Id} {profile.Profile}"));
}
