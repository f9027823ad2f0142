using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Rounds;

namespace RouterAlertAssurance.Probes.Tests.Rounds;

public sealed class ProbeRunTests
{
    [Fact]
    public void Compare_WhatTheResponderLostItself_IsInTheCountsOfEachProtocol()
    {
        var sent = new Dictionary<ProbeProtocol, (SentPackets Control, SentPackets RouterAlert)> { [ProbeProtocol.Udp] = (Sent(), Sent()), [ProbeProtocol.Rsvp] = (Sent(), Sent()) };
        var (all, one) = (new KindResult([3], 0, 0, 64), new KindResult([1], 0, 0, 64));

        var counts = ProbeRun.Compare(sent, new RoundResults([new("udp", all, all), new("rsvp", all, one)], Lost: 4));

        counts.ToDictionary(pair => pair.Key.Name, pair => (pair.Value.LostByResponder, pair.Value.IsDoubtful)).ShouldBe(new Dictionary<string, (long, bool)> { ["udp"] = (4, false), ["rsvp"] = (4, true) }, ignoreOrder: true);
    }

    private static SentPackets Sent()
    {
        var sent = new SentPackets(2, TimeProvider.System);
        sent.Add();
        sent.Add();
        return sent;
    }
}
