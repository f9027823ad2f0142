using System.Net;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Agents;

public sealed class AgentApiTests : OrchestratorTest
{
    [Fact]
    public async Task Get_AgentHeard_ShowsLivenessAndSlice()
    {
        var orchestrator = await StartAsync();
        await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);

        var agent = await orchestrator.Http.GetJsonAsync("api/v1/agents/pe1");

        agent.GetProperty("alive").GetBoolean().ShouldBeTrue();
        agent.GetProperty("assignedNodes").GetInt32().ShouldBe(6);
        agent.GetProperty("ownedNodes").GetInt32().ShouldBe(4);
        (await orchestrator.Http.GetJsonAsync("api/v1/agents")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Get_AgentSilent_IsNotAliveAndStaysListedAfterARestart()
    {
        var first = await StartAsync(configure: options => options.AgentSilence = TimeSpan.FromMilliseconds(100));
        await AgentAsync(first, "pe1");
        await Eventually.HoldsAsync(async () => !(await first.Http.GetJsonAsync("api/v1/agents/pe1")).GetProperty("alive").GetBoolean());
        await first.DisposeAsync();

        var second = await StartAsync();

        (await second.Http.GetJsonAsync("api/v1/agents/pe1")).GetProperty("alive").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Agent_ThatObservesADevice_OwnsItsNodesUnlessOneBearsTheName()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        await orchestrator.Http.DefineDevicesAsync("pe1");
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/red", """{"parameters":{"device":"pe1"}}""");
        await AgentAsync(orchestrator, "beside", "pe1");
        await Eventually.HoldsAsync(() => collector.Nodes.GetValueOrDefault("hop[pe1]")?.Agent == "beside");

        await AgentAsync(orchestrator, "pe1");

        await Eventually.HoldsAsync(() => collector.Nodes["hop[pe1]"].Agent == "pe1");
    }

    [Fact]
    public async Task Delete_Agent_ForgetsItAndItsFacts()
    {
        var orchestrator = await StartAsync();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await pe1.ReportAsync(orchestrator.Http, Calls.NextHop("pe1", "eth1"));

        (await orchestrator.Http.DeleteAsync("api/v1/agents/pe1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await orchestrator.Http.GetAsync("api/v1/agents/pe1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await orchestrator.Http.GetJsonAsync("api/v1/facts")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }
}
