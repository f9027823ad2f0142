using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.ServerSentEvents;
using RouterAlertAssurance.Hosting.Workers;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Shadows;

/// <summary>Listens to the event stream of every agent that owns a shadow node of the slice; to the collector's where there is no way to the agent.</summary>
internal sealed partial class ShadowFeed(AgentOptions options, ShadowBoard shadows, TimeProvider time, ILogger<ShadowFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // Three heartbeats of five seconds each would be the staleness limit already.
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(8);

    // An owner that is away is asked for at a walk: each attempt in vain costs several exceptions, in every agent that listens to it.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (Subscriptions Wanted, CancellationTokenSource Stop, Task Task)> _streams = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = ShadowPlan.Empty;
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!ReferenceEquals(known, shadows.Plan))
            {
                known = shadows.Plan;
                await FollowAsync(known, stoppingToken);
            }
        }
    }

    private async Task FollowAsync(ShadowPlan plan, CancellationToken stoppingToken)
    {
        var wanted = plan.Owners
            .GroupBy(shadow => shadow.Value, shadow => shadow.Key, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => new Subscriptions(plan.Endpoints.GetValueOrDefault(group.Key) ?? options.Collector?.ToString() ?? "", shadows.RoundOf(group.Key), [.. group.Order()]),
                StringComparer.Ordinal);
        foreach (var (owner, stream) in _streams.Where(stream => wanted.GetValueOrDefault(stream.Key) != stream.Value.Wanted).ToList())
        {
            _streams.Remove(owner);
            await stream.Stop.CancelAsync();
            await stream.Task;
            stream.Stop.Dispose();
        }

        foreach (var (owner, subscriptions) in wanted.Where(entry => !_streams.ContainsKey(entry.Key)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            _streams[owner] = (subscriptions, stop, ListenAsync(owner, subscriptions, stop.Token));
        }
    }

    private async Task ListenAsync(string owner, Subscriptions subscriptions, CancellationToken cancellationToken)
    {
        if (!ServiceEndpoint.TryParse(subscriptions.Endpoint, out var endpoint, out _))
        {
            LogNoWay(owner);
            return;
        }

        using var client = ServiceHttpClient.Create(endpoint, ServiceHttpClientOptions.ForStreams);
        var stream = new SseClientOptions
        {
            SilenceLimit = SilenceLimit,
            Backoff = new Backoff(ShortestPause, LongestPause),
            Time = time,
            OnStateChanged = reason => NoteState(owner, reason),
        };
        try
        {
            await foreach (var item in SseClient.ReadAsync(client, subscriptions.Path, null, stream, cancellationToken))
            {
                Take(owner, item.Data);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The agent stops, or listens to somebody else from now on.
        }
    }

    private void NoteState(string owner, string? reason)
    {
        if (reason is null)
        {
            LogConnected(owner);
            shadows.Connected(owner);
        }
        else
        {
            LogDisconnected(owner, reason);
            shadows.Disconnected(owner);
        }
    }

    private void Take(string owner, string data)
    {
        try
        {
            var notification = HealthNotification.Parse(Encoding.UTF8.GetBytes(data));
            if (notification?.Subservice is { Type.Length: > 0, Id.Length: > 0 } subservice && HealthDocuments.ToModel(notification.Status) is { } status)
            {
                shadows.Report(owner, subservice.ToModel(), status);
                return;
            }

            LogUnreadable(owner, "a part is missing");
        }
        catch (JsonException exception)
        {
            LogUnreadable(owner, exception.Message);
        }
    }

    /// <summary>What is asked of one owner; compared by content.</summary>
    private sealed record Subscriptions(string Endpoint, int Round, ImmutableArray<SubserviceId> Nodes)
    {
        public Uri Path => new(
            HealthNotification.StreamPath + "?" + string.Join('&', Nodes.Select(node => "subservice=" + Uri.EscapeDataString($"{node.Type}/{node.Id}"))),
            UriKind.Relative);

        public bool Equals(Subscriptions? other) => other is not null && Endpoint == other.Endpoint && Round == other.Round && Nodes.SequenceEqual(other.Nodes);

        public override int GetHashCode() => HashCode.Combine(Endpoint, Nodes.Length);
    }
}
