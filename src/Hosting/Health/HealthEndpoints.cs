using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Access;

namespace RouterAlertAssurance.Hosting.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work, 503 when not. <c>/api/v1/version</c>.</summary>
internal static class HealthEndpoints
{
    private static readonly HealthReport Live = new(HealthReport.Ok, []);

    public static void MapHealth(this IEndpointRouteBuilder routes, string service)
    {
        var version = new VersionReport(service, Version);
        Open(routes.MapGet("/health/live", context => WriteAsync(context, StatusCodes.Status200OK, Live, HealthJsonContext.Default.HealthReport)));
        Open(routes.MapGet("/health/ready", ReadyAsync));
        routes.MapGet("/api/v1/version", context => WriteAsync(context, StatusCodes.Status200OK, version, HealthJsonContext.Default.VersionReport))
            .RequireAccess(AccessLevel.Viewer);
    }

    private static string Version =>
        typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    private static void Open(IEndpointConventionBuilder endpoint) => endpoint.RequireAccess(AccessLevel.Anyone).DisableRateLimiting();

    private static async Task ReadyAsync(HttpContext context)
    {
        var report = await context.RequestServices.GetRequiredService<ReadinessChecker>().CheckAsync(context.RequestAborted);
        var status = report.Status == HealthReport.Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await WriteAsync(context, status, report, HealthJsonContext.Default.HealthReport);
    }

    private static Task WriteAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(context.Response.Body, body, type, context.RequestAborted);
    }
}
