using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.Live;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Hosting.ServerSentEvents;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Json;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Collector.Restconf;

/// <summary>
/// The event stream <c>subservice-health</c> (RFC 8040, section 6): the same as each agent serves for its own nodes, here for all. Agents that cannot
/// reach the owner of a shadow node read it here.
/// </summary>
internal static class HealthStream
{
    private const int MaxNodes = 10_000;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    public static void MapHealthStream(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/restconf/streams/subservice-health/json", (Delegate)StreamAsync)
            .WithName("subserviceHealthStream")
            .TakesQuery(new QueryParameter("subservice", "type/id, percent-encoded", IsRepeatable: true))
            .WithSummary("Health of subservices as an event stream: first the current status of each, then every change")
            .WithDescription("Query parameter subservice=type/id, percent-encoded, repeated; without it all nodes. The type is the text before the first slash.")
            .WithTags("RESTCONF");

    private static async Task<IResult> StreamAsync(HttpContext context, CurrentState current, LiveFeed feed)
    {
        var wanted = context.Request.Query["subservice"].Select(text => Parse(text ?? "")).ToList();
        if (wanted.Contains(null) || wanted.Count > MaxNodes)
        {
            return RestconfAnswers.Error(RestconfError.InvalidValue($"Each query parameter 'subservice' is type/id; at most {MaxNodes} are taken."));
        }

        // Subscribed before the state is read: a change in between comes twice rather than not at all.
        using var subscription = feed.Subscribe(null);
        if (subscription is null || current.State is not { } state)
        {
            context.Response.Headers.RetryAfter = "1";
            return RestconfAnswers.Error(new RestconfError(StatusCodes.Status503ServiceUnavailable, "resource-denied", "Not ready, or too many readers"));
        }

        var nodes = wanted.Select(id => id!.Value).ToHashSet();
        await EventStreamWriter.WriteAsync(context, ReadAsync(state, subscription, nodes, context.RequestAborted), Heartbeat);
        return Results.Empty;
    }

    private static SubserviceId? Parse(string text)
    {
        var parts = text.Split('/', 2);
        return parts is [{ Length: > 0 } type, { Length: > 0 } id] ? new SubserviceId(type, id) : null;
    }

    private static async IAsyncEnumerable<ServerSentEvent> ReadAsync(
        NetworkState state, LiveSubscription subscription, HashSet<SubserviceId> nodes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var view in state.Views.Values.Where(view => nodes.Count == 0 || nodes.Contains(view.Entry.Id)))
        {
            yield return Notification(view.Reported ?? state.Changed, view.Entry.Reference, view.Status, null);
        }

        await foreach (var item in subscription.Reader.ReadAllAsync(cancellationToken))
        {
            if (item is { Subservice: { } node, Status: { } status } && (nodes.Count == 0 || nodes.Contains(node.ToModel())))
            {
                yield return Notification(item.Time, node, status, item.Id);
            }
        }
    }

    private static ServerSentEvent Notification(DateTimeOffset time, SubserviceReference node, HealthStatusDocument status, long? id)
    {
        var body = new JsonObject
        {
            ["ietf-restconf:notification"] = new JsonObject
            {
                ["eventTime"] = YangDateTime.Format(time),
                ["raa-health:status"] = JsonSerializer.SerializeToNode(new StatusChange(node, status), ContractsJson.Default.StatusChange),
            },
        };
        return new ServerSentEvent(body.ToJsonString(), id?.ToString(CultureInfo.InvariantCulture));
    }
}
