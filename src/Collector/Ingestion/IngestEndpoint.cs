using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Collector.Ingestion;

/// <summary><c>POST /api/v1/ingest</c>.</summary>
internal static class IngestEndpoint
{
    private const long MaxBody = 1 << 20;

    public static void MapIngest(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/ingest", (Delegate)IngestAsync)
            .WithName("ingest")
            .WithSummary("Take health events of an agent")
            .WithDescription(
                "Each sequence number of an epoch is taken once; repeated ones are acknowledged again. The answer comes after the events are stored durably. "
                + "409 with 'acknowledged' when events before the batch are missing: send from the number after it. 503 with Retry-After when the "
                + "database cannot take them now: send the same batch again. A batch without events is a heartbeat.")
            .WithTags("Ingestion")
            .Accepts<HealthBatch>("application/json")
            .Produces<HealthBatchAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithMaxRequestBody(MaxBody)
            .RequireAccess(AccessLevel.Agent);

    private static async Task<IResult> IngestAsync(HttpContext context)
    {
        var body = await RequestBody.ReadJsonAsync(context, ContractsJson.Default.HealthBatch, context.RequestAborted);
        if (body.Value is not { } batch)
        {
            return body.Error!;
        }

        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var errors = BatchValidator.Validate(batch, time.GetUtcNow());
        if (errors.Count > 0)
        {
            return Problem.Validation([.. errors.Select(error => JsonPositions.Place(error, body.Bytes.Span))]);
        }

        batch = batch with { Events = [.. batch.Events.Select(BatchNormaliser.Normalise)] };
        var outcome = await context.RequestServices.GetRequiredService<IngestService>().IngestAsync(batch);
        return outcome.Result switch
        {
            IngestResult.Stored => Results.Json(new HealthBatchAnswer(outcome.Acknowledged), ContractsJson.Default.HealthBatchAnswer),
            IngestResult.Gap => Problems.Gap(outcome.Acknowledged, outcome.Detail),
            IngestResult.Superseded => Problems.Superseded(outcome.Acknowledged, outcome.Detail),
            _ => Problems.Unavailable(context, outcome.Detail),
        };
    }
}
