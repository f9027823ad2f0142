using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Problems;
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
        if (NodeOf(context) is not { } node)
        {
            return Problem.NotFound("The path names no node");
        }

        var account = await context.RequestServices.GetRequiredService<ExplanationQueue>().AskAsync(node, context.RequestAborted);
        return account is null
            ? Problem.NotFound($"{node} is not evaluated by this agent")
            : Results.Json(account, ContractsJson.Default.LiveAccount);
    }

    // As it was sent: an identifier with a slash inside a value differs from one with a slash between values.
    private static SubserviceId? NodeOf(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : context.Request.Path.ToUriComponent();
        var parts = target.Split('?', 2)[0][Prefix.Length..].Split('/', 2);
        return parts is [{ Length: > 0 } type, { Length: > 0 } id] ? new SubserviceId(Uri.UnescapeDataString(type), Uri.UnescapeDataString(id)) : null;
    }
}
