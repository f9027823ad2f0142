using Microsoft.Extensions.Hosting;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Decomposition;

/// <summary>
/// Plans again when facts have changed and are quiet, and when a maintenance window begins or ends. Definitions are planned by the request
/// that changes them.
/// </summary>
internal sealed class PlanScheduler : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Signal _any = new();
    private readonly NetworkWriter _writer;
    private readonly NetworkPlanner _planner;
    private readonly OrchestratorOptions _options;
    private readonly TimeProvider _time;
    private volatile bool _factsChanged;
    private long _lastFacts;

    public PlanScheduler(NetworkWriter writer, NetworkPlanner planner, OrchestratorOptions options, TimeProvider time)
    {
        (_writer, _planner, _options, _time) = (writer, planner, options, time);
        // A changed definition may bring a window with an earlier boundary.
        writer.WhenChanged(_any.Set);
    }

    public void FactsChanged()
    {
        Volatile.Write(ref _lastFacts, _time.GetUtcNow().UtcTicks);
        _factsChanged = true;
        _any.Set();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var boundary = NextBoundary();
            await _any.WaitAsync(Until(boundary), _time, stoppingToken);
            if (_factsChanged)
            {
                await SettleAsync(stoppingToken);
                _factsChanged = false;
            }
            else if (boundary > _time.GetUtcNow())
            {
                continue;
            }

            // When it cannot be stored the state is read back, and reading back plans.
            await _writer.WriteAsync<bool>((state, now) => new(true, _planner.Plan(state, now).State), stoppingToken);
        }
    }

    // Quiet for the debounce time, but no longer than four of them, however restless the facts are.
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var latest = _time.GetUtcNow() + (_options.FactsDebounce * 4);
        while (true)
        {
            var quiet = new DateTimeOffset(Volatile.Read(ref _lastFacts), TimeSpan.Zero) + _options.FactsDebounce;
            var wait = (quiet < latest ? quiet : latest) - _time.GetUtcNow();
            if (wait <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    private DateTimeOffset NextBoundary() => _writer.Current?.Services.Values
        .Select(service => service.Definition.Maintenance?.ToModel().NextChangeAfter(_time.GetUtcNow()))
        .Min() ?? DateTimeOffset.MaxValue;

    private TimeSpan Until(DateTimeOffset boundary) =>
        boundary - _time.GetUtcNow() is var wait && wait < LongestWait ? (wait > TimeSpan.Zero ? wait : TimeSpan.Zero) : LongestWait;
}
