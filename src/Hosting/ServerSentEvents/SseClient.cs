using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Workers;

namespace RouterAlertAssurance.Hosting.ServerSentEvents;

/// <summary>How a stream is read.</summary>
public sealed record SseClientOptions
{
    /// <summary>A connection on which nothing arrives for this long, not even a heartbeat, is given up; 30 s by default.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The delays between attempts; 200 ms to 5 s by default.</summary>
    public Backoff Backoff { get; init; } = Backoff.ForServices();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Called when the stream is connected (null) and when it is not (the reason), changes only.</summary>
    public Action<string?>? OnStateChanged { get; init; }
}

/// <summary>Reads a stream of server-sent events for as long as the caller likes.</summary>
public static class SseClient
{
    /// <summary>
    /// Reads events, reconnecting whenever the connection ends and going on after the last event received. Ends when the caller stops, or
    /// when the server answers 204. Unreachable or failing servers are tried again and again.
    /// </summary>
    /// <param name="client">A client without a request time limit (<see cref="Endpoints.ServiceHttpClientOptions.ForStreams"/>).</param>
    /// <param name="uri">The stream, absolute or relative to the client's base address.</param>
    /// <param name="lastEventId">The event after which to start; null for the server's choice.</param>
    /// <param name="options">Time limits, delays and state; the defaults suit streams with heartbeats of up to 10 s.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        HttpClient client,
        Uri uri,
        string? lastEventId = null,
        SseClientOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var session = new SseSession(client, uri, options ?? new SseClientOptions()) { LastEventId = lastEventId };
        while (!session.IsOver)
        {
            await foreach (var item in session.ConnectAndReadAsync(cancellationToken))
            {
                yield return item;
            }

            await session.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads events with the default options.</summary>
    public static IAsyncEnumerable<SseItem<string>> ReadAsync(HttpClient client, Uri uri, string? lastEventId, CancellationToken cancellationToken) =>
        ReadAsync(client, uri, lastEventId, null, cancellationToken);
}

/// <summary>The connections of one reader, one after the other.</summary>
internal sealed class SseSession(HttpClient client, Uri uri, SseClientOptions options)
{
    private TimeSpan? _serverDelay;
    private string? _state = "not connected yet";
    private bool _isKnown;

    public string? LastEventId { get; set; }

    /// <summary>Whether the server said that there is nothing more to come.</summary>
    public bool IsOver { get; private set; }

    public async IAsyncEnumerable<SseItem<string>> ConnectAndReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await ConnectAsync(cancellationToken);
        if (response is null)
        {
            yield break;
        }

        await using var stream = new WatchedStream(await response.Content.ReadAsStreamAsync(cancellationToken), options.SilenceLimit, options.Time);
        var parser = SseParser.Create(stream, static (_, data) => Encoding.UTF8.GetString(data));
        await using var items = parser.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(items, cancellationToken))
        {
            options.Backoff.Reset();
            LastEventId = parser.LastEventId.Length > 0 ? parser.LastEventId : LastEventId;
            _serverDelay = parser.ReconnectionInterval == Timeout.InfiniteTimeSpan ? null : parser.ReconnectionInterval;
            yield return items.Current;
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        if (IsOver)
        {
            return Task.CompletedTask;
        }

        var delay = options.Backoff.Next();
        return Task.Delay(_serverDelay > delay ? _serverDelay.Value : delay, options.Time, cancellationToken);
    }

    private async Task<HttpResponseMessage?> ConnectAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (LastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", LastEventId);
        }

        using var patience = new CancellationTokenSource(options.SilenceLimit, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            {
                ChangeState(null);
                return response;
            }

            IsOver = response.StatusCode == HttpStatusCode.NoContent;
            var problem = await response.ReadProblemAsync(either.Token);
            ChangeState(IsOver ? "the stream has ended" : $"{problem.Status} {problem.Detail ?? problem.Title}");
        }
        catch (Exception exception) when (IsBroken(exception, cancellationToken))
        {
            ChangeState(exception.Message);
        }

        response?.Dispose();
        return null;
    }

    private async Task<bool> MoveNextAsync(IAsyncEnumerator<SseItem<string>> items, CancellationToken cancellationToken)
    {
        try
        {
            if (await items.MoveNextAsync())
            {
                return true;
            }

            ChangeState("the server closed the stream");
        }
        catch (Exception exception) when (IsBroken(exception, cancellationToken))
        {
            ChangeState(exception.Message);
        }

        return false;
    }

    private void ChangeState(string? state)
    {
        if (!_isKnown || (state is null) != (_state is null))
        {
            options.OnStateChanged?.Invoke(state);
        }

        (_isKnown, _state) = (true, state);
    }

    private static bool IsBroken(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException or TimeoutException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
