using System.Net;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Packets.Files;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.Explanations;

public sealed class EvidencePacketsTests
{
    private const string Path = "/api/v1/symptoms/evidence.pcapng";
    private const string Occurrence = Path + "?type=interface&id=pe1%2Feth0&agent=pe1&symptom=base%2Finterface.down&start=";

    /// <summary>Not a whole microsecond: the database keeps no more.</summary>
    private static readonly DateTimeOffset Start = Begin.AddTicks(1_234_567);

    private static readonly EvidencePacket First = new(Begin.AddTicks(77), "eth0", "in", 32, [0x46, 0, 0, 32, 1, 2, 3, 4], "RSVP, Router Alert value 0");
    private static readonly EvidencePacket Second = new(Begin.AddSeconds(1), "eth1", "out", 3, [0x60, 0, 0], "MLD, Router Alert value 0");

    [Fact]
    public async Task Packets_OfAnOccurrence_AreExactlyThoseOfItsEvidence()
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.GetAsync(Occurrence + $"{Start.UtcDateTime:O}", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-pcapng");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("evidence.pcapng");
        using var reader = CaptureReader.Open(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Read(reader).ShouldBe([(First.Time, 32, Convert.ToHexString(First.Octets)), (Second.Time, 3, Convert.ToHexString(Second.Octets))]);
        reader.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Packets_OfALaterOccurrence_AreNotThoseOfTheFirst()
    {
        await using var host = await StartAsync();
        var later = Start.AddMinutes(5);
        await host.AcceptAsync(Batch(
            SymptomEvent(2, Interface, Symptom(start: Start, stop: Start.AddMinutes(1))),
            SymptomEvent(3, Interface, Symptom(start: later), Evidence() with { Packets = [Second] })));

        using var reader = CaptureReader.Open(await host.Client.GetStreamAsync(Occurrence + $"{later.UtcDateTime:O}", TestContext.Current.CancellationToken));

        Read(reader).ShouldHaveSingleItem().Octets.ShouldBe(Convert.ToHexString(Second.Octets));
    }

    [Fact]
    public async Task Packets_ThatCameAfterTheRaise_AreThoseOfTheSameOccurrence()
    {
        await using var host = await StartAsync();
        var later = Start.AddMinutes(5);
        await host.AcceptAsync(Batch(SymptomEvent(2, Interface, Symptom(start: Start, stop: Start.AddMinutes(1))), SymptomEvent(3, Interface, Symptom(start: later), Evidence())));
        await host.AcceptAsync(Batch(SymptomEvent(4, Interface, Symptom(start: later), Evidence() with { Packets = [Second] })));

        using var reader = CaptureReader.Open(await host.Client.GetStreamAsync(Occurrence + $"{later.UtcDateTime:O}", TestContext.Current.CancellationToken));

        Read(reader).ShouldHaveSingleItem();
        (await host.GetAsync("/api/v1/history/subservices/interface/pe1%2Feth0?from=2025-03-01T12:00:00Z&to=2025-03-01T13:00:00Z", ContractsJson.Default.HealthHistory)).Episodes.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("?type=interface&id=pe1%2Feth0&symptom=base%2Finterface.down&start=2025-03-01T12:00:00Z", HttpStatusCode.NotFound, "did not begin at")]
    [InlineData("?type=interface&id=pe1%2Feth0&agent=pe2&symptom=base%2Finterface.down&start=2025-03-01T12:00:00.1234567Z", HttpStatusCode.NotFound, "did not begin at")]
    [InlineData("?type=interface&id=none&symptom=base%2Finterface.down&start=2025-03-01T12:00:00.1234567Z", HttpStatusCode.NotFound, "did not begin at")]
    [InlineData("?type=device&id=pe1&symptom=base%2Fdevice.cpu&start=2025-03-01T12:00:00Z", HttpStatusCode.NotFound, "No packets are in the evidence")]
    [InlineData("?type=interface&id=pe1%2Feth0&symptom=base%2Finterface.down&start=yesterday", HttpStatusCode.BadRequest, "expected a time")]
    [InlineData("?type=interface&id=pe1%2Feth0&start=2025-03-01T12:00:00Z", HttpStatusCode.BadRequest, "is required")]
    [InlineData("?type=interface&id=pe1%2Feth0&symptom=x&start=now&when=now", HttpStatusCode.BadRequest, "Unknown query parameter")]
    public async Task Packets_OfNothing_AreRefusedWithTheReason(string query, HttpStatusCode status, string reason)
    {
        await using var host = await StartAsync();
        await host.AcceptAsync(Batch(SymptomEvent(2, Device, Symptom("base/device.cpu"), Evidence())));

        var (answered, problem) = await host.ProblemAsync(HttpMethod.Get, Path + query);

        answered.ShouldBe(status);
        problem["detail"]!.GetValue<string>().ShouldContain(reason);
    }

    private static List<(DateTimeOffset Time, int Length, string Octets)> Read(CaptureReader reader)
    {
        var packets = new List<(DateTimeOffset, int, string)>();
        while (reader.TryRead(out var packet))
        {
            packets.Add((packet.Time, packet.OriginalLength, Convert.ToHexString(packet.Bytes)));
        }

        return packets;
    }

    private static async Task<CollectorHost> StartAsync()
    {
        var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        await host.AcceptAsync(Batch(SymptomEvent(1, Interface, Symptom(start: Start), Evidence() with { Packets = [First, Second] })));
        return host;
    }
}
