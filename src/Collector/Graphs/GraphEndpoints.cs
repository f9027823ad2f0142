using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.Queries;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Collector.Graphs;

/// <summary><c>PUT</c> and <c>GET /api/v1/graph</c>: the whole network's assurance graph.</summary>
internal static class GraphEndpoints
{
    private const long MaxBody = 8 << 20;

    public static void MapGraph(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/api/v1/graph", (Delegate)PutAsync)
            .WithName("putGraph")
            .TakesQuery()
            .WithSummary("Take a version of the assurance graph")
            .WithDescription(
                "With 'base' a difference on that version, without it the whole graph. A version not newer than the stored one is acknowledged again with "
                + "the stored one's number. 409 with 'version', the newest stored, when the base is another version: send the whole graph or the difference on that.")
            .WithTags("Ingestion")
            .Accepts<GraphVersion>("application/json")
            .Produces<GraphVersionAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithMaxRequestBody(MaxBody)
            .RequireAccess(AccessLevel.Agent);
        routes.MapGet("/api/v1/graph", GetAsync)
            .WithName("getGraph")
            .TakesDeclaredQuery()
            .WithSummary("The whole network's assurance graph with the health of every node")
            .WithTags("Health")
            .Produces<HealthGraph>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> PutAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var body = await RequestBody.ReadJsonAsync(context, ContractsJson.Default.GraphVersion, context.RequestAborted);
        if (body.Value is not { } version)
        {
            return body.Error!;
        }

        var errors = GraphValidator.Validate(version, services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (errors.Count == 0)
        {
            if (services.GetRequiredService<CurrentState>().State is null)
            {
                return Problems.NotLoaded(context);
            }

            var outcome = await services.GetRequiredService<GraphService>().TakeAsync(version, context.RequestAborted);
            if (outcome.BaseMismatch)
            {
                return Problems.BaseMismatch(outcome.Version, $"The newest stored version is {outcome.Version}, not {version.Base}");
            }

            errors = outcome.Errors;
            if (errors.Count == 0)
            {
                return Results.Json(new GraphVersionAnswer(outcome.Version), ContractsJson.Default.GraphVersionAnswer);
            }
        }

        return Problem.Validation([.. errors.Select(error => JsonPositions.Place(error, body.Bytes.Span))]);
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, GraphQueries queries, [FromQuery, Description(TimeParameter.Description)] string? at = null) =>
        await queries.GraphAsync(context, null, at);
}
