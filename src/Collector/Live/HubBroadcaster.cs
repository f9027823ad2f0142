using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using RouterAlertAssurance.Contracts.Live;

namespace RouterAlertAssurance.Collector.Live;

/// <summary>Carries the live feed to the SignalR hub.</summary>
internal sealed class HubBroadcaster(LiveFeed feed, IHubContext<HealthHub> hub, TimeProvider time) : BackgroundService
{
    private const string Method = "event";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? last = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            using var subscription = feed.Subscribe(last);
            if (subscription is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
                continue;
            }

            // Ends when this reader fell behind; then it goes on after the last event, or with a reset.
            await foreach (var item in subscription.Reader.ReadAllAsync(stoppingToken))
            {
                last = item.Id;
                await SendAsync(item, stoppingToken);
            }
        }
    }

    private Task SendAsync(LiveEvent item, CancellationToken cancellationToken) => item.Subservice is { } node
        ? hub.Clients.Groups([HealthHub.Everything, HealthHub.GroupOf(node.Type, node.Id)]).SendAsync(Method, item, cancellationToken)
        : hub.Clients.Group(HealthHub.Everyone).SendAsync(Method, item, cancellationToken);
}
