using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Access;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>The OpenAPI document of this service, and the page that shows it beside the collector's.</summary>
internal static class ApiDocument
{
    public const string Name = "orchestrator";

    private const string PagePath = "/api/docs";

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
        app.UseWhen(context => context.Request.Path.StartsWithSegments(PagePath, StringComparison.Ordinal), MapPage);
    }

    // The page's files are served by middleware, which gives way to any endpoint that was found: to a dashboard's catch-all, say.
    private static void MapPage(IApplicationBuilder branch) => branch
        .Use((context, next) =>
        {
            context.SetEndpoint(null);
            return next(context);
        })
        .UseSwaggerUI(page =>
        {
            page.RoutePrefix = PagePath.TrimStart('/');
            page.DocumentTitle = "RouterAlertAssurance API";
            page.SwaggerEndpoint("/openapi/orchestrator.json", "Orchestrator");
            page.SwaggerEndpoint("/openapi/collector.json", "Collector");
        });
}
