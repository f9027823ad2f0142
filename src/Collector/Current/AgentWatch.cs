using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Collector.Current;

/// <summary>Shows the nodes of agents that send nothing as unknown.</summary>
internal sealed partial class AgentWatch(
    CurrentState current, AgentLiveness liveness, CollectorOptions options, TimeProvider time, ILogger<AgentWatch> logger)
    : PeriodicWorker("watching agents", TimeSpan.FromSeconds(1), time, logger)
{
    /// <summary>After it, an agent that never reported anything is forgotten.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly TimeProvider _time = time;

    protected override Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var limit = options.AgentSilenceLimit;
        foreach (var (agent, silence) in liveness.SilentFor(limit))
        {
            var known = current.State?.Agents.GetValueOrDefault(agent);
            if (known is null && silence > Memory)
            {
                liveness.Forget(agent);
            }
            else if (known is { SilentSince: null })
            {
                current.SetSilence(agent, Times.Normalise(_time.GetUtcNow() - silence + limit));
                LogSilent(agent, limit.TotalSeconds);
            }
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 4031, Level = LogLevel.Warning, Message = "Agent {Agent} has sent nothing for {Seconds} s; its nodes are shown as unknown")]
    private partial void LogSilent(string agent, double seconds);
}
