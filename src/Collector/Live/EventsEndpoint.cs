using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Hosting.ServerSentEvents;

namespace RouterAlertAssurance.Collector.Live;

/// <summary><c>GET /api/v1/events</c>: every change as server-sent events.</summary>
internal static class EventsEndpoint
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/events", (Delegate)StreamAsync)
            .WithName("events")
            .TakesQuery(new QueryParameter("lastEventId", "The event after which the stream goes on"))
            .WithSummary("Every change, live, as server-sent events")
            .WithDescription(
                "Event names are status, symptom, graph and reset; the data is a LiveEvent. With Last-Event-ID (or ?lastEventId=) the stream goes on "
                + "after that event; when it is no longer kept the first event is a reset: read everything again.")
            .WithTags("Live")
            .Produces<LiveEvent>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> StreamAsync(HttpContext context, LiveFeed feed)
    {
        using var subscription = feed.Subscribe(After(context));
        if (subscription is null)
        {
            return Problems.Unavailable(context, $"There are {LiveFeed.MaxSubscribers} readers already", 5);
        }

        await EventStreamWriter.WriteAsync(context, ReadAsync(subscription, context.RequestAborted), Heartbeat);
        return Results.Empty;
    }

    // An id that is no number was never given out: it counts as one that is too old.
    private static long? After(HttpContext context) =>
        EventStreamWriter.LastEventId(context) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : -1;

    private static async IAsyncEnumerable<ServerSentEvent> ReadAsync(
        LiveSubscription subscription, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in subscription.Reader.ReadAllAsync(cancellationToken))
        {
            yield return new ServerSentEvent(
                JsonSerializer.Serialize(item, ContractsJson.Default.LiveEvent), item.Id.ToString(CultureInfo.InvariantCulture), item.Kind);
        }
    }
}
