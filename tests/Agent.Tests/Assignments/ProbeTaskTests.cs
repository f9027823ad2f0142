using System.Net;
using System.Net.Http.Json;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Assignments;

public sealed class ProbeTaskTests
{
    public static TheoryData<string, ProbeTask> Wrong => new()
    {
        { "/probes/0/id", Good with { Id = "../a" } },
        { "/probes/0/kind", Good with { Kind = "urgent" } },
        { "/probes/0/source", Good with { Source = "192.0.2.256" } },
        { "/probes/0/destination", Good with { Destination = "host" } },
        { "/probes/0/destination", Good with { Destination = "2001:db8::1" } },
        { "/probes/0/peer", Good with { Peer = "" } },
        { "/probes/0/peerDevice", Good with { PeerDevice = null! } },
        { "/probes/0/protocols", Good with { Protocols = [] } },
        { "/probes/0/protocols", Good with { Protocols = ["udp", "udp"] } },
        { "/probes/0/protocols", Good with { Protocols = ["protocol-256"] } },
        { "/probes/0/protocols", Good with { Protocols = ["protocol-07"] } },
        { "/probes/0/periodSeconds", Good with { PeriodSeconds = 700_000 } },
        { "/probes/0/offsetSeconds", Good with { OffsetSeconds = 15 } },
        { "/probes/0/offsetSeconds", Good with { OffsetSeconds = -1 } },
        { "/probes/0/roundSeconds", Good with { RoundSeconds = 0 } },
        { "/probes/0/roundSeconds", Good with { RoundSeconds = 700_000 } },
        { "/probes/0/packetsPerSecond", Good with { PacketsPerSecond = 1001 } },
        { "/probes/0/key", Good with { Key = new byte[31] } },
        { "/probes/0/key", Good with { Key = null! } },
        { "/probes/0", null! },
    };

    private static ProbeTask Good => ProbeTasks.Task();

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Check_WrongTask_NamesThePlace(string pointer, ProbeTask task) =>
        AssignmentChecks.Check(new AgentAssignment { Probes = [task] }).Select(error => error.Pointer).ShouldBe([pointer]);

    // The orchestrator plans with the one list and the agent sends by the other.
    [Fact]
    public void Sendable_Protocols_AreThoseOfTheLibrary() => ProbeProtocols.Sendable.ShouldBe(RouterAlertAssurance.Probes.ProbeProtocol.All.Select(protocol => protocol.Name), ignoreOrder: true);

    [Fact]
    public void Check_TooManyOrTheSameTwice_IsRefused()
    {
        AssignmentChecks.Check(new AgentAssignment { Responses = [.. Enumerable.Range(0, 256).Select(number => Good with { Id = $"t{number}" })] }).ShouldBeEmpty();
        AssignmentChecks.Check(new AgentAssignment { Responses = [.. Enumerable.Range(0, 257).Select(number => Good with { Id = $"t{number}" })] })
            .ShouldHaveSingleItem().Detail.ShouldBe("expected at most 256 tasks");
        AssignmentChecks.Check(new AgentAssignment { Probes = [Good, Good] }).ShouldHaveSingleItem().Detail.ShouldBe("'a1' is there more than once");
        AssignmentChecks.Check(new AgentAssignment { Probes = null! }).ShouldHaveSingleItem().Pointer.ShouldBe("/probes");
    }

    [Fact]
    public async Task Put_TasksWithKeys_AreKeptForTheOwnerAloneAndShownWithout()
    {
        using var folder = new TemporaryDirectory();
        await using var agent = await AgentApp.StartAsync(folder);
        var assignment = new AgentAssignment { Revision = 1, Probes = [Good], Responses = [Good] };
        using var put = await agent.Client.PutAsJsonAsync("/api/v1/assignment", assignment, ContractsJson.Default.AgentAssignment);
        put.StatusCode.ShouldBe(HttpStatusCode.OK);

        var shown = await agent.Client.GetFromJsonAsync("/api/v1/assignment", ContractsJson.Default.AgentAssignment);

        shown!.Probes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(task => task.Key.ShouldBeEmpty(), task => task.Id.ShouldBe("a1"));
        shown.Responses.ShouldHaveSingleItem().Key.ShouldBeEmpty();
        var file = Directory.GetFiles(folder.Path, "assignment.json", SearchOption.AllDirectories).ShouldHaveSingleItem();
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldContain(Convert.ToBase64String(Good.Key));
    }
}
