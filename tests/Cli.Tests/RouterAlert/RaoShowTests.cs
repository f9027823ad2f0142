using RouterAlertAssurance.Cli.RouterAlert;
using RouterAlertAssurance.Contracts.RouterAlert;

namespace RouterAlertAssurance.Cli.Tests.RouterAlert;

public sealed class RaoShowTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Print_AllThereIs_IsForPeople() => Text(new RouterAlertDocument
    {
        Device = "pe1",
        Time = Now,
        Policy = new(
            [new("any", "any", "ipv4", "rsvp", "policed", 50, true, "rule 4 of chain inet t c", ""), new("a", "b", "ipv6", "mld", "untouched", null, false, null, "with value 1: dropped")],
            [new("shared", "RFC 6398, section 5", "RSVP shares its limit with PGM")]),
        Traffic = new(
            Now.AddMinutes(-5), 3, [new("to-p1", "ipv4", "rsvp", 0, 1200, 4.25)], [new("to-p1", "192.0.2.7", "rsvp", 900, 3)], [new(Now, "to-p1", "in", 64, [0x46], "RSVP")]),
        SlowPath = new([new("ipv4", "rsvp", "yes", 17, "rsvpd", 4711, 0.25), new("ipv4", "igmp", "unknown", 0, "", 0, null)], [new(0, 4, 9, 4712, "guard")]),
        Probes = [new("192.0.2.1", "192.0.2.2", "pe2", "ipv4", "rsvp", "policed", 20, "192.0.2.9", "30 of 90 arrived", Now.AddSeconds(-10))],
        Problems = ["No agent on device pe3 to answer"],
    }).ShouldBe("""
        Router Alert on pe1 at 2026-12-01T12:00:00Z

        Policy:
        IN   OUT  PROTOCOL     WITH ROUTER ALERT        BY                        OTHER FORMS AND CLASSES
        any  any  rsvp (ipv4)  policed to 50/s, shared  rule 4 of chain inet t c  the same
        a    b    mld (ipv6)   untouched                -                         with value 1: dropped

        Findings:
          RSVP shares its limit with PGM. [RFC 6398, section 5]

        Came in since 2026-12-01T11:55:00Z, and 3 packets more that the capture lost:
        INTERFACE  PROTOCOL     VALUE  PACKETS  PER SECOND
        to-p1      rsvp (ipv4)  0      1200     4.25

        Who sends most:
        INTERFACE  SOURCE     PROTOCOL  PACKETS      PER SECOND
        to-p1      192.0.2.7  rsvp      900 or more  3

        Packets kept as evidence: 1 (raa rao packets pe1 --output FILE)

        Raw sockets:
        PROTOCOL     ROUTER ALERT  DROPS  PROGRAM       CPU
        rsvp (ipv4)  yes           17     rsvpd (4711)  25 %
        igmp (ipv4)  unknown       0      -             -

        Queues of netfilter:
        QUEUE  WAITING  DROPS  PROGRAM
        0      4        9      guard (4712)

        Probes from here:
        FROM       TO         DEVICE  PROTOCOL     ROUTER ALERT IS  AT         AGO  FIGURES
        192.0.2.1  192.0.2.2  pe2     rsvp (ipv4)  policed to 20/s  192.0.2.9  10s  30 of 90 arrived

        Not known:
          No agent on device pe3 to answer

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Print_NothingKnown_SaysWhy() => Text(new RouterAlertDocument { Device = "pe1", Time = Now, Problems = ["The agent has no capture"] }).ShouldBe("""
        Router Alert on pe1 at 2026-12-01T12:00:00Z

        Not known:
          The agent has no capture

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Print_NameWithControlCharacters_CannotMoveTheCursor() => Text(new RouterAlertDocument
    {
        Device = "pe1",
        Time = Now,
        SlowPath = new([new("ipv4", "rsvp", "yes", 0, "\u001b[2Jrsvpd\u009b", 1, null)], []),
    }).ShouldContain("?[2Jrsvpd? (1)");

    [Theory]
    [InlineData("rao show", "raa rao show: DEVICE is missing.")]
    [InlineData("rao packets pe1", "raa rao packets: Option '--output' is required")]
    [InlineData("rao packets --output x", "raa rao packets: DEVICE is missing.")]
    public async Task Run_IncompleteCommandLine_SaysWhatIsMissing(string commandLine, string wrong)
    {
        var (code, output, errors) = await CommandRun.OfAsync(commandLine.Split(' '));

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldStartWith(wrong);
    }

    private static string Text(RouterAlertDocument document)
    {
        using var output = new StringWriter { NewLine = "\n" };
        RouterAlertText.Print(output, document);
        return output.ToString();
    }
}
