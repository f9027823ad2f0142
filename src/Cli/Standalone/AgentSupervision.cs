using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Cli.Supervision;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Cli.Standalone;

/// <summary>Keeps one agent for each device of the inventory running while the product is up; agents of devices that are gone are ended.</summary>
internal sealed class AgentSupervision(
    AgentChildren children,
    string runDirectory,
    Inventory inventory,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Supervisor> logger) : BackgroundService
{
    private Supervisor[] _supervisors = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_supervisors.Select(supervisor => supervisor.StopAsync()));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        var wanted = children.For(inventory);
        await StrayChildren.StopAsync(runDirectory, wanted.Select(child => child.Name).ToHashSet(StringComparer.Ordinal), time);
        stoppingToken.ThrowIfCancellationRequested();
        _supervisors = [.. wanted.Select(child => new Supervisor(child, time, logger))];
        foreach (var supervisor in _supervisors)
        {
            supervisor.Start();
        }
    }
}
