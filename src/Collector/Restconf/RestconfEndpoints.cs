using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Yang.Json;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Collector.Restconf;

/// <summary>The whole network's RFC 9418 tree, read only (RFC 8040).</summary>
internal static class RestconfEndpoints
{
    private const string DataPath = "/restconf/data";

    // RFC 8040, section 3.1.
    private const string HostMeta =
        "<?xml version='1.0' encoding='UTF-8'?>\n<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>\n  <Link rel='restconf' href='/restconf'/>\n</XRD>\n";

    public static void MapRestconf(this IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/.well-known/host-meta", () => Results.Text(HostMeta, "application/xrd+xml")), "hostMeta", "Where RESTCONF is");
        Describe(routes.MapGet("/restconf", Root), "restconfRoot", "The RESTCONF root resource");
        Describe(routes.MapGet("/restconf/operations", () => RestconfAnswers.Data(new JsonObject { ["ietf-restconf:operations"] = new JsonObject() })), "restconfOperations", "Operations: none");
        Describe(routes.MapGet("/restconf/yang-library-version", () => RestconfAnswers.Data(new JsonObject { ["ietf-restconf:yang-library-version"] = "2019-01-04" })), "restconfLibraryVersion", "Version of the YANG library");
        Describe(routes.MapGet(DataPath + "/{**path}", (Delegate)Data), "restconfData", "The datastore, or any node of it, as of one instant")
            .WithDescription(
                "RFC 9418 tree in the encoding of RFC 7951. Query parameters content and depth as in RFC 8040. Everything in one answer is of the same "
                + "instant; ETag and Last-Modified are those of the whole datastore.");
        routes.MapHealthStream();
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.WithName(name).WithSummary(summary).WithTags("RESTCONF");

    private static IResult Root() => RestconfAnswers.Data(new JsonObject
    {
        ["ietf-restconf:restconf"] = new JsonObject
        {
            ["data"] = new JsonObject(),
            ["operations"] = new JsonObject(),
            ["yang-library-version"] = "2019-01-04",
        },
    });

    private static IResult Data(HttpContext context, CurrentState current, SubserviceTypes types, TimeProvider time)
    {
        if (!AcceptsJson(context.Request))
        {
            return RestconfAnswers.Error(new RestconfError(StatusCodes.Status406NotAcceptable, "invalid-value", $"Only {RestconfError.MediaType} is served"));
        }

        if (current.State is not { } state)
        {
            context.Response.Headers.RetryAfter = "1";
            return RestconfAnswers.Error(new RestconfError(StatusCodes.Status503ServiceUnavailable, "resource-denied", "The collector has not read its database yet"));
        }

        var now = time.GetUtcNow();
        var tag = EntityTag(state, current.Instance, now);
        context.Response.Headers.ETag = tag;
        context.Response.Headers.LastModified = state.Changed.ToString("R", CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-cache";
        return Matches(context.Request, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Read(context, state, types, now);
    }

    private static IResult Read(HttpContext context, NetworkState state, SubserviceTypes types, DateTimeOffset now)
    {
        var (catalog, schema) = types.For(state.Views.Keys.Select(id => id.Type));
        var parameters = context.Request.Query.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")));
        if (!RestconfQuery.TryParse(parameters, out var query, out var error)
            || !RestconfPath.TryParse(RequestTarget.After(context, DataPath), schema, out var path, out error)
            || !RestconfReader.TryRead(AssuranceJson.Datastore(SnapshotBuilder.Build(state, catalog, now), catalog), schema, path, query, out var body, out error))
        {
            // The entity tag is that of data, not of an error.
            context.Response.Headers.Remove(HeaderNames.ETag);
            context.Response.Headers.Remove(HeaderNames.LastModified);
            return RestconfAnswers.Error(error);
        }

        return RestconfAnswers.Data(body);
    }

    /// <summary>Maintenance begins and ends by the clock alone, so it is part of the tag.</summary>
    private static string EntityTag(NetworkState state, string instance, DateTimeOffset now)
    {
        var maintained = state.Graph.Entries.Values.Count(entry =>
            entry.Node.Maintenance is { } window && (window.Start is null || window.Start <= now) && (window.End is null || now < window.End));
        return string.Create(CultureInfo.InvariantCulture, $"\"{instance}-{state.Revision}-{maintained}\"");
    }

    private static bool Matches(HttpRequest request, string tag) =>
        request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } wanted && wanted.Any(candidate => candidate.Tag == "*" || candidate.Tag == tag);

    private static bool AcceptsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0
            || accepted.Any(type => type.Quality is not 0 && type.MediaType.Value is RestconfError.MediaType or "application/json" or "application/*" or "*/*");
    }
}
