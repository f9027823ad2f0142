using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Access;

namespace RouterAlertAssurance.Hosting.Metrics;

/// <summary><c>/metrics</c>, in the Prometheus text format.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Resolved now, so that it listens before anything is measured.
        var registry = routes.ServiceProvider.GetRequiredService<MetricsRegistry>();
        routes.MapGet("/metrics", context => WriteAsync(context, registry)).RequireAccess(AccessLevel.Viewer).DisableRateLimiting();
    }

    private static async Task WriteAsync(HttpContext context, MetricsRegistry registry)
    {
        using var text = new StringWriter { NewLine = "\n" };
        registry.Write(text);
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.WriteAsync(text.ToString(), Encoding.UTF8, context.RequestAborted);
    }
}
