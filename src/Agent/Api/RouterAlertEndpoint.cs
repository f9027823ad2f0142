using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Agent.Api;

/// <summary>What is known of Router Alert on a device of this agent: <c>?device=</c>, its first one by default.</summary>
internal static class RouterAlertEndpoint
{
    public static void MapRouterAlert(this IEndpointRouteBuilder app) => app.MapGet("/api/v1/router-alert", GetAsync);

    private static async Task GetAsync(HttpContext context)
    {
        var devices = context.RequestServices.GetRequiredService<AgentOptions>().Devices;
        var asked = context.Request.Query["device"].ToString();
        var device = asked.Length > 0 ? asked : devices.Count > 0 ? devices[0] : "";
        var answer = device.Length > 0 && devices.Contains(device, StringComparer.Ordinal)
            ? Results.Json(await ReportAsync(context.RequestServices, device, context.RequestAborted), ContractsJson.Default.RouterAlertDocument)
            : Problem.NotFound($"This agent has no device '{device}'");
        await answer.ExecuteAsync(context);
    }

    private static async Task<RouterAlertDocument> ReportAsync(IServiceProvider services, string device, CancellationToken cancellationToken)
    {
        var document = new RouterAlertDocument { Device = device, Time = services.GetRequiredService<TimeProvider>().GetUtcNow() };
        foreach (var reporter in services.GetServices<IRouterAlertReporter>())
        {
            try
            {
                await reporter.ReportAsync(document, cancellationToken);
            }
            catch (IOException exception)
            {
                document.AddProblem(exception.Message);
            }
        }

        return document;
    }
}
