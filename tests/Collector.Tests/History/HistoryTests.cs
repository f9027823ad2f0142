using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.TestKit;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.History;

public sealed class HistoryTests
{
    private static readonly SubserviceReference Second = new("interface", "pe1/eth1");

    [Fact]
    public async Task GraphAt_EarlierTimes_AreAsTheyWere()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await ThreeVersionsAsync(host);

        var before = await AtAsync(host, "2025-03-01T12:00:30Z");
        var between = await AtAsync(host, "2025-03-01T12:05:30Z");
        var after = await AtAsync(host, "2025-03-01T12:15:00Z");

        Ids(before).ShouldBe(["device[pe1]", "interface[pe1/eth0]", "service-instance[tunnel/blue]"]);
        (before.Version, before.From, before.To).ShouldBe((1, Begin, Begin.AddMinutes(5)));
        Score(before, "interface").ShouldBe(40);
        before.Nodes.First(node => node.Node.Type == "interface").Status.Symptoms.ShouldHaveSingleItem().Stop.ShouldBeNull();
        Ids(between).ShouldContain("interface[pe1/eth1]");
        Score(between, "device").ShouldBe(-1, "nobody had reported it");
        Ids(after).ShouldNotContain("interface[pe1/eth0]");
        (after.Version, after.To).ShouldBe((3, null));
        (await host.ProblemAsync(HttpMethod.Get, "/api/v1/services/tunnel/blue/graph?at=2025-03-01T11:59:59Z")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Graph_EdgeWithTransform_IsStoredAndShown()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        var edge = new GraphEdge("device", "pe1", "impacting", "", "0:50 100:100");
        await host.AcceptAsync(Graph() with { Upserts = [Service("blue", "pe1", Interface), Node(Interface, "pe1") with { Dependencies = [edge] }, Node(Device, "pe1")] });

        var graph = await AtAsync(host, "2025-03-01T12:00:30Z");

        graph.Nodes.Single(node => node.Node.Type == "interface").Node.Dependencies.ShouldHaveSingleItem().ShouldBe(edge);
    }

    [Fact]
    public async Task History_OfAService_HasScoresEpisodesAndGraphChanges()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await ThreeVersionsAsync(host);

        var history = await HistoryAsync(host, "from=2025-03-01T12:01:00Z&to=2025-03-01T13:00:00Z");

