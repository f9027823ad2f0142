using System.Reflection;
using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Agent.Registration;

/// <summary>Tells the orchestrator again and again that the agent is there, and what it is at.</summary>
internal sealed class RegistrationWorker(
    AgentOptions options,
    HostSettings settings,
    IOrchestratorClient orchestrator,
    MetricEngine engine,
    Spool spool,
    StatusBoard statuses,
    FactsReporter facts,
    TimeProvider time) : BackgroundService
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = Backoff.ForServices();
        while (orchestrator.IsConfigured && !stoppingToken.IsCancellationRequested)
        {
            var answer = await orchestrator.RegisterAsync(Registration(), stoppingToken);
            if (answer is null)
            {
                await Task.Delay(backoff.Next(), time, stoppingToken);
                continue;
            }

            backoff.Reset();
            if (answer.FactsWanted)
            {
                facts.SendAgain();
            }

            var pause = answer.HeartbeatSeconds > 0 ? TimeSpan.FromSeconds(Math.Min(answer.HeartbeatSeconds, 60)) : options.Heartbeat;
            await Task.Delay(pause < options.Heartbeat ? pause : options.Heartbeat, time, stoppingToken);
        }
    }

    private AgentRegistration Registration() => new()
    {
        Id = options.Id,
        Endpoint = (options.Advertise ?? (settings.Listen.Count > 0 ? settings.Listen[0] : null))?.ToString() ?? "",
        Devices = options.Devices,
        Version = typeof(RegistrationWorker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
        Started = _started,
        Sources = engine.SourceStates,
        AssignmentRevision = statuses.Current.Runtime.Configuration.Assignment.Revision,
        SpoolLength = spool.Length,
    };
}
