using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.RawLog;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.RawLog;

public sealed class SampleLogTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _folder = new();
    private readonly ManualTimeProvider _time = new(Start);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Block_AnySamples_RoundTrip() => Prop.ForAll(
        Samples().ListOf().ToArbitrary(),
        samples =>
        {
            var series = new SampleSeries("metric", "pe1", "rtnetlink", "link/oper-up(interface=lo)");
            var writer = new SampleBlockWriter();
            foreach (var sample in samples)
            {
                writer.Add(series, sample, Start);
            }

            using var stream = new MemoryStream();
            writer.WriteTo(stream);
            return SampleBlockReader.Read(stream.ToArray()).Select(logged => logged.Sample).SequenceEqual(samples);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_RandomOctets_GivesNothingAndDoesNotThrow() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        data => SampleBlockReader.Read(data).Count == 0 || data.Length > 8).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_TornAtAnyOctet_GivesTheWholeBlocksBefore()
    {
        using var stream = new MemoryStream();
        var writer = new SampleBlockWriter();
        List<long> ends = [];
        for (var block = 0; block < 3; block++)
        {
            writer.Add(new SampleSeries("m", "d", "i", "r"), Sample.Present(Start.AddSeconds(block), block + 0.5), Start);
            writer.WriteTo(stream);
            ends.Add(stream.Length);
        }

        var whole = stream.ToArray();
        for (var length = 0; length <= whole.Length; length++)
        {
            SampleBlockReader.Read(whole.AsSpan(0, length)).Count.ShouldBe(ends.Count(end => end <= length));
        }
    }

    [Fact]
    public void Read_ByMetricAndTime_GivesWhatMatches()
    {
        using var log = Open(1 << 20);
        for (var second = 0; second < 10; second++)
        {
            log.Append(Reading("a", Sample.Present(Start.AddSeconds(second), second)));
            log.Append(Reading("b", Sample.Missing(Start.AddSeconds(second), "none")));
        }

        var found = log.Read(new SampleQuery("a", "pe1", Start.AddSeconds(3), Start.AddSeconds(5)), 100);

        found.Select(logged => logged.Sample.Number).ShouldBe([3, 4, 5]);
        found.ShouldAllBe(logged => logged.Series.Metric == "a");
    }

    [Fact]
    public void Open_Again_ReadsWhatWasThere()
    {
        using (var log = Open(1 << 20))
        {
            log.Append(Reading("a", Sample.Present(Start, "text")));
        }

        using var again = Open(1 << 20);

        again.Read(new SampleQuery("", "", Start, Start), 10).Single().Sample.Text.ShouldBe("text");
    }

    [Fact]
    public void Append_OlderThanRetention_IsForgotten()
    {
        using (var log = Open(1 << 20))
        {
            log.Append(Reading("old", Sample.Present(Start, 1)));
        }

        _time.Advance(TimeSpan.FromHours(30));
        using (var log = Open(1 << 20))
        {
            log.Append(Reading("between", Sample.Present(_time.GetUtcNow(), 2)));
        }

        _time.Advance(TimeSpan.FromHours(30));
        using var last = Open(1 << 20);
        last.Append(Reading("new", Sample.Present(_time.GetUtcNow(), 3)));

        last.Read(new SampleQuery("", "", Start, _time.GetUtcNow()), 10).ShouldNotContain(logged => logged.Series.Metric == "old");
    }

    private SampleLog Open(long limit) => new(_folder.Path, limit, TimeSpan.FromHours(24), _time);

    private static FeedReading Reading(string metric, Sample sample)
    {
        var feed = new MetricFeed(Feeds.Of(metric, ("rtnetlink", "link/oper-up")), 3, 2);
        return new FeedReading(feed, feed.Definition.Implementations[0], sample);
    }

    private static Gen<Sample> Samples()
    {
        var times = Gen.Choose(-100_000, 100_000).Select(offset => Start.AddMilliseconds(offset));
        var numbers = Gen.OneOf(Gen.Choose(0, int.MaxValue).Select(number => (double)number), ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => number.Get));
        var texts = ArbMap.Default.GeneratorFor<string?>().Where(text => text is null || !text.Any(char.IsSurrogate)).Select(text => text ?? "");
        return Gen.OneOf(
            times.SelectMany(time => numbers.Select(number => Sample.Present(time, number))),
            times.SelectMany(time => texts.Select(text => Sample.Present(time, text))),
            times.SelectMany(time => ArbMap.Default.GeneratorFor<bool>().Select(value => Sample.Present(time, value))),
            times.SelectMany(time => texts.Select(text => Sample.Failed(time, text))),
            times.SelectMany(time => texts.Select(text => Sample.Missing(time, text))));
    }
}
