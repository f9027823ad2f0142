using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.TestKit;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.Ingestion;

/// <summary>The database comes late, goes away, is slow, or is cut off in the middle of a transaction.</summary>
public sealed class AvailabilityTests
{
    [Fact]
    public async Task Start_WithoutDatabase_IsNotReadyAndRecoversByItself()
    {
        await using var proxy = new DatabaseProxy(TestDatabase.Fresh());
        await using var host = await CollectorHost.StartAsync(proxy.ConnectionString, loaded: false);

        using var notReady = await host.Client.GetAsync("/health/ready");
        notReady.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var live = await host.Client.GetAsync("/health/live");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var list = await host.Client.GetAsync("/api/v1/services");
        (list.StatusCode, list.Headers.RetryAfter is not null).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
        using var ingest = await host.IngestAsync(Batch(StatusEvent(1, Interface, Status(40))));
        ingest.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        proxy.Start();
        await Eventually.HoldsAsync(async () => (await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
        (await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))))).ShouldBe(1);
    }

    [Fact]
    public async Task Database_GoneAndBack_ReadsGoOnAndNothingAcknowledgedIsLost()
    {
        await using var proxy = new DatabaseProxy(TestDatabase.Fresh());
        proxy.Start();
        await using var host = await CollectorHost.StartAsync(proxy.ConnectionString, options => options.DatabaseTimeout = TimeSpan.FromSeconds(5));
        await host.AcceptAsync(Graph());
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))));

        proxy.Kill();
        using var refused = await host.IngestAsync(Batch(StatusEvent(2, Interface, Status(50))));
        (refused.StatusCode, refused.Headers.RetryAfter is not null).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
        (await host.AcceptAsync(Batch())).ShouldBe(1, "a heartbeat needs no database");
        (await host.GetAsync("/api/v1/subservices/interface/pe1/eth0", ContractsJson.Default.NodeHealth)).Status.Score.ShouldBe(40);
        using var history = await host.Client.GetAsync("/api/v1/history/subservices/interface/pe1/eth0");
        (history.StatusCode, history.Headers.RetryAfter is not null).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
        await Eventually.HoldsAsync(async () => (await host.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable);

        proxy.Start();
        await Eventually.HoldsAsync(async () => (await host.IngestAsync(Batch(StatusEvent(2, Interface, Status(50))))).IsSuccessStatusCode);
        await Eventually.HoldsAsync(async () => (await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
        host.State.Agents["pe1"].Acknowledged.ShouldBe(2);
    }

    [Fact]
    public async Task Database_Silent_AnswersInTimeAndTakesTheBatchLater()
    {
        await using var proxy = new DatabaseProxy(TestDatabase.Fresh());
        proxy.Start();
        await using var host = await CollectorHost.StartAsync(proxy.ConnectionString, options => options.DatabaseTimeout = TimeSpan.FromSeconds(3));
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))));

        proxy.Pause();
        using var refused = await host.IngestAsync(Batch(StatusEvent(2, Interface, Status(50))));
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        proxy.Resume();

        await Eventually.HoldsAsync(async () => (await host.IngestAsync(Batch(StatusEvent(2, Interface, Status(50))))).IsSuccessStatusCode);
        host.State.Agents["pe1"].Reports[Interface.ToModel()].Status.Score.ShouldBe(50);
    }

    [Theory]
    [InlineData("score_history")]
    [InlineData("COMMIT")]
    public async Task Connection_CutBeforeTheCommit_StoresNothingAndTakesTheBatchAgain(string statement)
    {
        await using var proxy = new DatabaseProxy(TestDatabase.Fresh());
        proxy.Start();
        await using var host = await CollectorHost.StartAsync(proxy.ConnectionString, options => options.DatabaseTimeout = TimeSpan.FromSeconds(10));
        await host.AcceptAsync(Graph());
        proxy.CutBefore(statement);

        using var refused = await host.IngestAsync(Batch(StatusEvent(1, Interface, Status(40)), StatusEvent(2, Interface, Status(50))));

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        proxy.Cuts.ShouldBe(1);
        host.State.Agents.ContainsKey("pe1").ShouldBeFalse();
        await Eventually.HoldsAsync(async () => (await host.IngestAsync(Batch(StatusEvent(1, Interface, Status(40)), StatusEvent(2, Interface, Status(50))))).IsSuccessStatusCode);
        await ShouldHaveScoresAsync(host, 40, 50);
    }

    [Fact]
    public async Task Connection_CutAfterTheCommit_KnowsThatItWasStored()
    {
        await using var proxy = new DatabaseProxy(TestDatabase.Fresh());
        proxy.Start();
        await using var host = await CollectorHost.StartAsync(proxy.ConnectionString, options => options.DatabaseTimeout = TimeSpan.FromSeconds(10));
        await host.AcceptAsync(Graph());
        proxy.CutAfter("COMMIT");

        using var refused = await host.IngestAsync(Batch(StatusEvent(1, Interface, Status(40)), StatusEvent(2, Interface, Status(50))));

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        proxy.Cuts.ShouldBe(1);
        await Eventually.HoldsAsync(async () => (await host.IngestAsync(Batch(StatusEvent(1, Interface, Status(40)), StatusEvent(2, Interface, Status(50))))).IsSuccessStatusCode);
        await ShouldHaveScoresAsync(host, 40, 50);
        host.State.Symptoms[Interface.ToModel()].Latest.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task GraphVersion_CutAfterTheCommit_IsAcknowledgedTheNextTime()
    {
        await using var proxy = new DatabaseProxy(TestDatabase.Fresh());
        proxy.Start();
        await using var host = await CollectorHost.StartAsync(proxy.ConnectionString, options => options.DatabaseTimeout = TimeSpan.FromSeconds(3));
        proxy.CutAfter("COMMIT");

        using var refused = await host.PutGraphAsync(Graph());

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Eventually.HoldsAsync(async () => (await host.PutGraphAsync(Graph())).IsSuccessStatusCode);
        host.State.Graph.Entries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Restart_AfterKill_ShowsTheSame()
    {
        var connection = TestDatabase.Fresh();
        JsonNode? before;
        // Not disposed first: the second collector finds the database as a killed one leaves it.
        await using var killed = await CollectorHost.StartAsync(connection);
        await killed.AcceptAsync(Graph());
        await killed.AcceptAsync(Batch(StatusEvent(1, Tunnel, Status(40)), StatusEvent(2, Interface, Status(40)), SymptomEvent(3, Interface, Symptom(), Evidence())));
        before = await killed.Client.GetFromJsonAsync<JsonNode>("/api/v1/graph", TestContext.Current.CancellationToken);

        await using var host = await CollectorHost.StartAsync(connection);

        (await host.Client.GetFromJsonAsync<JsonNode>("/api/v1/graph", TestContext.Current.CancellationToken))!.ToJsonString().ShouldBe(before!.ToJsonString());
        (await host.AcceptAsync(Batch(StatusEvent(3, Interface, Status(40)), StatusEvent(4, Interface, Status(100))))).ShouldBe(4);
        host.State.Symptoms[Interface.ToModel()].Latest.Values.ShouldHaveSingleItem().Stop.ShouldBe(Begin.AddSeconds(4));
    }

    private static async Task ShouldHaveScoresAsync(CollectorHost host, params int[] scores)
    {
        var history = await host.GetAsync(
            "/api/v1/history/subservices/interface/pe1/eth0?from=2025-03-01T11:00:00Z&to=2025-03-01T13:00:00Z", ContractsJson.Default.HealthHistory);
        history.Scores.Select(point => point.Score).ShouldBe(scores);
    }
}
