using System.Net.Sockets;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Probes;
using RouterAlertAssurance.Probes.Verdicts;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Sources.RouterAlertProbe;

public sealed class ProbeRoundsTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Run_ARoundThatIsNotOverInTime_IsGivenUpThen()
    {
        using var folder = new TemporaryDirectory();
        using var silent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        silent.Bind(new UnixDomainSocketEndPoint(folder.Combine("silent.sock")));
        silent.Listen();
        var time = new ManualTimeProvider(Now);
        var task = ProbeTasks.Task(source: "127.0.0.1", destination: "127.0.0.1", protocols: "udp");

        var round = new ProbeRounds(time).RunAsync(task, Now.AddSeconds(9), before: null, $"unix:{folder.Combine("silent.sock")}", _ => { }, TestContext.Current.CancellationToken);
        using var asked = await silent.AcceptAsync(TestContext.Current.CancellationToken);
        round.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(9));

        (await round).Problem.ShouldBe("the round was given up after 9 s");
    }

    // Places that are cut short would leave the same ones out each time otherwise.
    [Fact]
    public void Request_ProtocolsThatTheLastRoundDidNotGetTo_ComeFirst()
    {
        var task = ProbeTasks.Task(protocols: ["rsvp", "pgm", "tcp", "udp"]);
        ProbeOutcome before = new(task, [Result(ProbeProtocol.Rsvp, 20), Result(ProbeProtocol.Pgm, 23), Result(ProbeProtocol.Tcp, 6)], Now.AddSeconds(23));

        Names(before).ShouldBe(["udp", "tcp", "rsvp", "pgm"]);
        Names(null).ShouldBe(["rsvp", "pgm", "tcp", "udp"]);

        IEnumerable<string> Names(ProbeOutcome? known) => ProbeRounds.RequestOf(task, new ProbeEffort(4, 100), known, locates: false).Protocols.Select(protocol => protocol.Name);
    }

    private static ProbeResult Result(ProbeProtocol protocol, int second) => new(protocol, ProbeVerdict.Carried, null, null, null, null, null, "", Now.AddSeconds(second));
}
