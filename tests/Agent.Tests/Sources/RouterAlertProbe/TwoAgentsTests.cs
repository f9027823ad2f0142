using System.Net;
using System.Net.Http.Json;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlertProbe;

/// <summary>Two agents as they run, which probe the way over the loopback interface.</summary>
public sealed class TwoAgentsTests : IAsyncLifetime
{
    private static readonly ProbeTask Probe = ProbeTasks.Task(period: 5, offset: 0, source: "127.0.0.1", destination: "127.0.0.1", protocols: "udp");

    private readonly TemporaryDirectory _folder = new();
    private AgentApp _here = null!;
    private AgentApp _there = null!;

    public async ValueTask InitializeAsync()
    {
        _here = await AgentApp.StartAsync(_folder, "here");
        _there = await AgentApp.StartAsync(_folder, "there");
    }

    [Fact]
    public async Task Probe_BetweenTwoAgents_IsJudged()
    {
        await AssignAsync(Probe, Probe);

        await Eventually.HoldsAsync(async () => (await DocumentAsync()).Probes.Count > 0);

        var verdict = (await DocumentAsync()).Probes.ShouldHaveSingleItem();
        verdict.Verdict.ShouldBe("carried", verdict.Detail);
        (verdict.Protocol, verdict.Family, verdict.Peer).ShouldBe(("udp", "ipv4", "peer"));
    }

    [Fact]
    public async Task Probe_WithAnotherKey_IsNotAnswered()
    {
        await AssignAsync(Probe, Probe with { Key = new byte[ProbeTask.KeyLength] });

        await Eventually.HoldsAsync(async () => (await DocumentAsync()).Probes.Count > 0);

        (await DocumentAsync()).Probes.ShouldHaveSingleItem().Verdict.ShouldBe("unknown");
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
        _folder.Dispose();
    }

    private async Task AssignAsync(ProbeTask probe, ProbeTask response)
    {
        AgentPeer[] peers = [new("there", $"unix:{_folder.Combine("there.sock")}")];
        await PutAsync(_there, new AgentAssignment { Revision = 1, Responses = [response] });
        await PutAsync(_here, new AgentAssignment { Revision = 1, Probes = [probe], Peers = peers });
    }

    private static async Task PutAsync(AgentApp agent, AgentAssignment assignment)
    {
        using var response = await agent.Client.PutAsJsonAsync("/api/v1/assignment", assignment, ContractsJson.Default.AgentAssignment);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<RouterAlertDocument> DocumentAsync() =>
        (await _here.Client.GetFromJsonAsync("/api/v1/router-alert?device=here", ContractsJson.Default.RouterAlertDocument))!;
}
