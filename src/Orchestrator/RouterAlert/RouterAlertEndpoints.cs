using System.ComponentModel;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.RouterAlert;

/// <summary><c>/api/v1/devices/{device}/router-alert</c>: what the agent of a device knows of Router Alert on it, and the packets it kept.</summary>
internal static class RouterAlertEndpoints
{
    private const string OnAgent = "api/v1/router-alert";
    private const string Packets = "packets.pcapng";
    private const string MediaType = "application/x-pcapng";

    public static void MapRouterAlert(this RouteGroupBuilder api)
    {
        var routerAlert = api.MapGroup("/devices/{device}/router-alert").WithTags("Router Alert").RequireAccess(AccessLevel.Viewer);
        routerAlert.MapGet("", GetAsync)
            .Describe(
                "Tells what becomes of Router Alert on a device",
                "As its agent knows it now: policy, packets seen, slow path, probes, and what is not known with the reason.")
            .Produces<RouterAlertDocument>().ProducesProblem(404).ProducesProblem(503);
        routerAlert.MapGet("/" + Packets, GetPacketsAsync)
            .TakesQuery(new QueryParameter("interface", "Only packets of this interface"), new QueryParameter("protocol", "Only packets of this protocol, such as rsvp or protocol-253"))
            .Describe("Downloads the packets with Router Alert that were kept as evidence", "A capture file in pcapng, the oldest packet first; at most 8 MiB.")
            .Produces(200, contentType: MediaType).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }

    private static Task<IResult> GetAsync([FromRoute, Description("The device")] string device, NetworkWriter writer, CancellationToken cancellationToken) => DeviceAgent.AskAsync(
        device,
        writer.State(),
        OnAgent + new QueryBuilder { { "device", device } },
        async content => Answer.Json((await content.ReadFromJsonAsync(ContractsJson.Default.RouterAlertDocument, cancellationToken))!, ContractsJson.Default.RouterAlertDocument),
        cancellationToken);

    private static Task<IResult> GetPacketsAsync(
        [FromRoute, Description("The device")] string device, HttpContext context, NetworkWriter writer, CancellationToken cancellationToken)
    {
        var query = new QueryBuilder { { "device", device } };
        string[] chosen = [context.Request.Query["interface"].ToString(), context.Request.Query["protocol"].ToString()];
        Add("interface", chosen[0]);
        Add("protocol", chosen[1]);
        return DeviceAgent.AskAsync(
            device,
            writer.State(),
            $"{OnAgent}/{Packets}{query}",
            async content => new FileResult(await content.ReadAsByteArrayAsync(cancellationToken), FileName([device, .. chosen.Where(part => part.Length > 0)])),
            cancellationToken);

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                query.Add(name, value);
            }
        }
    }

    // What file systems and headers take as it is.
    private static string FileName(string[] parts)
    {
        var name = new StringBuilder(string.Join('-', [.. parts, "router-alert"]));
        for (var at = 0; at < name.Length; at++)
        {
            name[at] = char.IsAsciiLetterOrDigit(name[at]) || name[at] is '.' or '_' ? name[at] : '-';
        }

        return $"{name}.pcapng";
    }

    private sealed class FileResult(byte[] content, string name) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
            httpContext.Response.Headers.CacheControl = "no-store";
            return new BytesResult(content, MediaType, StatusCodes.Status200OK).ExecuteAsync(httpContext);
        }
    }
}
