using Microsoft.Extensions.Hosting;

namespace RouterAlertAssurance.Hosting.Workers;

/// <summary>Waits for moments in the life of a service.</summary>
public static class ApplicationLifetime
{
    /// <summary>
    /// Waits until the service is up. Hosted services are started before the listeners are open, and a service whose address is taken never
    /// is up: what calls the service itself, or starts programs that do, waits for this first.
    /// </summary>
    /// <exception cref="OperationCanceledException">The service is stopped before it was up.</exception>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
