using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Access;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>The OpenAPI document of this service, and the page that shows it beside the collector's.</summary>
internal static class ApiDocument
{
    public const string Name = "orchestrator";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        // In one process with other services, each document shows its own endpoints.
        options.ShouldInclude = endpoint => endpoint.GroupName == Name;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "RouterAlertAssurance orchestrator";
            document.Info.Version = "v1";
            document.Servers = [];
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this WebApplication app)
    {
        // The constraint keeps documents of other services in the same process to their own routes.
        app.MapOpenApi($"/openapi/{{documentName:regex(^{Name}$)}}.json").RequireAccess(AccessLevel.Viewer);
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "api/docs";
            page.DocumentTitle = "RouterAlertAssurance API";
            page.SwaggerEndpoint("/openapi/orchestrator.json", "Orchestrator");
            page.SwaggerEndpoint("/openapi/collector.json", "Collector");
        });
    }
}
