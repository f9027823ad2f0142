using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Probes;

/// <summary>Probes as agents get them from an orchestrator that runs.</summary>
public sealed class ProbeDeliveryTests : OrchestratorTest
{
    private const string Transit = """{"parameters":{"device":"pe1","source":"192.0.2.1","peer":"pe2","destination":"192.0.2.2","protocols":"udp,rsvp"}}""";

    [Fact]
    public async Task Service_WithAProbe_ReachesBothAgentsAndOutlivesARestart()
    {
        var first = await ProbedAsync();
        var (pe1, pe2) = (await AgentAsync(first, "pe1"), await AgentAsync(first, "pe2"));

        await first.Http.PutOkAsync("api/v1/services/transit/t", Transit);
        await Eventually.HoldsAsync(() => TaskOf(pe1, assignment => assignment.Probes) is not null && TaskOf(pe2, assignment => assignment.Responses) is not null);

        var (probe, response) = (TaskOf(pe1, assignment => assignment.Probes)!, TaskOf(pe2, assignment => assignment.Responses)!);
        (probe.Peer, probe.PeerDevice, response.Peer, response.PeerDevice).ShouldBe(("pe2", "pe2", "pe1", "pe1"));
        (probe.PeriodSeconds, probe.PacketsPerSecond).ShouldBe((10, 100));
        probe.Key.ShouldBe(response.Key);
        pe1.Newest.Peers.ShouldContain(new AgentPeer("pe2", pe2.Endpoint.ToString()));
        pe2.Newest.Peers.ShouldContain(new AgentPeer("pe1", pe1.Endpoint.ToString()));
        await first.DisposeAsync();

        var second = await ProbedAsync();
        var before = pe1.Deliveries.Count;
        await pe1.RegisterAsync(second.Http);
        await second.Http.PutOkAsync("api/v1/devices/pe1", """{"role":"changed"}""");
        await Eventually.HoldsAsync(() => pe1.Deliveries.Count > before && pe1.Newest.Devices[0].Role == "changed");
        TaskOf(pe1, assignment => assignment.Probes)!.Key.ShouldBe(probe.Key);
    }

    [Fact]
    public async Task Service_WhosePeerHasNoAgent_SaysSoUntilItComes()
    {
        var orchestrator = await ProbedAsync();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.PutOkAsync("api/v1/services/transit/t", Transit);

        (await ProblemsAsync(orchestrator)).ShouldBe("no agent on device pe2 to answer probes");
        await AgentAsync(orchestrator, "pe2");

        await Eventually.HoldsAsync(() => TaskOf(pe1, assignment => assignment.Probes) is not null);
        (await ProblemsAsync(orchestrator)).ShouldBe("");
    }

    [Fact]
    public async Task Service_BeyondTheBudget_IsProbedLessOftenAndSaysSo()
    {
        var orchestrator = await ProbedAsync(options => options.ProbeBudget = 20);
        var (pe1, _) = (await AgentAsync(orchestrator, "pe1"), await AgentAsync(orchestrator, "pe2"));

        await orchestrator.Http.PutOkAsync("api/v1/services/transit/t", Transit);

        await Eventually.HoldsAsync(() => TaskOf(pe1, assignment => assignment.Probes) is not null);
        TaskOf(pe1, assignment => assignment.Probes)!.PeriodSeconds.ShouldBe(20);
        (await ProblemsAsync(orchestrator)).ShouldBe("probed every 20 s and not every 10 s: pe1 or pe2 has more probes than go into that time with 20 packets per second");
    }

    [Fact]
    public async Task Key_OfATask_IsInNoAnswerOfTheApi()
    {
        var orchestrator = await ProbedAsync();
        var (pe1, _) = (await AgentAsync(orchestrator, "pe1"), await AgentAsync(orchestrator, "pe2"));
        await orchestrator.Http.PutOkAsync("api/v1/services/transit/t", Transit);
        await Eventually.HoldsAsync(() => TaskOf(pe1, assignment => assignment.Probes) is not null);
        var key = Convert.ToBase64String(TaskOf(pe1, assignment => assignment.Probes)!.Key)[..20];

        foreach (var path in (string[])["agents", "agents/pe1", "services/transit/t", "definitions", "devices/pe1", "facts"])
        {
            (await orchestrator.Http.GetJsonAsync($"api/v1/{path}")).GetRawText().ShouldNotContain(key);
        }
    }

    private static ProbeTask? TaskOf(FakeAgent agent, Func<AgentAssignment, IReadOnlyList<ProbeTask>> tasks) => agent.Deliveries.Count == 0 ? null : tasks(agent.Newest).SingleOrDefault();

    private static async Task<string> ProblemsAsync(TestOrchestrator orchestrator)
    {
        var service = await orchestrator.Http.GetJsonAsync("api/v1/services/transit/t");
        return service.TryGetProperty("problems", out var problems)
            ? string.Join(' ', problems.EnumerateArray().Select(problem => problem.GetProperty("detail").GetString()!).Where(detail => detail.Contains("probe", StringComparison.Ordinal)))
            : "";
    }

    private async Task<TestOrchestrator> ProbedAsync(Action<OrchestratorOptions>? configure = null)
    {
        var orchestrator = await StartAsync(configure: options =>
        {
            options.PackageDirectory = Path.Combine(AppContext.BaseDirectory, "TestData", "probes");
            configure?.Invoke(options);
        });
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        return orchestrator;
    }
}
