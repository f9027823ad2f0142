using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.RouterAlert;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.Ingestion;

public sealed class IngestTests
{
    [Fact]
    public async Task Ingest_NewEvents_AreAcknowledgedAndShown()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());

        var acknowledged = await host.AcceptAsync(Batch(StatusEvent(1, Tunnel, Status(40)), StatusEvent(2, Interface, Status(40))));

        acknowledged.ShouldBe(2);
        var services = await host.GetAsync("/api/v1/services", ContractsJson.Default.PageServiceItem);
        var item = services.Items.ShouldHaveSingleItem();
        (item.Type, item.Name, item.Score, item.SymptomCount).ShouldBe(("tunnel", "blue", 40, 1));
    }

    [Fact]
    public async Task Ingest_SameBatchTwice_IsStoredOnce()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        var batch = Batch(StatusEvent(1, Interface, Status(40)), SymptomEvent(2, Interface, Symptom(), Evidence() with { Runbook = "docs/runbooks/base.md#interface-down" }));

        (await host.AcceptAsync(batch)).ShouldBe(2);
        (await host.AcceptAsync(batch)).ShouldBe(2);

        var history = await HistoryAsync(host);
        history.Scores.Count.ShouldBe(1);
        history.Episodes.ShouldHaveSingleItem().Evidence!.Expression.ShouldBe("oper-up == false");
        history.Episodes[0].Evidence!.Runbook.ShouldBe("docs/runbooks/base.md#interface-down");
    }

    [Fact]
    public async Task Ingest_PacketsInEvidence_AreStoredWithIt()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        var octets = new byte[256];
        Random.Shared.NextBytes(octets);
        var evidence = Evidence();
        evidence.Packets = [.. Enumerable.Range(1, 8).Select(second => new EvidencePacket(Begin.AddSeconds(second), "to-ce1", "in", 1500, octets, "192.0.2.1 > 198.51.100.2 rsvp, Router Alert 0"))];

        // As many as the sender puts into a batch at most are as large as that limit allows.
        await host.AcceptAsync(Batch([StatusEvent(1, Interface, Status(40)), .. Enumerable.Range(2, 80).Select(number => SymptomEvent(number, Interface, Symptom(), evidence))]));

        var stored = (await HistoryAsync(host)).Episodes.ShouldHaveSingleItem().Evidence!.Packets!;
        stored.Count.ShouldBe(8);
        stored[7].Octets.ShouldBe(octets);
        (stored[7].Interface, stored[7].Direction, stored[7].Length, stored[7].Time).ShouldBe(("to-ce1", "in", 1500, Begin.AddSeconds(8)));
    }

    [Fact]
    public async Task Ingest_OverlappingBatch_TakesOnlyTheNewPart()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40)), StatusEvent(2, Interface, Status(50))));

        var acknowledged = await host.AcceptAsync(Batch(StatusEvent(2, Interface, Status(50)), StatusEvent(3, Interface, Status(60))));

        acknowledged.ShouldBe(3);
        (await HistoryAsync(host)).Scores.Select(point => point.Score).ShouldBe([40, 50, 60]);
    }

    [Fact]
    public async Task Ingest_Gap_IsRefusedWithWhereToGoOn()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))));

        using var response = await host.IngestAsync(Batch(StatusEvent(3, Interface, Status(60))));

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        problem["acknowledged"]!.GetValue<long>().ShouldBe(1);
        host.State.Agents["pe1"].Acknowledged.ShouldBe(1);
    }

    [Fact]
    public async Task Ingest_NewEpoch_BeginsAgainAndTheOldOneIsOver()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40)), StatusEvent(2, Interface, Status(50))));
        var renewed = new HealthBatch("pe1", Guid.NewGuid(), [StatusEvent(1, Interface, Status(70))]);

        (await host.AcceptAsync(renewed)).ShouldBe(1);
        (await host.AcceptAsync(Batch(StatusEvent(2, Interface, Status(50))))).ShouldBe(2);
        using var late = await host.IngestAsync(Batch(StatusEvent(3, Interface, Status(10))));

        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        JsonNode.Parse(await late.Content.ReadAsStringAsync())!["type"]!.GetValue<string>().ShouldEndWith("epoch-superseded");
        host.State.Agents["pe1"].Reports[Interface.ToModel()].Status.Score.ShouldBe(70);
    }

    [Fact]
    public async Task Ingest_NewEpochBeginningLate_IsAGapFromZero()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());

        using var response = await host.IngestAsync(new HealthBatch("pe9", Guid.NewGuid(), [StatusEvent(5, Interface, Status(70))]));

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["acknowledged"]!.GetValue<long>().ShouldBe(0);
    }

    [Fact]
    public async Task Ingest_Heartbeat_AnswersTheStoredNumber()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))));

        (await host.AcceptAsync(Batch())).ShouldBe(1);
        (await host.AcceptAsync(new HealthBatch("pe1", Guid.NewGuid(), []))).ShouldBe(0);
        (await host.AcceptAsync(Batch())).ShouldBe(1);
    }

    [Fact]
    public async Task Ingest_Withdrawn_EndsSymptomsAndShowsNoReport()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40)), WithdrawnEvent(2, Interface)));

        var node = await host.GetAsync("/api/v1/subservices/interface/pe1/eth0", ContractsJson.Default.NodeHealth);

        node.Status.Score.ShouldBe(-1);
        node.Status.Symptoms.ShouldHaveSingleItem().Id.ShouldBe("collector/no-report");
        node.Reported.ShouldBeNull();
        (await HistoryAsync(host)).Episodes.ShouldHaveSingleItem().Symptom.Stop.ShouldBe(Begin.AddSeconds(2));
    }

    [Fact]
    public async Task Ingest_StatusWithoutASymptomThatWasActive_EndsItsEpisode()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());

        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40)), StatusEvent(2, Interface, Status(100))));

        (await HistoryAsync(host)).Episodes.ShouldHaveSingleItem().Symptom.Stop.ShouldBe(Begin.AddSeconds(2));
    }

    [Fact]
    public async Task Ingest_StatusOfARestartedAgentWithAnEarlierOccurrenceOnly_EndsTheEpisode()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        var earlier = Symptom(start: Begin.AddSeconds(-60), stop: Begin.AddSeconds(-50));

        await host.AcceptAsync(Batch(
            StatusEvent(1, Interface, Status(100, earlier)),
            StatusEvent(2, Interface, Status(40)),
            StatusEvent(3, Interface, Status(100, earlier))));

        (await HistoryAsync(host)).Episodes.Select(episode => episode.Symptom.Stop).ShouldBe([Begin.AddSeconds(3), Begin.AddSeconds(-50)], ignoreOrder: true);
    }

    [Fact]
    public void Evidence_StoredBeforeThereWereRunbooks_HasNone() =>
        JsonSerializer.Deserialize("""{"expression":"x","steps":[],"samples":[]}""", ContractsJson.Default.Evidence)!.Runbook.ShouldBe("");

    [Fact]
    public async Task Ingest_SymptomBeginsAgain_IsANewEpisodeAndMovesTheHistoryStart()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        var first = Symptom(start: Begin, stop: Begin.AddSeconds(5));
        var second = Symptom(start: Begin.AddSeconds(20));

        await host.AcceptAsync(Batch(
            SymptomEvent(1, Interface, first with { Stop = null }, Evidence()),
            SymptomEvent(2, Interface, first, Evidence("up")),
            SymptomEvent(3, Interface, second, Evidence())));

        (await HistoryAsync(host)).Episodes.Select(episode => (episode.Symptom.Start, episode.Symptom.Stop))
            .ShouldBe([(second.Start, null), (first.Start, first.Stop)]);
        host.State.Symptoms[Interface.ToModel()].Start.ShouldBe(first.Stop);
    }

    [Fact]
    public async Task Ingest_AnotherAgentThanTheOwner_IsKeptAside()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))));

        await host.AcceptAsync(new HealthBatch("pe2", Guid.NewGuid(), [StatusEvent(1, Interface, Status(80))]));

        (await host.GetAsync("/api/v1/subservices/interface/pe1%2Feth0", ContractsJson.Default.NodeHealth)).Status.Score.ShouldBe(40);
        await host.AcceptAsync(new GraphVersion { Version = 2, Base = 1, Time = Begin.AddMinutes(1), Upserts = [Node(Interface, "pe2", Device)] });
        (await host.GetAsync("/api/v1/subservices/interface/pe1%2Feth0", ContractsJson.Default.NodeHealth)).Status.Score.ShouldBe(80);
    }

    private static Task<Contracts.Queries.HealthHistory> HistoryAsync(CollectorHost host) => host.GetAsync(
        "/api/v1/history/subservices/interface/pe1/eth0?from=2025-03-01T11:00:00Z&to=2025-03-01T13:00:00Z", ContractsJson.Default.HealthHistory);
}
