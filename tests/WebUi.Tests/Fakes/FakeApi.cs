using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.WebUi.Tests.Fakes;

/// <summary>The parts of the services' interfaces that the dashboard reads.</summary>
internal static class FakeApi
{
    public static void Map(IEndpointRouteBuilder routes, FakeBackend backend)
    {
        routes.MapGet("/api/v1/services", (HttpContext context) => Cut(
            context, Services(backend.Network).Select(FakeNetwork.ItemOf).OrderBy(item => Severity(item.Score)).ThenBy(item => item.Name, StringComparer.Ordinal), ContractsJson.Default.PageServiceItem));
        routes.MapGet("/api/v1/services/{type}/{name}/health", (string type, string name) =>
            Node(backend.Network, FakeNetwork.ServiceType, $"{type}/{name}", node => backend.Network.IsDeleted
                ? Problem.NotFound("It was deleted")
                : Results.Json(backend.Network.Health(node), ContractsJson.Default.NodeHealth)));
        routes.MapGet("/api/v1/services/{type}/{name}/graph", (string type, string name, string? at) =>
            Node(backend.Network, FakeNetwork.ServiceType, $"{type}/{name}", node => Graph(backend.Network, node, at)));
        routes.MapGet("/api/v1/services/{type}/{name}/history", (string type, string name, string from, DateTimeOffset? to) =>
            Node(backend.Network, FakeNetwork.ServiceType, $"{type}/{name}", node => Results.Json(FakeHistory.Of(backend.Network, node, from, to), ContractsJson.Default.HealthHistory)));
        routes.MapGet("/api/v1/subservices", (HttpContext context, string? device, string? symptoms) => Cut(
            context, Subservices(backend.Network, device).Where(item => symptoms is null || item.SymptomCount > 0).OrderBy(item => Severity(item.Score)).ThenBy(item => item.Type, StringComparer.Ordinal), ContractsJson.Default.PageSubserviceItem));
        routes.MapGet("/api/v1/subservices/{**rest}", (HttpContext context) => Reference(context, 3) is var (type, id)
            ? Node(backend.Network, type, id, node => Results.Json(backend.Network.Health(node), ContractsJson.Default.NodeHealth))
            : Results.BadRequest());
        routes.MapGet("/api/v1/history/subservices/{**rest}", (HttpContext context, string from) => Reference(context, 4) is var (type, id)
            ? Node(backend.Network, type, id, node => Results.Json(FakeHistory.Of(backend.Network, node, from), ContractsJson.Default.HealthHistory))
            : Results.BadRequest());
        routes.MapGet("/api/v1/devices", (HttpContext context) => Cut(context, backend.Network.Devices, ContractsJson.Default.PageDeviceDefinition));
        routes.MapGet("/api/v1/devices/{name}", (string name) => backend.Network.Devices.Find(device => device.Name == name) is { } device
            ? Results.Json(device, ContractsJson.Default.DeviceDefinition)
            : Problem.NotFound($"There is no device {name}"));
        routes.MapGet("/api/v1/devices/{name}/router-alert", (string name) => RouterAlertAsync(backend.Network, name));
        routes.MapGet("/api/v1/devices/{name}/router-alert/packets.pcapng", (string name, string? protocol) => backend.Network.RouterAlert.ContainsKey(name)
            ? Results.Bytes(CaptureOf(protocol), "application/x-pcapng")
            : Problem.Unavailable($"The agent of {name} does not answer"));
        routes.MapGet("/api/v1/symptoms/evidence.pcapng", (string type, string id, string agent, string symptom, DateTimeOffset start) =>
            Node(backend.Network, type, id, node => node.Own.Exists(own => own.Id == symptom && own.AgentId == agent && own.Start == start)
                ? Results.Bytes(Capture, "application/x-pcapng")
                : Problem.NotFound("There is no such occurrence")));
        routes.MapGet("/api/v1/agents", (HttpContext context) => Cut(context, backend.Network.Agents, ContractsJson.Default.PageAgentItem));
    }

