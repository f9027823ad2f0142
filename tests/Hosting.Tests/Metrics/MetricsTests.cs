using System.Diagnostics.Metrics;
using RouterAlertAssurance.Hosting.Metrics;

namespace RouterAlertAssurance.Hosting.Tests.Metrics;

public sealed class MetricsTests : IDisposable
{
    private readonly MetricsRegistry _registry = new();
    private readonly RaaMeter _meter = new("Unit" + Guid.NewGuid().ToString("N")[..8]);

    private string Prefix => _meter.NameOf("").Replace('.', '_');

    public void Dispose()
    {
        _meter.Dispose();
        _registry.Dispose();
    }

    [Fact]
    public void Write_Counter_AddsPerLabelsAndEndsInTotal()
    {
        var counter = _meter.Counter("dropped", "{event}", "Events that were dropped");
        counter.Add(2, new KeyValuePair<string, object?>("reason", "full"));
        counter.Add(3, new KeyValuePair<string, object?>("reason", "full"));
        counter.Add(1, new KeyValuePair<string, object?>("reason", "a\"b\\c\nd"));

        var text = Scrape();

        text.ShouldContain($"# HELP {Prefix}dropped_total Events that were dropped\n# TYPE {Prefix}dropped_total counter\n");
        text.ShouldContain($"{Prefix}dropped_total{{reason=\"full\"}} 5\n");
        text.ShouldContain($$"""{{Prefix}}dropped_total{reason="a\"b\\c\nd"} 1""" + "\n");
    }

    [Fact]
    public void Write_UpDownCounterAndGauge_AreGaugesWithUnit()
    {
        _meter.UpDownCounter("spool", "By", "").Add(10);
        _meter.UpDownCounter("open", "{stream}", "").Add(-1);
        _ = _meter.Gauge("age", "s", "", () => 1.5);

        var text = Scrape();

        text.ShouldContain($"# TYPE {Prefix}spool_bytes gauge\n{Prefix}spool_bytes 10\n");
        text.ShouldContain($"{Prefix}open -1\n");
        text.ShouldContain($"{Prefix}age_seconds 1.5\n");
    }

    [Fact]
    public void Write_Histogram_HasCumulativeBuckets()
    {
        var histogram = _meter.Histogram("delay", "s", "", 0.1, 1);
        Array.ForEach([0.05, 0.1, 0.5, 7], value => histogram.Record(value));

        Scrape().ShouldContain(
            $"{Prefix}delay_seconds_bucket{{le=\"0.1\"}} 2\n{Prefix}delay_seconds_bucket{{le=\"1\"}} 3\n{Prefix}delay_seconds_bucket{{le=\"+Inf\"}} 4\n"
            + $"{Prefix}delay_seconds_sum 7.65\n{Prefix}delay_seconds_count 4\n");
    }

    [Fact]
    public void Write_ObservableSeriesThatEnded_IsGone()
    {
        Measurement<long>[] present = [new(1, new KeyValuePair<string, object?>("device", "a"))];
        _meter.Meter.CreateObservableGauge(_meter.NameOf("devices"), () => present);
        Scrape().ShouldContain("device=\"a\"");

        present = [new(1, new KeyValuePair<string, object?>("device", "b"))];

        Scrape().ShouldNotContain("device=\"a\"");
    }

    [Fact]
    public void Record_TooManySeries_CountsTheRestTogether()
    {
        var counter = _meter.Counter("wide", "{x}", "");
        for (var i = 0; i < MetricFamily.MaxSeries + 50; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        }

        counter.Add(1, new KeyValuePair<string, object?>("id", new string('x', 2000)));

        Scrape().ShouldContain($"{Prefix}wide_total{{overflow=\"true\"}} 51\n");
    }

    [Fact]
    public async Task Endpoint_AnswersTextWithRuntimeMetrics()
    {
        await using var service = await TestService.StartAsync();

        using var response = await service.Client.GetAsync("metrics", TestContext.Current.CancellationToken);

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("dotnet_process_memory_working_set_bytes ");
    }

    private string Scrape()
    {
        using var writer = new StringWriter();
        _registry.Write(writer);
        return writer.ToString();
    }
}
