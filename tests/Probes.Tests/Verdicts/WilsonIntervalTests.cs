using RouterAlertAssurance.Probes.Verdicts;

namespace RouterAlertAssurance.Probes.Tests.Verdicts;

public sealed class WilsonIntervalTests
{
    // Figures of Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Of_PublishedExamples_Agrees(int hits, int count, double low, double high)
    {
        var interval = WilsonInterval.Of(hits, count);

        interval.Low.ShouldBe(low, 0.0001);
        interval.High.ShouldBe(high, 0.0001);
    }

    [Fact]
    public void Of_EveryShare_LiesInside()
    {
        for (var count = 1; count <= 60; count++)
        {
            for (var hits = 0; hits <= count; hits++)
            {
                var (interval, share) = (WilsonInterval.Of(hits, count), (double)hits / count);
                (interval.Low >= 0 && interval.Low <= share && share <= interval.High && interval.High <= 1).ShouldBeTrue($"{hits} of {count}");
            }
        }
    }
}
