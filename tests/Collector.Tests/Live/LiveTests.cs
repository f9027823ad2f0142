using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Collector.Live;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.TestKit;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.Live;

public sealed class LiveTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Events_OfAChange_AreStatusSymptomAndGraph()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await using var events = await EventReader.OpenAsync(host, null);

        await host.AcceptAsync(Graph());
        await host.AcceptAsync(Batch(SymptomEvent(1, Interface, Symptom(), Evidence()), StatusEvent(2, Interface, Status(40)), StatusEvent(3, Tunnel, Status(40))));

        var received = await events.ReadAsync(7);
        received[0].ShouldSatisfyAllConditions(item => item.Kind.ShouldBe("graph"), item => item.GraphVersion.ShouldBe(1));
        received.Skip(1).Take(3).ShouldAllBe(item => item.Kind == "status" && item.Status!.Score == -1);
        received[4].ShouldSatisfyAllConditions(item => item.Kind.ShouldBe("symptom"), item => item.Symptom!.Id.ShouldBe("base/interface.down"));
        received.Skip(5).Select(item => (item.Subservice, item.Status!.Score)).ShouldBe([(Interface, 40), (Tunnel, 40)], ignoreOrder: true);
        received.First(item => item.Subservice == Tunnel && item.Status!.Score == 40).Service!.Name.ShouldBe("blue");
        received.Select(item => item.Id).ShouldBe(Enumerable.Range(0, 7).Select(place => received[0].Id + place));
    }

    [Fact]
    public async Task Events_Resumed_GoOnAfterTheLastOne()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        long last;
        await using (var events = await EventReader.OpenAsync(host, null))
        {
            await host.AcceptAsync(Graph());
            last = (await events.ReadAsync(4))[^1].Id;
        }

        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40)), StatusEvent(2, Device, Status(100))));
        await using var resumed = await EventReader.OpenAsync(host, last.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await host.AcceptAsync(Batch(StatusEvent(3, Interface, Status(50))));

        var received = await resumed.ReadAsync(3);
        received.Select(item => item.Id).ShouldBe([last + 1, last + 2, last + 3]);
        received[2].Status!.Score.ShouldBe(50);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("99999999999999999")]
    [InlineData("not-a-number")]
    public async Task Events_ResumedWithAnIdThatIsNotKept_BeginWithAReset(string id)
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        await using var events = await EventReader.OpenAsync(host, id);
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))));

        var received = await events.ReadAsync(2);

        received[0].Kind.ShouldBe("reset");
        (received[1].Kind, received[1].Status!.Score).ShouldBe(("status", 40));
    }

    [Fact]
    public async Task Events_OfARepeatedStatus_AreNotSent()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))));
        await using var events = await EventReader.OpenAsync(host, null);

        await host.AcceptAsync(Batch(StatusEvent(2, Interface, Status(40)), StatusEvent(3, Device, Status(100))));

        (await events.ReadAsync(1))[0].Subservice.ShouldBe(Device);
    }

    [Fact]
    public void Feed_SlowReader_IsCutOffAndCanResumeOrIsReset()
    {
        var feed = new LiveFeed(TimeProvider.System);
        using var slow = feed.Subscribe(null)!;
        for (var i = 0; i < 40; i++)
        {
            feed.Publish(Enumerable.Range(0, 500).Select(_ => new LiveEvent { Kind = "status" }));
        }

        var received = new List<LiveEvent>();
        while (slow.Reader.TryRead(out var item))
        {
            received.Add(item);
        }

        slow.Reader.Completion.IsCompleted.ShouldBeTrue();
        received.Count.ShouldBeGreaterThan(LiveFeed.Kept);
        using var again = feed.Subscribe(received[^1].Id)!;
        again.Reader.TryRead(out var next).ShouldBeTrue();
        next!.Id.ShouldBe(received[^1].Id + 1);
        using var old = feed.Subscribe(received[0].Id)!;
        old.Reader.TryRead(out var reset).ShouldBeTrue();
        (reset!.Kind, reset.Id).ShouldBe(("reset", feed.LastId));
    }

    [Fact]
    public async Task Hub_OverAWebSocket_SendsEventsAndNarrowsToSubscribedNodes()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        await using var hub = await HubConnection.OpenAsync(host);

        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))));
        var first = await hub.NextAsync();
        (first["kind"]!.GetValue<string>(), first["status"]!["score"]!.GetValue<int>()).ShouldBe(("status", 40));
        first.AsObject().ContainsKey("symptom").ShouldBeFalse("nulls are left out");

        await hub.InvokeAsync("Subscribe", "device", "pe1");
        await host.AcceptAsync(Batch(StatusEvent(2, Interface, Status(50)), StatusEvent(3, Device, Status(70))));
        (await hub.NextAsync())["subservice"]!["type"]!.GetValue<string>().ShouldBe("device");
        await host.AcceptAsync(Graph(2));
        (await hub.NextAsync())["kind"]!.GetValue<string>().ShouldBe("graph");
    }

    private sealed class EventReader : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new(Patience);
        private readonly HttpResponseMessage _response;
        private readonly IAsyncEnumerator<SseItem<string>> _items;

        private EventReader(HttpResponseMessage response, Stream stream)
        {
            _response = response;
            _items = SseParser.Create(stream).EnumerateAsync(_end.Token).GetAsyncEnumerator();
        }

        public static async Task<EventReader> OpenAsync(CollectorHost host, string? lastEventId)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
            if (lastEventId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastEventId);
            }

            var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            return new EventReader(response, await response.Content.ReadAsStreamAsync());
        }

        public async Task<List<LiveEvent>> ReadAsync(int count)
        {
            var events = new List<LiveEvent>();
            while (events.Count < count && await _items.MoveNextAsync())
            {
                var item = JsonSerializer.Deserialize(_items.Current.Data, ContractsJson.Default.LiveEvent)!;
                (_items.Current.EventType, _items.Current.EventId).ShouldBe((item.Kind, item.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                events.Add(item);
            }

            return events;
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _items.DisposeAsync();
            _response.Dispose();
            _end.Dispose();
        }
    }

    /// <summary>The JSON hub protocol by hand: messages end with 0x1E.</summary>
    private sealed class HubConnection : IAsyncDisposable
    {
        private readonly ClientWebSocket _socket = new();
        private readonly CancellationTokenSource _end = new(Patience);
        private readonly Queue<JsonNode> _messages = new();
        private int _invocation;

        public static async Task<HubConnection> OpenAsync(CollectorHost host)
        {
            using var negotiation = await host.Client.PostAsync("/hubs/health/negotiate?negotiateVersion=1", null);
            var token = (await negotiation.Content.ReadFromJsonAsync<JsonNode>())!["connectionToken"]!.GetValue<string>();
            var connection = new HubConnection();
            var address = new UriBuilder(new Uri(host.Client.BaseAddress!, $"/hubs/health?id={token}")) { Scheme = "ws" };
            await connection._socket.ConnectAsync(address.Uri, connection._end.Token);
            await connection.SendAsync("{\"protocol\":\"json\",\"version\":1}");
            (await connection.MessageAsync()).AsObject().Count.ShouldBe(0, "the handshake answers an empty object");
            // What is sent right after connecting may be sent before the groups are joined; a call goes through after that.
            await connection.InvokeAsync("Unsubscribe", "none", "none");
            return connection;
        }

        /// <summary>The argument of the next call of the client's method <c>event</c>.</summary>
        public async Task<JsonNode> NextAsync()
        {
            while (true)
            {
                var message = await MessageAsync();
                if (message["type"]?.GetValue<int>() == 1)
                {
                    message["target"]!.GetValue<string>().ShouldBe("event");
                    return message["arguments"]![0]!;
                }
            }
        }

        public async Task InvokeAsync(string method, params string[] arguments)
        {
            var id = (++_invocation).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await SendAsync(new JsonObject
            {
                ["type"] = 1,
                ["invocationId"] = id,
                ["target"] = method,
                ["arguments"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]),
            }.ToJsonString());
            var kept = new List<JsonNode>();
            while (true)
            {
                var message = await MessageAsync();
                if (message["type"]?.GetValue<int>() == 3)
                {
                    message["error"].ShouldBeNull();
                    kept.ForEach(_messages.Enqueue);
                    return;
                }

                kept.Add(message);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            _socket.Dispose();
            _end.Dispose();
        }

        private Task SendAsync(string message) =>
            _socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, _end.Token);

        private async Task<JsonNode> MessageAsync()
        {
            while (_messages.Count == 0)
            {
                var text = new StringBuilder();
                var buffer = new byte[65536];
                WebSocketReceiveResult result;
                do
                {
                    result = await _socket.ReceiveAsync(buffer, _end.Token);
                    text.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
                }
                while (!result.EndOfMessage);

                foreach (var message in text.ToString().Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
                {
                    _messages.Enqueue(JsonNode.Parse(message)!);
                }
            }

            return _messages.Dequeue();
        }
    }
}
