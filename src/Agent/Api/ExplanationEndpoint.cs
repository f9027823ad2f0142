using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Api;

/// <summary><c>GET /api/v1/explanations/{type}/{id}</c>: every condition of a node with its values now.</summary>
internal static class ExplanationEndpoint
{
    private const string Prefix = "/api/v1/explanations/";

    public static void MapExplanations(this IEndpointRouteBuilder app) => app.MapGet(Prefix + "{type}/{**id}", async context =>
        await (await ExplainAsync(context)).ExecuteAsync(context));

    private static async Task<IResult> ExplainAsync(HttpContext context)
    {
        if (RequestTarget.Pair(context, Prefix) is not var (type, id))
        {
            return Problem.NotFound("The path names no node");
        }

        var node = new SubserviceId(type, id);
        var account = await context.RequestServices.GetRequiredService<ExplanationQueue>().AskAsync(node, context.RequestAborted);
        return account is null
            ? Problem.NotFound($"{node} is not evaluated by this agent")
            : Results.Json(account, ContractsJson.Default.LiveAccount);
    }
}
