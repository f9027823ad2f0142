using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Agent.Publishing;

/// <summary>
/// Brings the spool to the collector: one batch at a time, in sequence, again until it is acknowledged. An empty batch now and then says that
/// the agent is alive.
/// </summary>
internal sealed partial class CollectorSender(AgentOptions options, Spool spool, AgentMeter meter, TimeProvider time, ILogger<CollectorSender> logger) : BackgroundService
{
    private const int BatchEvents = 500;
    private const int BatchBytes = 480 * 1024;

    /// <summary>Until a spool that could not be read while it was compacted is read again.</summary>
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(1);

    private readonly AsyncSignal _appended = new();
    private bool _isReachable = true;
    private bool _isPositioned;
    private bool _foundNothing;

    /// <summary>Called when a new epoch began, which lacks the present statuses.</summary>
    public Action? EpochBegan { get; set; }

    /// <summary>There is something new in the spool.</summary>
    public void Wake() => _appended.Set();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Collector is not { } endpoint)
        {
            return;
        }

        using var client = ServiceHttpClient.Create(endpoint, new ServiceHttpClientOptions { Timeout = TimeSpan.FromSeconds(15) });
        var backoff = Backoff.ForServices();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await SendAsync(client, stoppingToken))
            {
                backoff.Reset();
                if (Pause() is { } pause)
                {
                    await _appended.WaitAsync(pause, time, stoppingToken);
                }
            }
            else
            {
                await Task.Delay(backoff.Next(), time, stoppingToken);
            }
        }
    }

    /// <summary>How long to wait before the next batch; null for not at all.</summary>
    private TimeSpan? Pause() => spool.Length == 0 ? options.Heartbeat : _foundNothing ? ReadAgain : null;

    /// <summary>True when the collector answered with what it has.</summary>
    private async Task<bool> SendAsync(HttpClient client, CancellationToken cancellationToken)
    {
        // The first batch is empty: its answer says what the collector had before a restart, so that nothing is sent twice in vain.
        var events = _isPositioned ? spool.Read(spool.Acknowledged, BatchEvents, BatchBytes) : [];
        _foundNothing = _isPositioned && events.Count == 0;
        try
        {
            using var content = new ByteArrayContent(Body(events));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await client.PostAsync(new Uri("api/v1/ingest", UriKind.Relative), content, cancellationToken);
            return await TakeAnswerAsync(response, events.Count, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException or IOException && !cancellationToken.IsCancellationRequested)
        {
            Unreachable(exception.Message);
            return false;
        }
    }

    private async Task<bool> TakeAnswerAsync(HttpResponseMessage response, int sent, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (response.IsSuccessStatusCode && JsonSerializer.Deserialize(body, ContractsJson.Default.HealthBatchAnswer) is { } answer)
        {
            Reachable();
            meter.Delivered.Add(sent);
            spool.Acknowledge(answer.Acknowledged);
            _isPositioned = true;
            return true;
        }

        if (response.StatusCode == HttpStatusCode.Conflict && Acknowledged(body) is { } acknowledged)
        {
            Resynchronise(acknowledged);
            return true;
        }

        var problem = await response.ReadProblemAsync(cancellationToken);
        Unreachable($"{problem.Status} {problem.Detail ?? problem.Title} {string.Join("; ", problem.Errors?.Select(error => $"{error.Pointer}: {error.Detail}") ?? [])}");
        return false;
    }

    /// <summary>
    /// The collector has another idea of where we are. Goes on from there where the spool reaches that far back; otherwise a new epoch begins
    /// with the present status of everything.
    /// </summary>
    private void Resynchronise(long acknowledged)
    {
        LogResynchronised(spool.Acknowledged, acknowledged);
        if (!spool.TryRewind(acknowledged))
        {
            spool.Restart();
            EpochBegan?.Invoke();
        }
    }

    /// <summary>The events are JSON already; they are joined as they are.</summary>
    private byte[] Body(List<ReadOnlyMemory<byte>> events)
    {
        using var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes($$"""{"agentId":"{{options.Id}}","epoch":"{{spool.Epoch}}","events":["""));
        for (var index = 0; index < events.Count; index++)
        {
            body.Write(index == 0 ? [] : ","u8);
            body.Write(events[index].Span);
        }

        body.Write("]}"u8);
        return body.ToArray();
    }

    private static long? Acknowledged(byte[] problem)
    {
        using var document = JsonDocument.Parse(problem);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("acknowledged", out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
    }

    private void Reachable()
    {
        if (!_isReachable)
        {
            LogReachable();
        }

        _isReachable = true;
    }

    private void Unreachable(string reason)
    {
        meter.Undelivered.Add(1);
        if (_isReachable)
        {
            LogUnreachable(reason);
        }

        _isReachable = false;
    }
}
