using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Cli.Supervision;

/// <summary>
/// Keeps a program running: adopts it when it already runs (replaces it when its specification has changed), starts it otherwise, and
/// starts it again with growing delays when it ends.
/// </summary>
internal sealed partial class Supervisor(ChildSpecification child, TimeProvider time, ILogger<Supervisor> logger) : IAsyncDisposable
{
    private static readonly TimeSpan SmallestDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LargestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan NeededFileInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RotationInterval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private volatile ChildStatus _status = new(child.Name, ChildState.Stopped, null, time.GetUtcNow(), 0, null);
    private bool _leaveRunning;
    private Task _loop = Task.CompletedTask;
    private TimeSpan _delay = SmallestDelay;

    /// <summary>The program at this moment.</summary>
    public ChildStatus Status => _status;

    /// <summary>Starts to supervise, and returns.</summary>
    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Ends the program and the supervision.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
    }

    /// <summary>Ends the supervision and leaves the program running, to be adopted later.</summary>
    public Task LeaveAsync()
    {
        _leaveRunning = true;
        return StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            var exit = await RunOnceAsync();
            if (_stop.IsCancellationRequested)
            {
                break;
            }

            var wasStable = time.GetElapsedTime(began) >= StableAfter;
            _delay = wasStable ? SmallestDelay : _delay;
            if (wasStable || _delay == SmallestDelay)
            {
                LogEnded(child.Name, exit, child.LogFile);
            }

            Change(ChildState.WaitingToRestart, null, exit);
            await DelayAsync(_delay);
            _delay = TimeSpan.FromTicks(Math.Min(_delay.Ticks * 2, LargestDelay.Ticks));
        }

        Change(ChildState.Stopped, _leaveRunning ? _status.Pid : null, _status.LastExit);
    }

    private async Task<string> RunOnceAsync()
    {
        try
        {
            Change(ChildState.Starting, null, _status.LastExit);
            using var process = await AdoptAsync() ?? await StartAsync();
            _status = _status with { State = ChildState.Running, Pid = process.Identity.Pid, Since = time.GetUtcNow(), Starts = _status.Starts + 1 };
            return await AttendAsync(process);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return "stopped before it started";
        }
        catch (Exception exception)
        {
            LogCannotStart(child.Name, exception);
            return exception.Message;
        }
    }

    private async Task<ChildProcess?> AdoptAsync()
    {
        var found = ChildProcess.Find(child, out var isSame);
        if (found is null)
        {
            return null;
        }

        if (isSame)
        {
            LogAdopted(child.Name, found.Identity.Pid);
            return found;
        }

        LogReplacing(child.Name, found.Identity.Pid);
        using (found)
        {
            await found.StopAsync(child, time);
        }

        return null;
    }

    /// <summary>A program that cannot run yet is not started in vain; when it can, it starts without a delay from earlier failures.</summary>
    private async Task WaitForNeededFileAsync()
    {
        if (child.NeededFile is not { } needed || File.Exists(needed))
        {
            return;
        }

        LogWaiting(child.Name, needed);
        while (!File.Exists(needed))
        {
            await Task.Delay(NeededFileInterval, time, _stop.Token);
        }

        _delay = SmallestDelay;
    }

    private async Task<ChildProcess> StartAsync()
    {
        await WaitForNeededFileAsync();
        if (child.Prepare is not null)
        {
            await child.Prepare(_stop.Token);
        }

        _stop.Token.ThrowIfCancellationRequested();
        LogRotation.RotateWhenLarge(child.LogFile, child.MaxLogBytes);
        var process = ChildProcess.Start(child);
        LogStarted(child.Name, process.Identity.Pid);
        return process;
    }

    private async Task<string> AttendAsync(ChildProcess process)
    {
        using var attending = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var rotation = RotateAsync(attending.Token);
        try
        {
            return await process.WaitForExitAsync(time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            if (_leaveRunning)
            {
                return "left running";
            }

            await process.StopAsync(child, time);
            LogStopped(child.Name);
            return "stopped";
        }
        finally
        {
            await attending.CancelAsync();
            await rotation;
            if (!process.Identity.IsAlive)
            {
                File.Delete(child.PidFile);
            }
        }
    }

    private async Task RotateAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RotationInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                LogRotation.RotateWhenLarge(child.LogFile, child.MaxLogBytes);
            }
        }
        catch (OperationCanceledException)
        {
            // The program ended; so does the care for its log.
        }
        catch (IOException full)
        {
            LogCannotRotate(child.Name, full.Message);
        }
    }

    private async Task DelayAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop while waiting: the loop sees it.
        }
    }

    private void Change(ChildState state, int? pid, string? lastExit) =>
        _status = _status with { State = state, Pid = pid, LastExit = lastExit, Since = time.GetUtcNow() };
}
