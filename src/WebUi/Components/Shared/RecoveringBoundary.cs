using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>An error boundary that tries again by itself: nobody presses a button on a wall display.</summary>
public sealed class RecoveringBoundary : ErrorBoundary, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private ITimer? _timer;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    public void Dispose() => _timer?.Dispose();

    protected override async Task OnErrorAsync(Exception exception)
    {
        await base.OnErrorAsync(exception);
        _timer?.Dispose();
        _timer = Time.CreateTimer(_ => _ = InvokeAsync(Recover), null, Pause, Timeout.InfiniteTimeSpan);
    }
}
