using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Flow;

public sealed class FactsFlowTests : OrchestratorTest
{
    [Fact]
    public async Task Facts_Changed_OnlyTheDifferenceTravels()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        var pe1 = await AgentAsync(orchestrator, "pe1");
        var pe2 = await AgentAsync(orchestrator, "pe2");
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        await Eventually.HoldsAsync(() => collector.Nodes.Count == 6 && pe2.Deliveries.Any(delivery => delivery.Assignment.Packages.Count == 1));
        var (versions, deliveries) = (collector.Taken.Count, pe2.Deliveries.Count);

        await pe1.ReportAsync(orchestrator.Http, Calls.NextHop("pe1", "eth1"), Calls.NextHop("pe1", "eth2"));

        await Eventually.HoldsAsync(() => collector.Nodes.Count == 8);
        await Eventually.HoldsAsync(() => pe1.NewestNodes.Contains("interface-type pe1/eth2"));
        var version = collector.Taken.Skip(versions).ShouldHaveSingleItem();
        version.Upserts.Select(node => $"{node.Type} {node.Id}").ShouldBe(["interface pe1/eth1", "interface pe1/eth2", "path pe1/pe2"]);
        version.Base.ShouldBe(version.Version - 1);
        version.Upserts[2].Groups.ShouldHaveSingleItem().Combination.ShouldBe("any");
        version.Upserts[2].Dependencies.Select(edge => edge.Transform).ShouldBe(["0:20 100:100", "0:20 100:100"]);
        version.Upserts[1].Dependencies.ShouldAllBe(edge => edge.Transform == null);
        pe2.Deliveries.Count.ShouldBe(deliveries);
    }

    [Fact]
    public async Task Facts_WithdrawnOrRepeated_RemoveNodesOrChangeNothing()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        await pe1.ReportAsync(orchestrator.Http, Calls.NextHop("pe1", "eth1"), Calls.NextHop("pe1", "eth2"));
        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        await Eventually.HoldsAsync(() => collector.Nodes.Count == 8);

        await pe1.ReportAsync(orchestrator.Http, Calls.NextHop("pe1", "eth2"), Calls.NextHop("pe1", "eth1"));
        await pe1.ReportAsync(orchestrator.Http, Calls.NextHop("pe1", "eth1"));

        await Eventually.HoldsAsync(() => collector.Nodes.Count == 7);
        collector.Taken[^1].Removals.ShouldHaveSingleItem().Id.ShouldBe("pe1/eth2");
        collector.Taken[^1].Upserts.ShouldHaveSingleItem().Id.ShouldBe("pe1/pe2");
    }

    [Fact]
    public async Task Facts_ThatCloseALoop_LeaveTheServiceOutAndOthersIn()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        await orchestrator.Http.PutOkAsync("api/v1/services/link/blue", Calls.Link);
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/red", """{"parameters":{"device":"pe1"}}""");
        await Eventually.HoldsAsync(() => collector.Nodes.ContainsKey("hop[pe1]"));

        await pe1.ReportAsync(orchestrator.Http, Calls.Gateway("pe1", "pe2"), Calls.Gateway("pe2", "pe1"), Calls.NextHop("pe1", "eth7"));

        await Eventually.HoldsAsync(() => collector.Nodes.ContainsKey("interface[pe1/eth7]") && !collector.Nodes.ContainsKey("hop[pe1]"));
        var service = await orchestrator.Http.GetJsonAsync("api/v1/services/chain/red");
        service.GetProperty("problems")[0].GetProperty("detail").GetString()!.ShouldContain("hop[pe1] → hop[pe2] → hop[pe1]");

        await pe1.ReportAsync(orchestrator.Http, Calls.Gateway("pe1", "pe2"));
        await Eventually.HoldsAsync(() => collector.Nodes.ContainsKey("hop[pe2]"));
    }

    [Fact]
    public async Task Facts_Listed_AreFilteredAndSurviveARestart()
    {
        var first = await StartAsync();
        var pe1 = await AgentAsync(first, "pe1");
        (await pe1.RegisterAsync(first.Http)).FactsWanted.ShouldBeTrue();
        await pe1.ReportAsync(first.Http, Calls.NextHop("pe1", "eth1"), Calls.NextHop("pe2", "eth1"), Calls.Gateway("pe1", "x"));
        (await pe1.RegisterAsync(first.Http)).FactsWanted.ShouldBeFalse();
        await first.DisposeAsync();

        var second = await StartAsync();

        (await pe1.RegisterAsync(second.Http)).FactsWanted.ShouldBeFalse();
        var page = await second.Http.GetJsonAsync("api/v1/facts?relation=route-nexthop&device=pe1");
        page.GetProperty("items").GetArrayLength().ShouldBe(1);
        page.GetProperty("items")[0].GetProperty("fields").GetProperty("interface").GetString().ShouldBe("eth1");
    }
}
