using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.ServerSentEvents;
using RouterAlertAssurance.Hosting.Workers;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Hosting.Tests.ServerSentEvents;

public sealed class EventStreamTests
{
    private CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_Events_ArriveWithIdTypeAndLines()
    {
        await using var service = await StartAsync(_ => Fixed(new("one\ntwo", "1", "status"), new("three")));

        var items = await TakeAsync(service, 2);

        items.Select(item => (item.Data, item.EventId, item.EventType)).ShouldBe([("one\ntwo", "1", "status"), ("three", null, "message")]);
    }

    [Fact]
    public async Task WriteAsync_NothingHappens_SendsHeartbeats()
    {
        var never = Channel.CreateUnbounded<ServerSentEvent>();
        await using var service = await StartAsync(context => never.Reader.ReadAllAsync(context.RequestAborted), TimeSpan.FromMilliseconds(20));

        using var reader = new StreamReader(await service.Client.GetStreamAsync("events", Cancellation));
        var lines = new List<string?>();
        while (lines.Count < 6)
        {
            lines.Add(await reader.ReadLineAsync(Cancellation));
        }

        lines.ShouldBe([": connected", "", ": heartbeat", "", ": heartbeat", ""]);
    }

    [Fact]
    public async Task WriteAsync_ServiceStops_EndsTheStream()
    {
        var never = Channel.CreateUnbounded<ServerSentEvent>();
        await using var service = await StartAsync(context => never.Reader.ReadAllAsync(context.RequestAborted));
        await using var stream = await service.Client.GetStreamAsync("events", Cancellation);

        var stop = service.App.StopAsync(Cancellation);
        using var reader = new StreamReader(stream);

        (await reader.ReadToEndAsync(Cancellation)).ShouldBe(": connected\n\n");
        await stop;
    }

    [Fact]
    public async Task WriteAsync_ClientLeaves_EndsTheEnumeration()
    {
        var ended = new TaskCompletionSource();
        await using var service = await StartAsync(_ => UntilCancelledAsync(ended));
        (await service.Client.GetStreamAsync("events", Cancellation)).Dispose();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        ended.Task.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task ReadAsync_ConnectionEnds_GoesOnAfterTheLastEvent()
    {
        var asked = new List<string?>();
        await using var service = await StartAsync(context =>
        {
            asked.Add(EventStreamWriter.LastEventId(context));
            var next = int.Parse(asked[^1] ?? "0", CultureInfo.InvariantCulture) + 1;
            return Fixed(new ServerSentEvent($"event {next}", $"{next}"));
        });

        var items = await TakeAsync(service, 3);

        items.Select(item => item.Data).ShouldBe(["event 1", "event 2", "event 3"]);
        asked.ShouldBe([null, "1", "2"]);
    }

    [Fact]
    public async Task ReadAsync_ServerComesLater_ReportsChangesOnlyAndReads()
    {
        using var directory = new TemporaryDirectory();
        var endpoint = ServiceEndpoint.Unix(directory.Combine("late.sock"));
        using var client = ServiceHttpClient.Create(endpoint, ServiceHttpClientOptions.ForStreams);
        var states = new List<string?>();
        var failed = new TaskCompletionSource();
        var options = new SseClientOptions
        {
            Backoff = Fast(),
            OnStateChanged = state =>
            {
                states.Add(state);
                failed.TrySetResult();
            },
        };
        await using var reading = SseClient.ReadAsync(client, new Uri("events", UriKind.Relative), null, options, Cancellation).GetAsyncEnumerator(Cancellation);
        var first = reading.MoveNextAsync();
        await failed.Task;

        await using var service = await StartAsync(_ => Fixed(new ServerSentEvent("here", "1")), settings: host => host.Listen = [endpoint]);

        (await first).ShouldBeTrue();
        reading.Current.Data.ShouldBe("here");
        states.Count.ShouldBe(2);
        states[0].ShouldNotBeNull();
        states[1].ShouldBeNull();
    }

    [Fact]
    public async Task ReadAsync_ServerGoesSilent_GivesUpTheConnection()
    {
        var connections = 0;
        var never = Channel.CreateUnbounded<ServerSentEvent>();
        await using var service = await StartAsync(context =>
            Interlocked.Increment(ref connections) == 1 ? never.Reader.ReadAllAsync(context.RequestAborted) : Fixed(new ServerSentEvent("second")));

        var items = await TakeAsync(service, 1, new SseClientOptions { SilenceLimit = TimeSpan.FromMilliseconds(200), Backoff = Fast() });

        items[0].Data.ShouldBe("second");
    }

    [Fact]
    public async Task ReadAsync_NoContent_Ends()
    {
        await using var service = await TestService.StartAsync(app => app.MapGet("/events", context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.NoContent;
            return Task.CompletedTask;
        }));

        (await TakeAsync(service, 1)).ShouldBeEmpty();
    }

    private static Backoff Fast() => new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20));

    private async Task<List<SseItem<string>>> TakeAsync(TestService service, int count, SseClientOptions? options = null)
    {
        var items = new List<SseItem<string>>();
        await foreach (var item in SseClient.ReadAsync(
            service.Client, new Uri("events", UriKind.Relative), null, options ?? new SseClientOptions { Backoff = Fast() }, Cancellation))
        {
            items.Add(item);
            if (items.Count == count)
            {
                break;
            }
        }

        return items;
    }

    private static Task<TestService> StartAsync(
        Func<HttpContext, IAsyncEnumerable<ServerSentEvent>> events, TimeSpan? heartbeat = null, Action<HostSettings>? settings = null) =>
        TestService.StartAsync(app => app.MapGet("/events", context => EventStreamWriter.WriteAsync(context, events(context), heartbeat)), settings: settings);

    private static async IAsyncEnumerable<ServerSentEvent> Fixed(params ServerSentEvent[] events)
    {
        foreach (var item in events)
        {
            await Task.Yield();
            yield return item;
        }
    }

    private static async IAsyncEnumerable<ServerSentEvent> UntilCancelledAsync(
        TaskCompletionSource ended, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            ended.SetResult();
        }

        yield break;
    }
}
