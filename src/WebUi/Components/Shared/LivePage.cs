using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Live;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>
/// A page that reads what it shows, and reads it again when an event concerns it: soon, but however many events come, with a pause between two
/// reads. What could not be read is tried again by itself.
/// </summary>
public abstract class LivePage : LiveComponent
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _reading;
    private ITimer? _timer;
    private string? _subject;
    private bool _isComplete;
    private bool _isRefreshing;
    private bool _isOutdated;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    /// <summary>What the page is about, from its address; when it changes, everything is read again.</summary>
    protected virtual string Subject => "";

    /// <summary>Whether the page reads again every few seconds, since what it shows changes without events.</summary>
    protected virtual bool Polls => false;

    protected override async Task OnParametersSetAsync()
    {
        if (_subject != Subject)
        {
            _subject = Subject;
            Forget();
            await LoadAsync();
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender)
        {
            _timer = Time.CreateTimer(_ => Start(() => Polls || !_isComplete ? RefreshAsync() : Task.CompletedTask), null, Interval, Interval);
        }
    }

    protected override Task OnEventsAsync(IReadOnlyList<LiveEvent> events)
    {
        var concerned = events.Where(Concerns).ToArray();
        if (concerned.Length == 0)
        {
            return Task.CompletedTask;
        }

        Apply(concerned);
        StateHasChanged();
        return RefreshAsync();
    }

    /// <summary>Reads everything the page shows; answers whether all of it could be read.</summary>
    protected abstract Task<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Drops what was read about another subject.</summary>
    protected virtual void Forget()
    {
    }

    /// <summary>Whether an event can change what the page shows.</summary>
    protected virtual bool Concerns(LiveEvent liveEvent) => true;

    /// <summary>Shows at once what the events carry; what follows from them is read afterwards.</summary>
    protected virtual void Apply(IReadOnlyList<LiveEvent> events)
    {
    }

    /// <summary>Reads again now, or as soon as the read that runs and the pause after it are over.</summary>
    protected async Task RefreshAsync()
    {
        _isOutdated = true;
        if (_isRefreshing)
        {
            return;
        }

        _isRefreshing = true;
        try
        {
            while (_isOutdated && !_gone.IsCancellationRequested)
            {
                _isOutdated = false;
                var start = Time.GetTimestamp();
                await LoadAsync();
                StateHasChanged();
                // A slow answer is asked for less often: a page never takes more than a quarter of the collector's time.
                var pause = 3 * Time.GetElapsedTime(start);
                await Task.Delay(pause > ShortestPause ? pause : ShortestPause, Time, _gone.Token);
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            _isRefreshing = false;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer?.Dispose();
            _gone.Cancel();
            _gone.Dispose();
            _reading?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task LoadAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        _reading?.Cancel();
        _reading?.Dispose();
        _reading = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        var token = _reading.Token;
        try
        {
            _isComplete = await ReadAsync(token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page was left, or turned to another subject, while it was read.
        }
    }
}
