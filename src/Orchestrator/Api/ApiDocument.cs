using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Queries;

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
        options.AddOperationTransformer((operation, context, _) =>
        {
            Complete(operation, context.Description.ActionDescriptor.EndpointMetadata);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "RouterAlertAssurance orchestrator";
            document.Info.Version = "v1";
            document.Servers = [];
            return Task.CompletedTask;
        });
    });

    /// <summary>Parameters that endpoints read by themselves, for better messages than the framework's.</summary>
    private static void Complete(OpenApiOperation operation, IList<object> metadata)
    {
        var parameters = operation.Parameters ??= [];
        foreach (var query in metadata.OfType<QueryParameters>().LastOrDefault()?.Parameters ?? [])
        {
            if (parameters.FirstOrDefault(parameter => parameter.Name == query.Name) is { } known)
            {
                known.Description = query.Description;
            }
            else
            {
                parameters.Add(Parameter(query.Name, ParameterLocation.Query, query.Description));
            }
        }

        if (metadata.OfType<ConditionalChange>().Any())
        {
            parameters.Add(Parameter("If-Match", ParameterLocation.Header, "Only when the present version has this entity tag; else 412"));
            parameters.Add(Parameter("If-None-Match", ParameterLocation.Header, "With *: only when there is none yet; else 412"));
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string description) =>
        new() { Name = name, In = place, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

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
