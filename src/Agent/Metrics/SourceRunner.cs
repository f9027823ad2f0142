using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Metrics;

/// <summary>What the engine hears from the runners of its sources.</summary>
internal interface ISourceListener
{
    void Received(MetricRead read, in Reading reading);

    void StreamBroke(string source);

    void StreamConnected(string source);
}

/// <summary>Drives one source: reads it when due, keeps its stream open, leaves it alone when it fails as a whole.</summary>
internal sealed partial class SourceRunner(
    IMetricSource source, MetricEngineOptions options, SemaphoreSlim concurrency, ISourceListener listener, TimeProvider time, ILogger logger) : IStreamSink
{
    private readonly ReadingSchedule _schedule = new(options.Jitter, Random.Shared);
    private readonly CircuitBreaker _breaker = new(options.BreakerLimit, options.BreakerPause, options.BreakerPauseLimit);
    private readonly AsyncSignal _wake = new();
    private readonly AsyncSignal _connected = new();
    private HashSet<MetricRead>? _awaited;
    private volatile string? _broken;

    public string Name => source.Name;

    public SourceState State => source.State is { Works: false } state ? state
        : (_broken ?? _breaker.Reason) is { } reason ? new SourceState(Name, false, reason)
        : new SourceState(Name, true, null);

    public void Replace(IReadOnlyDictionary<MetricRead, TimeSpan> reads)
    {
        source.Want([.. reads.Keys]);
        _schedule.Replace(reads, time.GetUtcNow());
        _wake.Set();
    }

    public void ReadSoon(IEnumerable<MetricRead> reads)
    {
        _schedule.ReadSoon(reads);
        _wake.Set();
    }

    public Task RunAsync(CancellationToken cancellationToken) => source is IStreamingSource streaming
        ? Task.WhenAll(StreamLoopAsync(streaming, cancellationToken), PollLoopAsync(cancellationToken))
        : PollLoopAsync(cancellationToken);

    public void Report(MetricRead read, Sample sample) => Report(read, new Reading(sample));

    public void Report(MetricRead read, DateTimeOffset time, ImmutableArray<SeriesSample> series) => Report(read, Reading.Of(time, series));

    public void Connected()
    {
        _broken = null;
        _connected.Set();
        LogConnected(Name);
        listener.StreamConnected(Name);
    }

    private void Report(MetricRead read, in Reading reading)
    {
        lock (_schedule)
        {
            _awaited?.Remove(read);
        }

        listener.Received(read, reading);
    }

    private async Task PollLoopAsync(CancellationToken cancellationToken)
    {
        if (source is IStreamingSource)
        {
            // Reading before the stream stands would only look like a failure.
            await _connected.WaitAsync(options.ReadTimeout, time, cancellationToken);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            var due = _schedule.NextDue(now);
            if (due <= now)
            {
                await ReadDueAsync(_schedule.TakeDue(now), cancellationToken);
                continue;
            }

            // Compared as moments: being late by exactly one millisecond, as a time span, means to wait for ever.
            await _wake.WaitAsync(due - now ?? Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
    }

    private async Task ReadDueAsync(List<MetricRead> due, CancellationToken cancellationToken)
    {
        if (due.Count == 0)
        {
            return;
        }

        if (_breaker.IsOpenAt(time.GetUtcNow()))
        {
            Fail(due, $"{Name} is left alone after repeated failure: {_breaker.Reason}");
            return;
        }

        await concurrency.WaitAsync(cancellationToken);
        try
        {
            await ReadGuardedAsync(due, cancellationToken);
        }
        finally
        {
            concurrency.Release();
        }
    }

    private async Task ReadGuardedAsync(List<MetricRead> due, CancellationToken cancellationToken)
    {
        lock (_schedule)
        {
            _awaited = [.. due];
        }

        using var limit = new CancellationTokenSource(options.ReadTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var reason = "no answer";
        try
        {
            await source.ReadAsync(due, this, linked.Token);
            _breaker.Succeeded();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            reason = limit.IsCancellationRequested ? $"no answer within {options.ReadTimeout.TotalSeconds:0.#} s" : exception.Message;
            _breaker.Failed(time.GetUtcNow(), reason);
            LogReadFailed(Name, reason);
        }

        Fail(TakeUnanswered(), reason);
    }

    private List<MetricRead> TakeUnanswered()
    {
        lock (_schedule)
        {
            List<MetricRead> unanswered = [.. _awaited ?? []];
            _awaited = null;
            return unanswered;
        }
    }

    private void Fail(List<MetricRead> reads, string reason)
    {
        var reading = new Reading(Sample.Failed(time.GetUtcNow(), reason));
        foreach (var read in reads)
        {
            listener.Received(read, reading);
        }
    }

    private async Task StreamLoopAsync(IStreamingSource streaming, CancellationToken cancellationToken)
    {
        var pause = options.StreamPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            try
            {
                await streaming.StreamAsync(this, cancellationToken);
                _broken = "the stream ended";
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _broken = exception.Message;
            }

            cancellationToken.ThrowIfCancellationRequested();
            LogBroken(Name, _broken);
            listener.StreamBroke(Name);
            var lasted = time.GetElapsedTime(began) > options.StreamPauseLimit;
            pause = lasted ? options.StreamPause : pause;
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < options.StreamPauseLimit ? pause * 2 : options.StreamPauseLimit;
        }
    }
}
