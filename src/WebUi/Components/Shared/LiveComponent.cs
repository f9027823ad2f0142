using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.WebUi.Live;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>A component that follows the health feed: renders again when the connection changes or an event it cares about arrives.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private IDisposable? _subscription;

    [Inject]
    protected HealthFeed Feed { get; set; } = default!;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // Only the interactive circuit subscribes; the prerendered page is thrown away.
        if (firstRender)
        {
            _subscription = Feed.Subscribe(events => Start(() => OnEventsAsync(events)), () => Start(OnConnectionAsync));
        }
    }

    /// <summary>Events since the last call, in order, at most a few times a second. An event <c>reset</c> means: read everything again.</summary>
    protected virtual Task OnEventsAsync(IReadOnlyList<LiveEvent> events) => Task.CompletedTask;

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _subscription?.Dispose();
        }
    }

    /// <summary>Runs work in the circuit without waiting for it; what it throws goes to the error boundary around the component.</summary>
    protected void Start(Func<Task> work) => _ = RunAsync(work);

    private Task OnConnectionAsync()
    {
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await InvokeAsync(work);
        }
        catch (ObjectDisposedException)
        {
            // The circuit ended between the event and its delivery.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
