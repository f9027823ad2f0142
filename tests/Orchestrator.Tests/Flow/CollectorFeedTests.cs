using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Flow;

public sealed class CollectorFeedTests : OrchestratorTest
{
    private const string Chain = """{"parameters":{"device":"pe1"}}""";

    [Fact]
    public async Task Collector_Away_CatchesUpInOrderAcrossARestart()
    {
        var collector = await CollectorAsync();
        var first = await StartAsync(collector);
        await first.Http.DefineDevicesAsync("pe1", "pe2");
        await first.Http.PutOkAsync("api/v1/services/link/one", Calls.Link);
        await Eventually.HoldsAsync(() => collector.Version == 1);
        await collector.StopAsync();

        await first.Http.PutOkAsync("api/v1/services/link/two", Calls.Link);
        await first.Http.PutOkAsync("api/v1/services/chain/three", Chain);
        await first.DisposeAsync();
        var second = await StartAsync(collector);
        await second.Http.PutOkAsync("api/v1/services/chain/four", Chain);
        await collector.StartAsync();

        await Eventually.HoldsAsync(() => collector.Version == 4);
        collector.Taken.Select(version => (version.Version, version.Base)).ShouldBe([(1, null), (2, 1), (3, 2), (4, 3)]);
        collector.Nodes.Keys.Count(id => id.StartsWith("service-instance", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task Collector_ThatLostItsDatabase_GetsTheWholeGraph()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");
        await orchestrator.Http.PutOkAsync("api/v1/services/link/one", Calls.Link);
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/two", Chain);
        await Eventually.HoldsAsync(() => collector.Version == 2);
        var before = collector.Nodes.Keys.ToList();

        lock (collector.Nodes)
        {
            collector.Nodes.Clear();
            collector.Version = 0;
        }

        // Nothing changes here: the orchestrator finds out by itself.
        await Eventually.HoldsAsync(() => collector.Version == 2);
        collector.Nodes.Keys.ShouldBe(before);
        collector.Taken[^1].Base.ShouldBeNull();
    }

    [Fact]
    public async Task Orchestrator_ThatLostItsDatabase_OvertakesTheCollector()
    {
        var collector = await CollectorAsync();
        collector.Version = 57;
        var orchestrator = await StartAsync(collector);
        await orchestrator.Http.DefineDevicesAsync("pe1");

        await orchestrator.Http.PutOkAsync("api/v1/services/chain/one", Chain);

        await Eventually.HoldsAsync(() => collector.Version == 58);
        collector.Nodes.Keys.ShouldBe(["hop[pe1]", "service-instance[chain/one]"]);
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/two", Chain);
        await Eventually.HoldsAsync(() => collector.Version == 59);
    }

    [Fact]
    public async Task SharedNode_OfTwoServices_GoesWithTheLast()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        await orchestrator.Http.DefineDevicesAsync("pe1");
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/one", Chain);
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/two", Chain);
        await Eventually.HoldsAsync(() => collector.Version == 2);
        collector.Nodes.Count.ShouldBe(3);

        (await orchestrator.Http.DeleteAsync("api/v1/services/chain/one")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        await Eventually.HoldsAsync(() => collector.Version == 3);
        collector.Nodes.Keys.ShouldBe(["hop[pe1]", "service-instance[chain/two]"]);

        await orchestrator.Http.DeleteAsync("api/v1/services/chain/two");
        await Eventually.HoldsAsync(() => collector.Version == 4);
        collector.Nodes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Maintenance_OfAService_IsMappedToItsNode()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1");

        await orchestrator.Http.PutOkAsync(
            "api/v1/services/chain/one", """{"parameters":{"device":"pe1"},"labels":{"customer":"acme"},"maintenance":{"contact":"noc@example.net","end":"2999-01-01T00:00:00Z"}}""");

        await Eventually.HoldsAsync(() => collector.Version == 1 && pe1.Deliveries.Count > 0 && pe1.NewestNodes.Count == 2);
        collector.Nodes["service-instance[chain/one]"].Maintenance.ShouldBe(new("noc@example.net", null, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        collector.Nodes["service-instance[chain/one]"].Labels["customer"].ShouldBe("acme");
        pe1.Deliveries[^1].Subservices.RootElement.ToString().ShouldContain("under-maintenance");
    }

    [Fact]
    public async Task Maintenance_OfExclusiveScope_CoversWhatNoOtherServiceNeeds()
    {
        const string Maintenance = """
            {"contact":"noc","start":"2025-01-01T00:00:00Z","end":"2025-01-02T00:00:00Z","recurrence":"daily","until":"2999-01-01T00:00:00Z","scope":"exclusive"}
            """;
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        await orchestrator.Http.DefineDevicesAsync("pe1");
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/one", $$$"""{"parameters":{"device":"pe1"},"maintenance":{{{Maintenance}}}}""");
        await Eventually.HoldsAsync(() => collector.Version == 1);
        collector.Nodes["service-instance[chain/one]"].Maintenance!.Scope.ShouldBe("exclusive");
        var covered = collector.Nodes["hop[pe1]"].Maintenance!;
        (covered.Recurrence, covered.Until!.Value.Year, covered.Scope).ShouldBe(("daily", 2999, null));

        await orchestrator.Http.PutOkAsync("api/v1/services/chain/two", Chain);
        await Eventually.HoldsAsync(() => collector.Version == 2);
        collector.Nodes["hop[pe1]"].Maintenance.ShouldBeNull();
        collector.Nodes["service-instance[chain/one]"].Maintenance.ShouldNotBeNull();
    }

    [Fact]
    public async Task MaintenanceWindow_Begins_WithoutAnyRequest()
    {
        var orchestrator = await StartAsync();
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await orchestrator.Http.DefineDevicesAsync("pe1");
        var start = TimeProvider.System.GetUtcNow().AddSeconds(2);

        await orchestrator.Http.PutOkAsync(
            "api/v1/services/chain/one", $$$"""{"parameters":{"device":"pe1"},"maintenance":{"contact":"noc","start":"{{{start:O}}}"}}""");

        await Eventually.HoldsAsync(() => pe1.Deliveries.Any(delivery => delivery.Subservices.RootElement.ToString().Contains("under-maintenance", StringComparison.Ordinal)));
        pe1.Deliveries[^2].Subservices.RootElement.ToString().ShouldNotContain("under-maintenance");
    }
}
