using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Collector.History;

/// <summary>Applies retention from time to time.</summary>
internal sealed class RetentionCleaner(
    RetentionStore store, CurrentState current, CollectorOptions options, CollectorMeter meter, TimeProvider time, ILogger<RetentionCleaner> logger)
    : PeriodicWorker("cleaning the history", options.Retention.Interval, time, logger)
{
    private readonly TimeProvider _time = time;
    private DateTimeOffset _thinnedUntil = DateTimeOffset.UnixEpoch;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (current.State is not null)
        {
            await CleanAsync(cancellationToken);
        }
    }

    internal async Task CleanAsync(CancellationToken cancellationToken)
    {
        var now = Times.Normalise(_time.GetUtcNow());
        var retention = options.Retention;
        meter.Cleaned("graphs", await store.CleanGraphsAsync(now - retention.Graphs, cancellationToken));
        meter.Cleaned("scores", await store.CleanScoresAsync(now - retention.Scores, cancellationToken));
        meter.Cleaned("symptoms", await store.CleanEpisodesAsync(now - retention.Symptoms, cancellationToken));
        meter.Cleaned("agents", await store.CleanAgentsAsync(now - retention.Symptoms, cancellationToken));
        current.ForgetSymptoms(now - retention.Symptoms);

        // Whole steps only, so that a step is not thinned before it is complete.
        var end = now - retention.DownsampleAfter;
        end = new DateTimeOffset(end.UtcTicks - (end.UtcTicks % retention.DownsampleStep.Ticks), TimeSpan.Zero);
        meter.Cleaned("thinned", await store.ThinScoresAsync(_thinnedUntil, end, retention.DownsampleStep, cancellationToken));
        _thinnedUntil = end;
    }
}
