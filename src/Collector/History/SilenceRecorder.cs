using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Collector.History;

/// <summary>Keeps the times in which agents were silent, so that history shows what was shown. Apart from the watch, which needs no database.</summary>
internal sealed class SilenceRecorder(CurrentState current, SilenceStore store, TimeProvider time, ILogger<SilenceRecorder> logger)
    : PeriodicWorker("recording silent agents", TimeSpan.FromSeconds(2), time, logger)
{
    private readonly TimeProvider _time = time;
    private Dictionary<string, DateTimeOffset> _stored = [];

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (current.State is not { } state)
        {
            return;
        }

        var silent = state.Agents.Values.Where(agent => agent.SilentSince is not null).ToDictionary(agent => agent.Id, agent => agent.SilentSince!.Value);
        var begun = silent.Where(pair => !_stored.ContainsKey(pair.Key)).ToList();
        var now = Times.Normalise(_time.GetUtcNow());
        var ended = _stored.Keys.Where(agent => !silent.ContainsKey(agent)).Select(agent => KeyValuePair.Create(agent, now)).ToList();
        if (begun.Count + ended.Count > 0)
        {
            await store.StoreAsync(begun, ended, cancellationToken);
        }

        _stored = silent;
    }
}
