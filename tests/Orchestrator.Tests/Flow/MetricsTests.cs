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

        var text = await orchestrator.Http.GetStringAsync("metrics");

        text.ShouldContain("raa_orchestrator_deliveries_total{outcome=\"taken\"}");
        text.ShouldContain("raa_orchestrator_graph_offers_total{outcome=\"taken\"}");
        text.ShouldContain("raa_orchestrator_graph_nodes 2");
        text.ShouldContain("raa_orchestrator_services 1");
    }
}
