using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.RawLog;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Subservices;

/// <summary>Readings of metrics with labels, from the source to the symptom and into the raw log.</summary>
public sealed class SeriesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Evaluate_OneMemberCarriesNearlyAll_RaisesImbalance()
    {
        var (board, node) = Ecmp();
        for (var second = 0; second <= 10; second += 2)
        {
            Feed(board, node, second, second * 300_000, second * 1_000);
        }

        board.HealthOf(node).Symptoms.Single(symptom => symptom.Id == "base/ecmp.imbalance").Weight.ShouldBe(15);
        board.Explain(node).Single(condition => condition.SymptomId == "base/ecmp.imbalance").Evidence.Samples.Single(sample => sample.Input == "octets").Value
            .ShouldBe("to-p1 3000000 bytes, to-p2 10000 bytes");
    }

    [Theory]
    [InlineData(300_000, 200_000)]
    [InlineData(10_000, 0)]
    public void Evaluate_SharedOrLittleTraffic_IsNoImbalance(int first, int second)
    {
        var (board, node) = Ecmp();
        for (var time = 0; time <= 10; time += 2)
        {
            Feed(board, node, time, time * first, time * second);
        }

        board.HealthOf(node).Symptoms.ShouldNotContain(symptom => symptom.Id == "base/ecmp.imbalance");
    }

    [Fact]
    public async Task Engine_SourceReportsSeries_DeliversThemInOneReading()
    {
        var time = new ManualTimeProvider();
        using var engine = new MetricEngine([new SeriesSource()], new MetricEngineOptions { Jitter = 0 }, time, NullLogger<MetricEngine>.Instance);
        engine.Bind([Feeds.Of("octets", ("series", "x"))]);
        await engine.StartAsync(TestContext.Current.CancellationToken);

        var reading = await engine.Readings.ReadAsync(TestContext.Current.CancellationToken);

        reading.Sample.State.ShouldBe(SampleState.Present);
        reading.Series.Select(series => series.Key.ToString()).ShouldBe(["to-p1", "to-p2"]);
        await engine.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void Log_SeriesAndPlainSamples_ComeBackWithTheirLabels()
    {
        using var folder = new TemporaryDirectory();
        var labelled = new FeedDefinition("octets", "pe1", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), Feeds.Of("octets", ("a", "b")).Implementations)
        {
            Labels = LabelSet.Of(["interface"]),
        };
        using var log = new SampleLog(folder.Path, 1 << 20, TimeSpan.FromHours(1), new ManualTimeProvider(Start));
        log.Append(Reading(labelled, Start, ("to-p1", 1), ("to-p2", 2)));
        log.Append(new FeedReading(new MetricFeed(Feeds.Of("plain", ("a", "b")), 3, 2), labelled.Implementations[0], Sample.Present(Start, 3)));

        var read = log.Read(new SampleQuery("", "", Start, Start.AddSeconds(1)), 10);

        read.Select(logged => (logged.Series.Metric, logged.Series.Labels, logged.Sample.Number))
            .ShouldBe([("octets", "interface=to-p1", 1), ("octets", "interface=to-p2", 2), ("plain", "", 3)]);
    }

    private static FeedReading Reading(FeedDefinition definition, DateTimeOffset time, params ReadOnlySpan<(string Interface, double Octets)> series)
    {
        var samples = ImmutableArray.CreateBuilder<SeriesSample>();
        foreach (var (name, octets) in series)
        {
            samples.Add(new SeriesSample(new SeriesKey([name]), Sample.Present(time, octets)));
        }

        return new FeedReading(new MetricFeed(definition, 3, 2), definition.Implementations[0], Sample.Present(time, value: true)) { Series = samples.ToImmutable() };
    }

    private static void Feed(NodeBoard board, EvaluatedNode node, int second, double first, double other)
    {
        var time = Start.AddSeconds(second);
        foreach (var input in node.Plan.Inputs.Where(input => input.Feed is not null))
        {
            board.Take(input.Input.Name == "octets"
                ? Reading(input.Feed!, time, ("to-p1", first), ("to-p2", other))
                : new FeedReading(new MetricFeed(input.Feed!, 3, 2), input.Feed!.Implementations[0], Sample.Present(time, 2)));
        }

        board.Advance(time);
    }

    private static (NodeBoard Board, EvaluatedNode Node) Ecmp()
    {
        var catalog = BasePackage.Catalog;
        var node = new AssuranceNode
        {
            Id = new SubserviceId("ecmp", "pe1/10.255.0.2"),
            Label = "",
            Parameters = ParameterDictionary.Of([new("device", "pe1"), new("destination", "10.255.0.2")]),
        };
        var configuration = new AgentConfiguration(
            new AgentAssignment { Devices = [new DeviceDefinition { Name = "pe1" }] }, catalog, TypeMappings.Of(catalog), [node]);
        var board = new NodeBoard("pe1");
        return (board, board.Add(
            NodePlan.Of(node, catalog.FindSubservice("ecmp")!, configuration, new Dictionary<string, DeviceInfo>(), static _ => true), []));
    }

    private sealed class SeriesSource : IMetricSource
    {
        public string Name => "series";

        public SourceState State => new(Name, true, null);

        public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
        {
            foreach (var read in due)
            {
                sink.Report(read, Start, [.. ((string[])["to-p1", "to-p2"]).Select(name => new SeriesSample(new SeriesKey([name]), Sample.Present(Start, 1)))]);
            }

            return Task.CompletedTask;
        }
    }
}
