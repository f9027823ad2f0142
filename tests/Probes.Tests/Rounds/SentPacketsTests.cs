using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Rounds;
using RouterAlertAssurance.Probes.Verdicts;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Probes.Tests.Rounds;

public sealed class SentPacketsTests
{
    // Ten packets, one each 100 ms; the fifth is the first that is lost, of those behind it two arrive.
    [Fact]
    public void Compare_SomeLost_CountsWhatIsBehindTheFirstLoss()
    {
        var counts = Sent(10).Compare(new KindResult([0b0010_1111, 0b0000_0010], 1, 2, 61));

        counts.ShouldBe(new KindCounts(10, 6)
        {
            WithoutOption = 1,
            BrokenChecksum = 2,
            TimeToLive = 61,
            SentAfterLoss = 5,
            ReceivedAfterLoss = 2,
            SpanAfterLoss = TimeSpan.FromMilliseconds(500),
        });
    }

    [Fact]
    public void Compare_AllArrived_HasNoLoss() => Sent(9).Compare(new KindResult([0xFF, 1], 0, 0, 64)).ShouldBe(new KindCounts(9, 9) { TimeToLive = 64 });

    // An answer that is too short, or tells of more than was sent, makes nothing up.
    [Fact]
    public void Compare_AnswerOfAnotherLength_CountsWhatWasSent()
    {
        Sent(3).Compare(new KindResult([], 0, 0, null)).Received.ShouldBe(0);
        Sent(3).Compare(new KindResult([0xFF, 0xFF], 0, 0, 64)).Received.ShouldBe(3);
    }

    private static SentPackets Sent(int count)
    {
        var clock = new ManualTimeProvider();
        var sent = new SentPackets(16, clock);
        for (var packet = 0; packet < count; packet++)
        {
            sent.Add();
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        return sent;
    }
}
