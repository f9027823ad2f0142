using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Storage;

/// <summary>
/// Migrates the schema and reads the state, at start and after each failed write, for as long as it takes: the database may come late or go away.
/// </summary>
internal sealed partial class StateLoader(
    StateStore store, NetworkWriter writer, NetworkPlanner planner, OrchestratorOptions options, TimeProvider time, ILogger<StateLoader> logger)
    : BackgroundService
{
    private bool _migrated;
    private string? _lastReason;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = new Backoff(options.ShortestRetry, options.LongestRetry);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TryLoadAsync(stoppingToken))
            {
                backoff.Reset();
                await writer.LoadWanted.WaitAsync(stoppingToken);
            }
            else
            {
                await Task.Delay(backoff.Next(), time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryLoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_migrated)
            {
                await store.MigrateAsync(cancellationToken);
                _migrated = true;
            }

            await writer.LoadAsync(planner.Complete, cancellationToken);
            _lastReason = null;
            LogLoaded(writer.Current?.Services.Count ?? 0, writer.Current?.Devices.Count ?? 0, writer.Current?.Graph.Version ?? 0);
            return true;
        }
        catch (Exception exception) when (StateStore.IsStorageFailure(exception))
        {
            Note(exception.GetBaseException().Message);
            return false;
        }
    }

    // Said once for each reason, however often it is tried.
    private void Note(string reason)
    {
        if (_lastReason != reason)
        {
            LogNotThere(reason);
        }

        _lastReason = reason;
    }
}
