using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Shadows;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Hosting.ServerSentEvents;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Agent.Restconf;

/// <summary>The agent's RESTCONF server (RFC 8040) for the tree of RFC 9418.</summary>
internal static class RestconfEndpoints
{
    private const string DataRoot = "/restconf/data";
    private const string YangLibraryVersion = "2016-06-21";
    private const long LargestBody = 8 << 20;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    public static void MapRestconf(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/host-meta", context =>
        {
            context.Response.ContentType = "application/xrd+xml";
            return context.Response.WriteAsync("<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'><Link rel='restconf' href='/restconf'/></XRD>\n", context.RequestAborted);
        });
        app.MapGet("/restconf", context => RestconfResult.WriteAsync(context, new JsonObject
        {
            ["ietf-restconf:restconf"] = new JsonObject { ["data"] = new JsonObject(), ["operations"] = new JsonObject(), ["yang-library-version"] = YangLibraryVersion },
        }));
        app.MapGet("/restconf/operations", context =>
            RestconfResult.WriteAsync(context, new JsonObject { ["ietf-restconf:operations"] = new JsonObject() }));
        app.MapGet("/restconf/yang-library-version", context =>
            RestconfResult.WriteAsync(context, new JsonObject { ["ietf-restconf:yang-library-version"] = YangLibraryVersion }));
        app.MapGet($"{DataRoot}/{{**path}}", GetAsync);
        app.MapPut($"{DataRoot}/{{**path}}", PutAsync).RequireAccess(AccessLevel.Agent).WithMaxRequestBody(LargestBody);
        app.MapGet("/" + HealthNotification.StreamPath, StreamAsync);
    }

    private static Task GetAsync(HttpContext context)
    {
        var (snapshot, types) = context.RequestServices.GetRequiredService<DatastoreBuilder>().Build();
        var schema = AssuranceSchema.Build(types);
        var parameters = context.Request.Query.SelectMany(entry => entry.Value.Select(value => KeyValuePair.Create(entry.Key, value ?? "")));
        if (!RestconfQuery.TryParse(parameters, out var query, out var error)
            || !RestconfPath.TryParse(RequestTarget.After(context, DataRoot), schema, out var path, out error)
            || !RestconfReader.TryRead(Yang.Json.AssuranceJson.Datastore(snapshot, types), schema, path, query, out var body, out error))
        {
            return RestconfResult.WriteErrorsAsync(context, [error]);
        }

        return RestconfResult.WriteAsync(context, body, snapshot.GraphLastChange);
    }

    private static async Task PutAsync(HttpContext context)
    {
        var assignments = context.RequestServices.GetRequiredService<AssignmentManager>();
        if (!RestconfPath.TryParse(RequestTarget.After(context, DataRoot), AssuranceSchema.Build(assignments.Types), out var path, out var error))
        {
            await RestconfResult.WriteErrorsAsync(context, [error]);
            return;
        }

        if (context.Request.ContentType is not { } type || !IsJson(type))
        {
            await Problem.Of(StatusCodes.Status415UnsupportedMediaType, $"Send {RestconfError.MediaType}, not '{context.Request.ContentType}'").ExecuteAsync(context);
            return;
        }

        var body = await RequestBody.ReadBytesAsync(context, context.RequestAborted);
        if (body.Error is { } refused)
        {
            await refused.ExecuteAsync(context);
            return;
        }

        var (errors, created) = Write(assignments, path, body.Bytes);
        if (errors.Count > 0)
        {
            await RestconfResult.WriteErrorsAsync(context, errors);
            return;
        }

        context.Response.StatusCode = created ? StatusCodes.Status201Created : StatusCodes.Status204NoContent;
    }

    private static (IReadOnlyList<RestconfError> Errors, bool Created) Write(AssignmentManager assignments, RestconfPath path, ReadOnlyMemory<byte> body) => path.Steps switch
    {
        [{ Node.Name: "subservices" }] => (assignments.PutSubservices(body), false),
        [{ Node.Name: "subservices" }, { Node.Name: "subservice", Keys: [var type, var id] }] => assignments.Types.TryGetByIdentity(type, out var mapping)
            ? assignments.PutSubservice(body, new SubserviceId(mapping.Type, id))
            : ([RestconfError.InvalidValue($"No package defines the type '{type}'.")], false),
        _ => ([RestconfError.OperationNotSupported("Only the container 'subservices' and an entry 'subservice=TYPE,ID' of it can be written.")], false),
    };

    /// <summary>The event stream that feeds shadow nodes: the current status of what is asked for, then each change.</summary>
    private static async Task StreamAsync(HttpContext context)
    {
        var wanted = context.Request.Query["subservice"].Select(Reference).ToList();
        if (wanted.Contains(null))
        {
            await Problem.Validation("", "Each 'subservice' is TYPE/ID").ExecuteAsync(context);
            return;
        }

        var ids = wanted.Select(id => id!.Value).ToHashSet();
        var board = context.RequestServices.GetRequiredService<StatusBoard>();
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var events = Events(board.WatchAsync(id => ids.Count == 0 || ids.Contains(id), context.RequestAborted), time);
        await EventStreamWriter.WriteAsync(context, events, Heartbeat);
    }

    private static async IAsyncEnumerable<ServerSentEvent> Events(IAsyncEnumerable<Contracts.Health.StatusChange> changes, TimeProvider time)
    {
        await foreach (var change in changes)
        {
            yield return new ServerSentEvent(HealthNotification.Format(change, time.GetUtcNow()));
        }
    }

    private static SubserviceId? Reference(string? text) =>
        text?.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < text.Length - 1 ? new SubserviceId(text[..slash], text[(slash + 1)..]) : null;

    private static bool IsJson(string contentType) =>
        contentType.Split(';')[0].Trim() is var media && (media == RestconfError.MediaType || media == "application/json");
}
