using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Flow;

public sealed class DeliveryTests : OrchestratorTest
{
    [Fact]
    public async Task Service_Defined_ReachesAgentsAndCollector()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        var pe1 = await AgentAsync(orchestrator, "pe1");
        var pe2 = await AgentAsync(orchestrator, "pe2");
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");

        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);

        await Eventually.HoldsAsync(() => pe1.Deliveries.Count > 0 && pe1.Newest.Packages.Count > 0 && pe2.Deliveries.Count > 0 && pe2.Newest.Packages.Count > 0);
        pe1.NewestNodes.ShouldBe(
            ["device-type pe1", "device-type pe2", "interface-type pe1/eth0", "interface-type pe2/eth0", "path-type pe1/pe2", "service-instance-type link/blue"], ignoreOrder: true);
        pe1.Newest.Shadows.Select(shadow => $"{shadow.Type} {shadow.Id} {shadow.Agent}").ShouldBe(["device pe2 pe2", "interface pe2/eth0 pe2"]);
        pe1.Newest.Peers.ShouldHaveSingleItem().Endpoint.ShouldBe(pe2.Endpoint.ToString());
        pe1.Newest.Services.ShouldHaveSingleItem().Parameters["interface2"].ShouldBe("eth0");
        pe1.Packages.Keys.ShouldBe(["net"]);
        pe2.NewestNodes.ShouldBe(["device-type pe2", "interface-type pe2/eth0"], ignoreOrder: true);
        pe2.Newest.Shadows.ShouldBeEmpty();
        await Eventually.HoldsAsync(() => collector.Nodes.Count == 6);
        collector.Nodes["interface[pe2/eth0]"].Agent.ShouldBe("pe2");
        collector.Nodes["service-instance[link/blue]"].Agent.ShouldBe("pe1");
    }

    [Fact]
    public async Task Slice_Unchanged_IsNotSentAgain()
    {
        var orchestrator = await StartAsync();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        await Eventually.HoldsAsync(() => pe1.Deliveries.Any(delivery => delivery.Assignment.Services.Count == 1));
        var before = pe1.Deliveries.Count;

        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        await orchestrator.Http.DefineDevicesAsync("elsewhere");
        await pe1.RegisterAsync(orchestrator.Http);
        await orchestrator.Http.PutOkAsync("api/v1/devices/pe1", """{"role":"changed"}""");

        // The last change does concern it: what came before it would have been sent by then.
        await Eventually.HoldsAsync(() => pe1.Newest.Devices.Any(device => device.Role == "changed"));
        pe1.Deliveries.Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Agent_StartedAnew_GetsItsSliceAgain()
    {
        var orchestrator = await StartAsync();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1");
        await Eventually.HoldsAsync(() => pe1.Deliveries.Count == 1);

        (pe1.Started, pe1.Revision) = (pe1.Started.AddHours(1), 0);
        await pe1.RegisterAsync(orchestrator.Http);

        await Eventually.HoldsAsync(() => pe1.Deliveries.Count == 2);
        pe1.Newest.Revision.ShouldBe(pe1.Deliveries[0].Assignment.Revision);
    }

    [Fact]
    public async Task Agent_AheadOfTheDatabase_GetsANewerRevision()
    {
        var orchestrator = await StartAsync();
        await orchestrator.Http.DefineDevicesAsync("pe1");
        var pe1 = Keep(new FakeAgent(Folder, "pe1") { Revision = 41 });
        await pe1.StartAsync();

        await pe1.RegisterAsync(orchestrator.Http);

        await Eventually.HoldsAsync(() => pe1.Deliveries.Count == 1);
        pe1.Newest.Revision.ShouldBe(42);
    }

    [Fact]
    public async Task Orchestrator_StartedAnew_SendsNothingThatWasDelivered()
    {
        var first = await StartAsync();
        var pe1 = await AgentAsync(first, "pe1");
        await first.Http.DefineDevicesAsync("pe1");
        await Eventually.HoldsAsync(() => pe1.Deliveries.Count == 1);
        await Eventually.HoldsAsync(async () => (await first.Http.GetJsonAsync("api/v1/agents/pe1")).GetProperty("assignedRevision").GetInt64() == 1);
        await first.DisposeAsync();

        var second = await StartAsync();
        await pe1.RegisterAsync(second.Http);
        await second.Http.PutOkAsync("api/v1/devices/pe1", """{"role":"changed"}""");

        await Eventually.HoldsAsync(() => pe1.Newest.Devices[0].Role == "changed");
        pe1.Deliveries.Select(delivery => delivery.Assignment.Revision).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Agent_ThatRefuses_IsShownWithTheReasonAndTriedAgain()
    {
        var orchestrator = await StartAsync();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        pe1.Refuses = 503;
        await orchestrator.Http.DefineDevicesAsync("pe1");
        await Eventually.HoldsAsync(async () => (await orchestrator.Http.GetJsonAsync("api/v1/agents/pe1")).TryGetProperty("lastError", out var error)
            && error.GetString()!.Contains("503 not now", StringComparison.Ordinal));

        pe1.Refuses = null;

        await Eventually.HoldsAsync(() => pe1.Deliveries.Count == 1);
        await Eventually.HoldsAsync(async () => !(await orchestrator.Http.GetJsonAsync("api/v1/agents/pe1")).TryGetProperty("lastError", out _));
    }
}
