using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Storage;

namespace RouterAlertAssurance.Orchestrator.Assignment;

/// <summary>
/// Brings graph versions to the collector: in order, each until it is acknowledged, across restarts of either side. A collector that lacks
/// the version a difference builds on gets the whole graph.
/// </summary>
internal sealed partial class CollectorFeed : BackgroundService
{
    private readonly Signal _signal = new();
    private readonly NetworkWriter _writer;
    private readonly StateStore _store;
    private readonly OrchestratorOptions _options;
    private readonly OrchestratorMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger<CollectorFeed> _logger;
    private string? _lastError;
    private DateTimeOffset _checkedUntil = DateTimeOffset.MinValue;

    public CollectorFeed(
        NetworkWriter writer, StateStore store, OrchestratorOptions options, OrchestratorMeter meter, TimeProvider time, ILogger<CollectorFeed> logger)
    {
        (_writer, _store, _options, _meter, _time, _logger) = (writer, store, options, meter, time, logger);
        writer.WhenChanged(_signal.Set);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Collector is not { } endpoint)
        {
            return;
        }

        using var http = ServiceHttpClient.Create(endpoint);
        var backoff = new Backoff(_options.ShortestRetry, _options.LongestRetry);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TryFeedAsync(http, stoppingToken))
            {
                backoff.Reset();
                await _signal.WaitAsync(_options.CollectorCheck, _time, stoppingToken);
            }
            else
            {
                _checkedUntil = DateTimeOffset.MinValue;
                await Task.Delay(backoff.Next(), _time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryFeedAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            return await FeedAsync(http, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException || StateStore.IsStorageFailure(exception))
        {
            return Failed(exception.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"no answer within {http.Timeout.TotalSeconds} s");
        }
    }

    private async Task<bool> FeedAsync(HttpClient http, CancellationToken cancellationToken)
    {
        if (_writer.Current is null)
        {
            return true;
        }

        var acknowledged = await _store.AcknowledgedVersionAsync(cancellationToken);
        // Now and then the last one is offered again, to find out whether the collector still has it.
        var from = _time.GetUtcNow() < _checkedUntil ? acknowledged : acknowledged - 1;
        while (await _store.NextVersionAsync(from, cancellationToken) is { } version)
        {
            if (await OfferAsync(http, version, cancellationToken) is not { } answered)
            {
                return false;
            }

            _checkedUntil = _time.GetUtcNow() + _options.CollectorCheck;
            if (answered > acknowledged)
            {
                await _store.AcknowledgeAsync(answered, cancellationToken);
                LogAcknowledged(answered);
            }

            from = acknowledged = Math.Max(answered, acknowledged);
        }

        _lastError = null;
        return true;
    }

    /// <summary>The version that the collector has then; null when it took none.</summary>
    private async Task<long?> OfferAsync(HttpClient http, GraphVersion version, CancellationToken cancellationToken)
    {
        using var response = await PutAsync(http, version, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Conflict || _writer.Current is not { } state)
        {
            return await ReadAsync(response, version.Version, cancellationToken);
        }

        var whole = state.Graph.Whole();
        LogWhole(whole.Version, version.Base ?? 0);
        using var second = await PutAsync(http, whole, cancellationToken);
        return await ReadAsync(second, whole.Version, cancellationToken);
    }

    private async Task<long?> ReadAsync(HttpResponseMessage response, long sent, CancellationToken cancellationToken)
    {
        _meter.Offered(response.IsSuccessStatusCode);
        if (!response.IsSuccessStatusCode)
        {
            var problem = await response.ReadProblemAsync(cancellationToken);
            Failed($"graph version {sent} refused: {problem.Status} {problem.Detail ?? problem.Title}");
            return null;
        }

        var answer = await response.Content.ReadFromJsonAsync(ContractsJson.Default.GraphVersionAnswer, cancellationToken);
        if (answer is null || answer.Version <= sent)
        {
            return sent;
        }

        // The next version is then newer than anything the collector has, and holds the whole graph.
        await _writer.WriteAsync<bool>((state, now) => new(true, GraphVersioning.Overtake(state, answer.Version, now)), cancellationToken);
        return answer.Version;
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient http, GraphVersion version, CancellationToken cancellationToken) =>
        http.PutAsJsonAsync("api/v1/graph", version, ContractsJson.Default.GraphVersion, cancellationToken);

    private bool Failed(string reason)
    {
        if (_lastError != reason)
        {
            LogFailed(reason);
        }

        _lastError = reason;
        return false;
    }
}
