using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Hosting.ServerSentEvents;

/// <summary>Answers a request with a stream of server-sent events.</summary>
public static class EventStreamWriter
{
    /// <summary>The time between heartbeats, unless said otherwise.</summary>
    public static readonly TimeSpan DefaultHeartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Where a client wants to go on: its header Last-Event-ID, or the query parameter <c>lastEventId</c>; null for the present.</summary>
    public static string? LastEventId(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header
            : context.Request.Query["lastEventId"].ToString() is { Length: > 0 } query ? query
            : null;
    }

    /// <summary>
    /// Writes the events until they end, the client leaves or the service stops. Events that are ready together travel together. When
    /// none comes, a comment is sent as a heartbeat, so that both sides learn soon that the other is gone.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="events">The events; enumerated with a token that ends with the request.</param>
    /// <param name="heartbeat">The time between heartbeats; 10 s by default.</param>
    public static async Task WriteAsync(HttpContext context, IAsyncEnumerable<ServerSentEvent> events, TimeSpan? heartbeat = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(events);
        var services = context.RequestServices;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        StartResponse(context);
        if (context.Features.Get<HeadRequest>() is not null)
        {
            return;
        }

        try
        {
            var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
            await PumpAsync(context.Response.BodyWriter, events, heartbeat ?? DefaultHeartbeat, time, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client left or the service stops: both end a stream in the regular way, and the client reconnects.
        }
    }

    private static void StartResponse(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache, no-store";
        // Reverse proxies must not hold events back.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private static async Task PumpAsync(
        PipeWriter writer, IAsyncEnumerable<ServerSentEvent> events, TimeSpan heartbeat, TimeProvider time, CancellationToken cancellationToken)
    {
        // A first byte at once tells the client that it is connected.
        await SendAsync(writer, ": connected\n\n", cancellationToken);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var enumerator = events.GetAsyncEnumerator(reading.Token);
        var next = enumerator.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (!await ArrivesAsync(next, heartbeat, time, cancellationToken))
                {
                    await SendAsync(writer, ": heartbeat\n\n", cancellationToken);
                    continue;
                }

                if (!await next)
                {
                    return;
                }

                Format(writer, enumerator.Current);
                next = enumerator.MoveNextAsync().AsTask();
                if (!next.IsCompleted || writer.UnflushedBytes > 64 << 10)
                {
                    await writer.FlushAsync(cancellationToken);
                }
            }
        }
        finally
        {
            // An enumerator must not be disposed while it moves.
            await reading.CancelAsync();
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static async Task<bool> ArrivesAsync(Task<bool> next, TimeSpan heartbeat, TimeProvider time, CancellationToken cancellationToken)
    {
        if (next.IsCompleted)
        {
            return true;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var winner = await Task.WhenAny(next, Task.Delay(heartbeat, time, waiting.Token));
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return winner == next;
    }

    private static async Task SendAsync(PipeWriter writer, string text, CancellationToken cancellationToken)
    {
        Encoding.UTF8.GetBytes(text, writer);
        await writer.FlushAsync(cancellationToken);
    }

    private static void Format(PipeWriter writer, ServerSentEvent item)
    {
        Field(writer, "id: ", item.Id);
        Field(writer, "event: ", item.Type);
        foreach (var line in item.Data.AsSpan().EnumerateLines())
        {
            Encoding.UTF8.GetBytes("data: ", writer);
            Encoding.UTF8.GetBytes(line, writer);
            writer.Write("\n"u8);
        }

        writer.Write("\n"u8);
    }

    private static void Field(PipeWriter writer, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            throw new FormatException("The id and the type of an event must be one line.");
        }

        Encoding.UTF8.GetBytes(name, writer);
        Encoding.UTF8.GetBytes(value, writer);
        writer.Write("\n"u8);
    }
}
