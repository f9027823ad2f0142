using System.Net;
using System.Text.Json;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Proposals;

public sealed class ProposalApiTests : OrchestratorTest
{
    [Fact]
    public async Task Accept_Proposal_StoresTheDefinitionWithOneCall()
    {
        var (http, _, _) = await ReadyAsync();
        var proposal = (await OpenAsync(http)).ShouldHaveSingleItem();
        var id = proposal.GetProperty("id").GetString();
        proposal.GetProperty("facts").GetArrayLength().ShouldBe(2);
        proposal.GetProperty("reason").GetString()!.ShouldStartWith("pe1 and pe2 configure the two ends of one vxlan tunnel");

        using var accepted = await http.SendAsync(HttpMethod.Post, $"api/v1/proposals/{id}/accept");

        accepted.StatusCode.ShouldBe(HttpStatusCode.Created);
        accepted.Headers.Location!.ToString().ShouldBe("/api/v1/services/tunnel/pe1-pe2-vxlan100");
        var stored = await http.GetJsonAsync("api/v1/services/tunnel/pe1-pe2-vxlan100");
        stored.GetProperty("definition").GetProperty("parameters").ToString().ShouldBe(proposal.GetProperty("definition").GetProperty("parameters").ToString());
        stored.GetProperty("drift").GetProperty("state").GetString().ShouldBe("configured");
        (await OpenAsync(http)).ShouldBeEmpty();
        (await http.GetAsync($"api/v1/proposals/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var again = await http.SendAsync(HttpMethod.Post, $"api/v1/proposals/{id}/accept");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.JsonAsync()).GetProperty("detail").GetString().ShouldBe("Service 'tunnel/pe1-pe2-vxlan100' defines it already");
    }

    [Fact]
    public async Task Accept_WithChanges_TakesThem()
    {
        var (http, _, _) = await ReadyAsync();
        var id = (await OpenAsync(http))[0].GetProperty("id").GetString();
        const string Body = """
            name: blue
            labels: {customer: acme}
            intent: {loss: 1 %}
            parameters: {tunnel-address1: 172.16.0.1, tunnel-address2: 172.16.0.2}
            """;

        using var accepted = await http.SendAsync(HttpMethod.Post, $"api/v1/proposals/{id}/accept", Body, "application/yaml");

        accepted.StatusCode.ShouldBe(HttpStatusCode.Created);
        var definition = (await http.GetJsonAsync("api/v1/services/tunnel/blue")).GetProperty("definition");
        definition.GetProperty("labels").GetProperty("customer").GetString().ShouldBe("acme");
        definition.GetProperty("intent").GetProperty("loss").GetString().ShouldBe("1 %");
        definition.GetProperty("parameters").GetProperty("tunnel-address2").GetString().ShouldBe("172.16.0.2");
        definition.GetProperty("parameters").GetProperty("address2").GetString().ShouldBe("10.255.0.2");
    }

    [Fact]
    public async Task Accept_WhatCannotBeStored_IsRefusedAndChangesNothing()
    {
        var (http, _, _) = await ReadyAsync();
        var id = (await OpenAsync(http))[0].GetProperty("id").GetString();
        await http.PutOkAsync("api/v1/services/tunnel/taken", Tunnel("pe1", "gre1", "10.255.0.1", "pe2", "gre1", "10.255.0.2"));

        using var taken = await http.SendAsync(HttpMethod.Post, $"api/v1/proposals/{id}/accept", """{"name":"taken"}""");
        using var wrong = await http.SendAsync(HttpMethod.Post, $"api/v1/proposals/{id}/accept", """{"profil":"gold","intent":{"latency":"1 ms"}}""");
        using var rules = await http.SendAsync(HttpMethod.Post, $"api/v1/proposals/{id}/accept", """{"parameters":{"address1":"x"}}""");
        using var unknown = await http.SendAsync(HttpMethod.Post, "api/v1/proposals/none/accept");

        taken.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await wrong.ErrorsAsync()).ShouldBe([("/profil", "unknown name 'profil'; did you mean 'profile'?")]);
        (await rules.ErrorsAsync()).ShouldBe([("/parameters/address1", "'x' is not an IPv4 or IPv6 address")]);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await OpenAsync(http)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task List_DefinedInTheOtherOrder_IsNotProposed()
    {
        var (http, _, _) = await ReadyAsync();

        await http.PutOkAsync("api/v1/services/tunnel/blue", Tunnel("pe2", "vxlan100", "10.255.0.2", "pe1", "vxlan100", "10.255.0.1"));

        (await OpenAsync(http)).ShouldBeEmpty();
        await http.DeleteAsync("api/v1/services/tunnel/blue");
        (await OpenAsync(http)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task List_NameTaken_ProposesAnotherOne()
    {
        var (http, _, _) = await ReadyAsync();

        await http.PutOkAsync("api/v1/services/tunnel/pe1-pe2-vxlan100", Tunnel("pe1", "gre1", "10.255.0.1", "pe2", "gre1", "10.255.0.2"));

        (await OpenAsync(http)).ShouldHaveSingleItem().GetProperty("definition").GetProperty("name").GetString().ShouldBe("pe1-pe2-vxlan100-2");
    }

    [Fact]
    public async Task Dismiss_Proposal_HidesItUntilItsFactsChangeAcrossARestart()
    {
        var (http, orchestrator, pe1) = await ReadyAsync();
        var id = (await OpenAsync(http))[0].GetProperty("id").GetString();

        using var without = await http.SendAsync(HttpMethod.Post, $"api/v1/proposals/{id}/dismiss", """{"reason":" "}""");
        using var dismissed = await http.SendAsync(HttpMethod.Post, $"api/v1/proposals/{id}/dismiss", """{"reason":"a test of the lab"}""");

        without.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        dismissed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await OpenAsync(http)).ShouldBeEmpty();
        await orchestrator.DisposeAsync();
        var second = await StartAsync(configure: UseBase);
        (await OpenAsync(second.Http)).ShouldBeEmpty();
        (await OpenAsync(second.Http, "?dismissed=true")).ShouldHaveSingleItem().GetProperty("dismissed").GetProperty("reason").GetString().ShouldBe("a test of the lab");

        await pe1.ReportAsync(second.Http, End("pe1", "10.255.0.1", "10.255.0.2", vni: "7"), End("pe2", "10.255.0.2", "10.255.0.1", vni: "7"));

        await Eventually.HoldsAsync(async () => (await OpenAsync(second.Http)).Count == 1);
        (await OpenAsync(second.Http))[0].GetProperty("id").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task List_InPagesAndFiltered_GivesEveryProposalOnce()
    {
        var (http, orchestrator, _) = await ReadyAsync();
        var pe2 = await AgentAsync(orchestrator, "pe2");
        await pe2.ReportAsync(http, [.. Enumerable.Range(1, 4).SelectMany(i => (FactDocument[])[End("pe1", $"10.0.{i}.1", $"10.0.{i}.2", $"{i}"), End("pe2", $"10.0.{i}.2", $"10.0.{i}.1", $"{i}")])]);
        await Eventually.HoldsAsync(async () => (await OpenAsync(http)).Count == 5);
        var ids = new List<string?>();
        for (string? next = "api/v1/proposals?limit=2&type=tunnel"; next is not null;)
        {
            var page = await http.GetJsonAsync(next);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
            next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
        }

        ids.Distinct().Count().ShouldBe(5);
        (await OpenAsync(http, "?type=host")).ShouldBeEmpty();
        (await http.GetAsync("api/v1/proposals?dismissed=maybe")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<(HttpClient Http, TestOrchestrator Orchestrator, FakeAgent Agent)> ReadyAsync()
    {
        var orchestrator = await StartAsync(configure: UseBase);
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        (await OpenAsync(orchestrator.Http)).ShouldBeEmpty();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await pe1.ReportAsync(orchestrator.Http, End("pe1", "10.255.0.1", "10.255.0.2"), End("pe2", "10.255.0.2", "10.255.0.1"));
        await Eventually.HoldsAsync(async () => (await OpenAsync(orchestrator.Http)).Count == 1);
        return (orchestrator.Http, orchestrator, pe1);
    }

    private static void UseBase(OrchestratorOptions options) => options.PackageDirectory = Path.Combine(RepositoryPaths.Root, "heuristics");

    private static async Task<IReadOnlyList<JsonElement>> OpenAsync(HttpClient http, string query = "") =>
        [.. (await http.GetJsonAsync("api/v1/proposals" + query)).GetProperty("items").EnumerateArray()];

    private static FactDocument End(string device, string local, string remote, string suffix = "100", string vni = "100") => new("tunnel", new SortedDictionary<string, string>
    {
        ["device"] = device,
        ["interface"] = $"vxlan{suffix}",
        ["kind"] = "vxlan",
        ["local"] = local,
        ["remote"] = remote,
        ["vni"] = vni,
    });

    private static string Tunnel(string device1, string interface1, string address1, string device2, string interface2, string address2) => JsonSerializer.Serialize(
        new { parameters = new { device1, interface1, address1, device2, interface2, address2 } });
}
