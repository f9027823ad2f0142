using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Hosting.Workers;

/// <summary>
/// Work done again and again until the service stops. A failure is logged once, the work is tried again with growing delays, and the
/// recovery is logged once.
/// </summary>
/// <param name="name">What the work is, for the log: <c>delivery of health</c>.</param>
/// <param name="period">The time between the end of one run and the start of the next.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log of the derived class.</param>
/// <param name="backoff">The delays after failures; <see cref="Backoff.ForServices"/> by default.</param>
public abstract partial class PeriodicWorker(string name, TimeSpan period, TimeProvider time, ILogger logger, Backoff? backoff = null)
    : BackgroundService
{
    private readonly Backoff _backoff = backoff ?? Backoff.ForServices();
    private readonly ILogger _logger = logger;
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the present wait, so that the next run starts now; during a run, the next one follows at once.</summary>
    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    /// <summary>Does the work once. An exception counts as a failure, except cancellation when the service stops.</summary>
    protected abstract Task RunOnceAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Replaced before the run: what happens during it wakes the next.
            var wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _wake, wake);
            var (wait, wakeable) = await AttemptAsync(stoppingToken) ? (period, true) : (_backoff.Next(), false);
            await WaitAsync(wait, wakeable ? wake.Task : null, stoppingToken);
        }
    }

    private async Task<bool> AttemptAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunOnceAsync(stoppingToken);
            if (_backoff.Failures > 0)
            {
                LogRecovered(name, _backoff.Failures);
            }

            _backoff.Reset();
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception exception)
        {
            if (_backoff.Failures == 0)
            {
                LogFailed(name, exception.Message, exception is HttpRequestException or IOException or TimeoutException or OperationCanceledException ? null : exception);
            }

            return false;
        }
    }

    private async Task WaitAsync(TimeSpan wait, Task? wake, CancellationToken stoppingToken)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var delay = Task.Delay(wait, time, woken.Token);
        await Task.WhenAny(delay, wake ?? delay);
        // Frees the timer of a wait that ended early.
        await woken.CancelAsync();
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "{Work} fails, trying again: {Reason}")]
    private partial void LogFailed(string work, string reason, Exception? exception);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Information, Message = "{Work} works again after {Failures} failures")]
    private partial void LogRecovered(string work, int failures);
}
