using System.Text.Json;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.ServerSentEvents;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.WebUi.Live;

/// <summary>Keeps the one subscription to the collector's events and hands them to the <see cref="HealthFeed"/>.</summary>
internal sealed partial class HealthFeedReader(
    WebUiOptions options,
    HealthFeed feed,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<HealthFeedReader> logger) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(ReadAsync(stoppingToken), FlushAsync(stoppingToken));

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        // Beside the collector in one process there is nothing to connect to before the listeners are open.
        await lifetime.StartedAsync(cancellationToken);
        using var http = ServiceHttpClient.Create(options.Collector, ServiceHttpClientOptions.ForStreams);
        var client = new SseClientOptions { Time = time, OnStateChanged = ConnectionChanged };
        await foreach (var item in SseClient.ReadAsync(http, new Uri("/api/v1/events", UriKind.Relative), lastEventId: null, client, cancellationToken))
        {
            try
            {
                if (JsonSerializer.Deserialize(item.Data, ContractsJson.Default.LiveEvent) is { } liveEvent)
                {
                    feed.Publish(liveEvent);
                }
            }
            catch (JsonException malformed)
            {
                LogMalformed(malformed.Message);
            }
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Gather, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            feed.Flush();
        }
    }

    private void ConnectionChanged(string? reason)
    {
        if (reason is not null)
        {
            LogAway(reason);
        }

        feed.SetConnected(reason is null);
    }
}