    /// <summary>What begins a capture file: a section header block without options.</summary>
    public static byte[] Capture { get; } = Convert.FromHexString("0A0D0D0A1C0000004D3C2B1A01000000FFFFFFFFFFFFFFFF1C000000");

    /// <summary>The beginning of a capture file, and what it was asked for behind it.</summary>
    public static byte[] CaptureOf(string? protocol) => [.. Capture, .. Encoding.UTF8.GetBytes(protocol ?? "")];

    private static async Task<IResult> RouterAlertAsync(FakeNetwork network, string name)
    {
        await network.Slow.GetValueOrDefault(name, Task.CompletedTask);
        return network.RouterAlert.TryGetValue(name, out var document)
            ? Results.Json(document with { Time = Now.Utc }, ContractsJson.Default.RouterAlertDocument)
            : Problem.Unavailable($"The agent of {name} does not answer");
    }

    private static IEnumerable<FakeNode> Services(FakeNetwork network) => network.Nodes.Where(node => node.Node.Type == FakeNetwork.ServiceType);

    private static IEnumerable<SubserviceItem> Subservices(FakeNetwork network, string? device) => network.Nodes
        .Where(node => node.Node.Type != FakeNetwork.ServiceType && (device is null || node.Node.Parameters.GetValueOrDefault("device") == device))
        .Select(node => new SubserviceItem
        {
            Type = node.Node.Type,
            Id = node.Node.Id,
            Label = node.Node.Label,
            Agent = node.Node.Agent,
            Score = node.Status.Score,
            Coverage = node.Status.Coverage,
            Since = node.Status.Since,
            SymptomCount = node.Status.Symptoms.Count,
            Parameters = node.Node.Parameters,
        });

    private static int Severity(int score) => score switch { -1 => 100, 100 => 101, _ => score };

    private static IResult Cut<T>(HttpContext context, IEnumerable<T> items, JsonTypeInfo<Page<T>> type)
    {
        var limit = int.Parse(context.Request.Query["limit"].ToString(), CultureInfo.InvariantCulture);
        _ = int.TryParse(context.Request.Query["cursor"].ToString(), CultureInfo.InvariantCulture, out var start);
        var all = items.ToArray();
        var page = all.Skip(start).Take(limit).ToArray();
        return Results.Json(new Page<T>(page, start + limit < all.Length ? $"{context.Request.Path}?limit={limit}&cursor={start + limit}" : null), type);
    }

    private static IResult Node(FakeNetwork network, string type, string id, Func<FakeNode, IResult> answer) =>
        network.Find($"{type}|{id}") is { } node ? answer(node) : Problem.NotFound($"The graph has no node {type} {id}");

    private static IResult Graph(FakeNetwork network, FakeNode node, string? at)
    {
        if (at is null)
        {
            var nodes = network.Closure(node).Select(network.Health).ToArray();
            var graph = new HealthGraph { Version = network.Versions[^1].Version, From = network.Versions[^1].From, Nodes = network.IsMalformed ? [.. nodes, .. nodes] : nodes };
            return Results.Json(graph, ContractsJson.Default.HealthGraph);
        }

        if (!DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var time))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, $"at: '{at}' is not a time");
        }

        time = time.ToUniversalTime();
        var past = network.Versions.LastOrDefault(version => version.From <= time);
        return past.Version == 0
            ? Problem.NotFound("The graph did not exist then")
            : Results.Json(new HealthGraph { Version = past.Version, From = past.From, Nodes = [.. network.Closure(node).Select(item => network.Health(item) with { Status = FakeHistory.Healthy(past.From) })] }, ContractsJson.Default.HealthGraph);
    }

    /// <summary>Type and identifier out of the address as it was sent: the framework's decoding would lose what was escaped twice.</summary>
    private static (string Type, string Id)? Reference(HttpContext context, int skip)
    {
        var parts = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].Split('/', skip + 3);
        return parts.Length == skip + 3 ? (Uri.UnescapeDataString(parts[skip + 1]), Uri.UnescapeDataString(parts[skip + 2])) : null;
    }
}
