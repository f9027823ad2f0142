using RouterAlertAssurance.Contracts.Live;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>A page that reads what it shows, and reads it again when an event concerns it.</summary>
public abstract class LivePage : LiveComponent
{
    private readonly CancellationTokenSource _gone = new();
    private string? _subject;

    /// <summary>What the page is about, from its address; when it changes, everything is read again.</summary>
    protected virtual string Subject => "";

    protected override async Task OnParametersSetAsync()
    {
        if (_subject != Subject)
        {
            _subject = Subject;
            Forget();
            await LoadAsync();
        }
    }

    protected override async Task OnEventsAsync(IReadOnlyList<LiveEvent> events)
    {
        if (events.Any(Concerns))
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    /// <summary>Reads everything the page shows.</summary>
    protected abstract Task ReadAsync(CancellationToken cancellationToken);

    /// <summary>Drops what was read about another subject.</summary>
    protected virtual void Forget()
    {
    }

    /// <summary>Whether an event can change what the page shows.</summary>
    protected virtual bool Concerns(LiveEvent liveEvent) => true;

    protected async Task LoadAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await ReadAsync(_gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left while it was read.
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gone.Cancel();
            _gone.Dispose();
        }

        base.Dispose(disposing);
    }
}
