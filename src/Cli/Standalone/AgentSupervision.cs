using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Cli.Supervision;

namespace RouterAlertAssurance.Cli.Standalone;

/// <summary>Keeps one agent for each device of the inventory running while the product runs; agents of devices that are gone are ended.</summary>
internal sealed class AgentSupervision(AgentChildren children, string runDirectory, Inventory inventory, TimeProvider time, ILogger<Supervisor> logger) : IHostedService
{
    private Supervisor[] _supervisors = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var wanted = children.For(inventory);
        await StrayChildren.StopAsync(runDirectory, wanted.Select(child => child.Name).ToHashSet(StringComparer.Ordinal), time);
        _supervisors = [.. wanted.Select(child => new Supervisor(child, time, logger))];
        foreach (var supervisor in _supervisors)
        {
            supervisor.Start();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_supervisors.Select(supervisor => supervisor.StopAsync()));
}
