namespace RouterAlertAssurance.Probes.Tests;

public sealed class ProbeProtocolTests
{
    [Theory]
    [InlineData("udp", "udp")]
    [InlineData("46", "rsvp")]
    [InlineData("RSVP", "rsvp")]
    [InlineData("253", "protocol-253")]
    [InlineData("protocol-253", "protocol-253")]
    public void TryParse_NameOrNumber_IsTheProtocol(string text, string name)
    {
        ProbeProtocol.TryParse(text, out var protocol, out _).ShouldBeTrue();
        protocol!.Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("mld", "mld never leaves its link")]
    [InlineData("ospf", "'ospf' cannot be probed: it is none of udp, tcp")]
    [InlineData(null, "'' cannot be probed")]
    public void TryParse_NothingToProbe_SaysWhy(string? text, string reason)
    {
        ProbeProtocol.TryParse(text, out _, out var error).ShouldBeFalse();
        error!.ShouldStartWith(reason);
    }

    [Theory]
    [InlineData("30@10", true)]
    [InlineData("400@200.5", true)]
    [InlineData("0@10", false)]
    [InlineData("30@0", false)]
    [InlineData("30", false)]
    [InlineData("5000@1", false)]
    [InlineData("-1@1", false)]
    public void TryParse_Pace_TakesPairsAtARate(string text, bool isPace) => ProbePace.TryParse(text, out _).ShouldBe(isPace);
}