        history.Scores.Select(point => (point.Time, point.Score)).ShouldBe([(Begin.AddMinutes(1), 40), (Begin.AddMinutes(2), 100)]);
        history.Episodes.Select(episode => episode.Subservice).Distinct().ShouldBe([Tunnel, Interface], ignoreOrder: true);
        history.Graphs.Select(graph => (graph.Version, graph.To)).ShouldBe([(1, Begin.AddMinutes(5)), (2, Begin.AddMinutes(10)), (3, null)]);
        history.Graphs[1].Added.ShouldBe([Second]);
        history.Graphs[2].Removed.ShouldBe([Interface]);
    }

    [Fact]
    public async Task History_BeforeAnything_IsEmptyForAKnownNode()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await ThreeVersionsAsync(host);

        var history = await HistoryAsync(host, "from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00Z");

        (history.Scores.Count, history.Episodes.Count, history.Graphs.Count).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData("from=yesterday", "?from")]
    [InlineData("to=-1x", "?to")]
    [InlineData("from=now&to=-1h", "?from")]
    [InlineData("from=-400d", "?from")]
    [InlineData("from=2025-02-30T00:00:00Z", "?from")]
    public async Task History_WrongTime_IsToldByName(string query, string pointer)
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());

        var (status, problem) = await host.ProblemAsync(HttpMethod.Get, $"/api/v1/services/tunnel/blue/history?{query}");

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe(pointer);
    }

    [Fact]
    public async Task SilentAgent_IsShownAsUnknownNowAndInHistory_UntilItIsBack()
    {
        var clock = new ManualTimeProvider(Begin);
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh(), options => options.AgentSilenceLimit = TimeSpan.FromSeconds(15), clock);
        await host.AcceptAsync(Graph());
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40), Begin)));

        await AdvanceUntilAsync(clock, () => Interfaces(host) == -1);
        var silent = await host.GetAsync("/api/v1/subservices/interface/pe1/eth0", ContractsJson.Default.NodeHealth);
        silent.Status.Symptoms.ShouldHaveSingleItem().Id.ShouldBe("collector/agent-silent");
        (silent.Status.Symptoms[0].Kind, silent.Status.Symptoms[0].AgentId, silent.Status.Low, silent.Status.High).ShouldBe(("missing-input", "collector", 0, 100));
        silent.Status.Since.ShouldBe(Begin.AddSeconds(15), TimeSpan.FromSeconds(1));
        await AdvanceUntilAsync(clock, () => host.Services.GetRequiredService<HealthReader>().SilencesAsync(Begin, clock.GetUtcNow(), default).GetAwaiter().GetResult().Count == 1);

        await host.AcceptAsync(Batch());
        Interfaces(host).ShouldBe(40);
        await AdvanceUntilAsync(
            clock, () => host.Services.GetRequiredService<HealthReader>().SilencesAsync(Begin, clock.GetUtcNow(), default).GetAwaiter().GetResult()[0].Stop is not null);

        var history = await host.GetAsync($"/api/v1/history/subservices/interface/pe1/eth0?from=2025-03-01T11:59:00Z&to=now", ContractsJson.Default.HealthHistory);
        history.Scores.Select(point => point.Score).ShouldBe([40, -1, 40]);
        var past = await host.GetAsync("/api/v1/graph?at=2025-03-01T12:00:16Z", ContractsJson.Default.HealthGraph);
        Score(past, "interface").ShouldBe(-1);
    }

    [Fact]
    public async Task Cleaner_OldRows_AreRemovedAndTheHistoryStartSaysSo()
    {
        var clock = new ManualTimeProvider(Begin.AddDays(40));
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh(), time: clock);
        await ThreeVersionsAsync(host);
        await host.AcceptAsync(Batch(StatusEvent(7, Second, Status(100), Begin.AddDays(39))));

        await host.Services.GetRequiredService<RetentionCleaner>().CleanAsync(TestContext.Current.CancellationToken);

        var history = await HistoryAsync(host, "from=2025-02-20T00:00:00Z&to=2025-04-15T00:00:00Z");
        history.Episodes.ShouldBeEmpty();
        history.Scores.Select(point => point.Score).ShouldBe([100], "only the value at the horizon is kept");
        history.Graphs.Select(graph => graph.Version).ShouldBe([3]);
        host.State.Symptoms[Tunnel.ToModel()].ShouldSatisfyAllConditions(
            symptoms => symptoms.Latest.ShouldBeEmpty(),
            symptoms => symptoms.Start.ShouldBe(Begin.AddMinutes(2)));
        var stored = await host.Services.GetRequiredService<StateReader>().ReadAsync(TestContext.Current.CancellationToken);
        stored.Symptoms[Tunnel.ToModel()].Start.ShouldBe(Begin.AddMinutes(2));
    }

    [Fact]
    public async Task Cleaner_OldScores_AreThinnedToTheWorstAndTheLastOfEachStep()
    {
        var clock = new ManualTimeProvider(Begin.AddDays(10));
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh(), time: clock);
        await host.AcceptAsync(Graph());
        int[] scores = [90, 10, 50, 70, 80];
        await host.AcceptAsync(Batch([.. scores.Select((score, place) => StatusEvent(place + 1, Tunnel, Status(score)))]));

        await host.Services.GetRequiredService<RetentionCleaner>().CleanAsync(TestContext.Current.CancellationToken);

        (await HistoryAsync(host, "from=2025-02-20T00:00:00Z&to=2025-03-11T00:00:00Z")).Scores.Select(point => point.Score).ShouldBe([10, 80]);
    }

    private static int Interfaces(CollectorHost host) => host.State.Views[Interface.ToModel()].Status.Score;

    private static async Task AdvanceUntilAsync(ManualTimeProvider clock, Func<bool> condition)
    {
        for (var step = 0; !condition(); step++)
        {
            step.ShouldBeLessThan(400);
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }
    }

    /// <summary>Version 1; at 12:05 a second interface comes; at 12:10 the first one goes. The tunnel is at 40 until 12:02.</summary>
    private static async Task ThreeVersionsAsync(CollectorHost host)
    {
        await host.AcceptAsync(Graph());
        await host.AcceptAsync(Batch(
            StatusEvent(1, Tunnel, Status(40), Begin.AddSeconds(10)),
            SymptomEvent(2, Interface, Symptom(), Evidence(), Begin.AddSeconds(10)),
            StatusEvent(3, Interface, Status(40), Begin.AddSeconds(10)),
            StatusEvent(4, Interface, Status(100), Begin.AddMinutes(2)),
            StatusEvent(5, Tunnel, Status(100), Begin.AddMinutes(2)),
            WithdrawnEvent(6, Device)));
        await host.AcceptAsync(new GraphVersion
        {
            Version = 2,
            Base = 1,
            Time = Begin.AddMinutes(5),
            Upserts = [Service("blue", "pe1", Interface, Second), Node(Second, "pe1", Device)],
        });
        await host.AcceptAsync(new GraphVersion
        {
            Version = 3,
            Base = 2,
            Time = Begin.AddMinutes(10),
            Upserts = [Service("blue", "pe1", Second)],
            Removals = [Interface],
        });
    }

    private static Task<HealthGraph> AtAsync(CollectorHost host, string time) =>
        host.GetAsync($"/api/v1/services/tunnel/blue/graph?at={time}", ContractsJson.Default.HealthGraph);

    private static Task<HealthHistory> HistoryAsync(CollectorHost host, string query) =>
        host.GetAsync($"/api/v1/services/tunnel/blue/history?{query}", ContractsJson.Default.HealthHistory);

    private static IEnumerable<string> Ids(HealthGraph graph) => graph.Nodes.Select(node => $"{node.Node.Type}[{node.Node.Id}]").Order(StringComparer.Ordinal);

    private static int Score(HealthGraph graph, string type) => graph.Nodes.First(node => node.Node.Type == type).Status.Score;
}
