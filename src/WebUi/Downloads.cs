using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi;

/// <summary>Files that the dashboard passes on, since a browser that reaches it need not reach the services behind it.</summary>
internal static class Downloads
{
    private const string MediaType = "application/x-pcapng";

    /// <summary>Address of the packets that the agent of a device keeps.</summary>
    /// <param name="device">The device.</param>
    /// <param name="protocol">Only those of this protocol, in the words of the metrics; null for all.</param>
    public static string RouterAlert(string device, string? protocol) =>
        $"downloads/router-alert/{Uri.EscapeDataString(device)}/packets.pcapng{(protocol is null ? "" : $"?protocol={Uri.EscapeDataString(protocol)}")}";

    /// <summary>Address of the packets in the evidence of an occurrence of a symptom.</summary>
    public static string Evidence(SubserviceReference node, SymptomDocument symptom) => $"downloads/evidence.pcapng?{EvidenceQuery(node, symptom)}";

    /// <summary>How the collector and the dashboard name an occurrence: the node, the agent and the symptom, and when it began.</summary>
    public static string EvidenceQuery(SubserviceReference node, SymptomDocument symptom) =>
        $"type={Uri.EscapeDataString(node.Type)}&id={Uri.EscapeDataString(node.Id)}&agent={Uri.EscapeDataString(symptom.AgentId)}&symptom={Uri.EscapeDataString(symptom.Id)}&start={Uri.EscapeDataString($"{symptom.Start.UtcDateTime:O}")}";

    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("downloads/router-alert/{device}/packets.pcapng", (HttpContext context, string device, string? protocol, OrchestratorClient orchestrator) =>
            PassOnAsync(context, "orchestrator", $"router-alert-{device}{(protocol is null ? "" : $"-{protocol}")}.pcapng", stop => orchestrator.RouterAlertPacketsAsync(device, protocol, stop)))
            .TakesQuery(new QueryParameter("protocol", "Only packets of this protocol, such as rsvp or protocol-253")).RequireAccess(AccessLevel.Viewer);
        routes.MapGet("downloads/evidence.pcapng", (HttpContext context, CollectorClient collector) =>
            PassOnAsync(context, "collector", "evidence.pcapng", stop => collector.EvidencePacketsAsync(context.Request.QueryString.Value?.TrimStart('?') ?? "", stop)))
            .RequireAccess(AccessLevel.Viewer);
    }

    /// <summary>The file as it comes, or the service's problem in its own words.</summary>
    private static async Task PassOnAsync(HttpContext context, string service, string name, Func<CancellationToken, Task<HttpResponseMessage>> read)
    {
        var stop = context.RequestAborted;
        try
        {
            using var answer = await read(stop);
            if (!answer.IsSuccessStatusCode)
            {
                await Problem.Of(await answer.ReadProblemAsync(stop)).ExecuteAsync(context);
                return;
            }

            await using var content = await answer.Content.ReadAsStreamAsync(stop);
            await Results.Stream(content, MediaType, name).ExecuteAsync(context);
        }
        catch (Exception away) when (!context.Response.HasStarted && (away is HttpRequestException or IOException || (away is OperationCanceledException && !stop.IsCancellationRequested)))
        {
            await Problem.Unavailable($"The {service} cannot be read: {away.Message}").ExecuteAsync(context);
        }
    }
}
