using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Flow;

public sealed class MetricsTests : OrchestratorTest
{
    [Fact]
    public async Task Metrics_AfterADelivery_CountIt()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1");
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/red", """{"parameters":{"device":"pe1"}}""");
        await Eventually.HoldsAsync(() => collector.Version == 1 && pe1.Deliveries.Count > 0 && pe1.NewestNodes.Count == 2);

        foreach (var line in (string[])["deliveries_total{outcome=\"taken\"}", "graph_offers_total{outcome=\"taken\"}", "graph_nodes", "services", "devices", "agents"])
        {
            // Counted once the answer was read, which is a little after the agent gave it.
            await Eventually.HoldsAsync(async () => (await orchestrator.Http.GetStringAsync("metrics")).Contains($"raa_orchestrator_{line} ", StringComparison.Ordinal));
        }
    }
}
