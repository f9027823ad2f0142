using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Orchestrator.Agents;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>
/// Keeps one agent at its newest slice. Only the newest counts: what changed meanwhile is not sent step by step. An attempt that fails is
/// repeated, with growing pauses, until it succeeds or there is something newer.
/// </summary>
internal sealed partial class AgentDelivery(
    string agent, NetworkWriter writer, AgentLiveness liveness, PackageStore packages, OrchestratorOptions options, OrchestratorMeter meter, TimeProvider time, ILogger<AgentDelivery> logger)
    : IAsyncDisposable
{
    // A heartbeat that was on its way while the slice was delivered still names the older revision.
    private static readonly TimeSpan HeartbeatOnItsWay = TimeSpan.FromSeconds(2);

    private readonly Signal _signal = new();
    private readonly CancellationTokenSource _stopped = new();
    private Task _loop = Task.CompletedTask;
    private (ServiceEndpoint Endpoint, HttpClient Http)? _client;
    private (long Revision, string Run, DateTimeOffset At)? _delivered;

    public string? LastError { get; private set; }

    public void Wake() => _signal.Set();

    public AgentDelivery Start(CancellationToken cancellationToken)
    {
        _loop = RunAsync(cancellationToken);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _loop;
        _stopped.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stopping, _stopped.Token);
        var backoff = new Backoff(options.ShortestRetry, options.LongestRetry);
        try
        {
            while (true)
            {
                if (Due() is not { } due)
                {
                    await _signal.WaitAsync(linked.Token);
                }
                else if (await TryAsync(due.Slice, due.Agent, linked.Token))
                {
                    backoff.Reset();
                }
                else
                {
                    await Task.Delay(backoff.Next(), time, linked.Token);
                }
            }
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            // Told to stop.
        }
        finally
        {
            _client?.Http.Dispose();
        }
    }

    // Nothing is sent before the agent was heard in this process: only then is known which run of it would take the slice.
    private (AgentSlice Slice, LiveAgent Agent)? Due()
    {
        if (writer.Current is not { } state
            || liveness.Find(agent) is not { } live
            || !state.Agents.TryGetValue(agent, out var entry)
            || !state.Slices.TryGetValue(agent, out var slice)
            || slice.Assignment.Revision == 0)
        {
            return null;
        }

        var (revision, run, at) = _delivered ?? (entry.DeliveredRevision, entry.DeliveredRun, DateTimeOffset.MinValue);
        var isDelivered = revision == slice.Assignment.Revision && run == AgentEntry.RunOf(live.Registration);
        var isLost = live.Registration.AssignmentRevision < slice.Assignment.Revision && (at == DateTimeOffset.MinValue || live.LastSeen > at + HeartbeatOnItsWay);
        return isDelivered && !isLost ? null : (slice, live);
    }

    private async Task<bool> TryAsync(AgentSlice slice, LiveAgent live, CancellationToken cancellationToken)
    {
        var run = AgentEntry.RunOf(live.Registration);
        var error = ClientFor(live.Registration.Endpoint) is { } http
            ? await new AgentClient(http, packages.ContentOf).DeliverAsync(slice, cancellationToken)
            : $"its endpoint '{live.Registration.Endpoint}' cannot be called";
        meter.Delivered(error is null);
        if (error is not null)
        {
            Note(error);
            return false;
        }

        LastError = null;
        _delivered = (slice.Assignment.Revision, run, time.GetUtcNow());
        LogDelivered(agent, slice.Assignment.Revision, slice.Nodes, slice.Owned);
        // When this cannot be stored, the agent gets the same slice once more after the next start of this process: harmless.
        await writer.WriteAsync((state, _) => AgentChanges.Delivered(agent, slice.Assignment.Revision, run, state), cancellationToken);
        return true;
    }

    private void Note(string error)
    {
        if (LastError != error)
        {
            LogFailed(agent, error);
        }

        LastError = error;
    }

    private HttpClient? ClientFor(string endpoint)
    {
        if (!ServiceEndpoint.TryParse(endpoint, out var parsed, out _))
        {
            return null;
        }

        if (_client is { } known && known.Endpoint == parsed)
        {
            return known.Http;
        }

        _client?.Http.Dispose();
        _client = (parsed, ServiceHttpClient.Create(parsed));
        return _client.Value.Http;
    }
}
