using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Agent.Api;

/// <summary>The agent's own interface beside RESTCONF: assignment, packages, facts.</summary>
internal static class AgentEndpoints
{
    private const long LargestPackage = 16 << 20;

    public static void MapAgentApi(this IEndpointRouteBuilder app)
    {
        app.MapPut("/api/v1/assignment", PutAssignmentAsync).RequireAccess(AccessLevel.Agent).WithMaxRequestBody(LargestPackage);
        app.MapGet("/api/v1/assignment", context =>
            Results.Json(ProbeTaskChecks.WithoutKeys(context.Get<AssignmentManager>().Assignment), ContractsJson.Default.AgentAssignment).ExecuteAsync(context));
        app.MapPut("/api/v1/packages/{name}", PutPackageAsync).RequireAccess(AccessLevel.Agent).WithMaxRequestBody(LargestPackage);
        app.MapGet("/api/v1/packages/{name}", context => Package(context).ExecuteAsync(context));
        app.MapGet("/api/v1/facts", context => Facts(context.Get<FactBoard>()).ExecuteAsync(context));
    }

    private static T Get<T>(this HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static IResult Facts(FactBoard facts) => facts.State.Report is { } report
        ? Results.Json(report, ContractsJson.Default.FactsReport)
        : Problem.Unavailable("The network was not read yet");

    private static IResult Package(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["name"] ?? "";
        return context.Get<AssignmentManager>().FindPackage(name) is { } content
            ? Results.Json(content, ContractsJson.Default.PackageContent)
            : Problem.NotFound($"There is no package '{name}' here");
    }

    private static async Task PutAssignmentAsync(HttpContext context)
    {
        var body = await RequestBody.ReadJsonAsync(context, ContractsJson.Default.AgentAssignment, context.RequestAborted);
        await (body.Error ?? Answer(context.Get<AssignmentManager>().Put(body.Value!))).ExecuteAsync(context);
    }

    private static IResult Answer(AssignmentResult result) => result switch
    {
        { Answer: { } answer } => Results.Json(answer, ContractsJson.Default.AssignmentAnswer),
        { Present: { } present } => Problem.Conflict($"The present assignment has revision {present}, which is newer", [new FieldError("/revision", $"expected at least {present}")]),
        _ => Problem.Validation(result.Errors),
    };

    private static async Task PutPackageAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["name"] ?? "";
        var body = await RequestBody.ReadJsonAsync(context, ContractsJson.Default.PackageContent, context.RequestAborted);
        if (body.Value is { } content)
        {
            var errors = content is not { Name: not null, Version: not null, Digest: not null, Files: not null } || content.Files.Any(file => file?.Path is null || file.Text is null)
                ? [new FieldError("", "name, version, digest and files with path and text are needed")]
                : content.Name != name
                    ? [new FieldError("/name", $"the address says '{name}'")]
                    : context.Get<AssignmentManager>().Put(content);
            await (errors.Count > 0 ? Problem.Validation(errors) : Results.NoContent()).ExecuteAsync(context);
            return;
        }

        await body.Error!.ExecuteAsync(context);
    }
}
