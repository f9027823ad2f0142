using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Hosting.Health;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Collector.History;

/// <summary>
/// Waits for the database, brings its schema up to date, loads the current state once, and then watches whether the database is there. The
/// database may come later than the service, and go and come back.
/// </summary>
internal sealed partial class DatabaseWatch(
    HistoryDatabase database, StateReader reader, SilenceStore silences, CurrentState current, AgentLiveness liveness, TimeProvider time, ILogger<DatabaseWatch> logger)
    : PeriodicWorker("reading the database", TimeSpan.FromSeconds(2), time, logger), IReadinessCheck
{
    private readonly TimeProvider _time = time;
    private string? _missing = "not connected yet";
    private bool _migrated;

    public string Name => "collector-database";

    public ValueTask<ReadinessResult> CheckAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Volatile.Read(ref _missing) is { } missing ? ReadinessResult.NotReady(missing) : ReadinessResult.Ready());

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StepAsync(cancellationToken);
            Volatile.Write(ref _missing, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Volatile.Write(ref _missing, exception.Message);
            throw;
        }
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        if (!_migrated)
        {
            await database.MigrateAsync(cancellationToken);
            _migrated = true;
        }

        if (current.State is null)
        {
            await LoadAsync(cancellationToken);
        }
        else
        {
            await database.PingAsync(cancellationToken);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await silences.CloseAllAsync(Times.Normalise(_time.GetUtcNow()), cancellationToken);
        var state = await reader.ReadAsync(cancellationToken);
        foreach (var agent in state.Agents.Keys)
        {
            // The collector was away, which is no fault of the agents: their time to report begins now.
            liveness.TrySee(agent);
        }

        current.Load(state);
        LogLoaded(state.Graph.Version, state.Graph.Entries.Count, state.Agents.Count);
    }

    [LoggerMessage(EventId = 4021, Level = LogLevel.Information, Message = "Loaded graph version {Version} with {Nodes} nodes, and what {Agents} agents reported")]
    private partial void LogLoaded(long version, int nodes, int agents);
}
