using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.RawLog;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Agent.Api;

/// <summary>Reads the raw log: <c>?metric=&amp;device=&amp;from=&amp;to=&amp;limit=</c>; the last hour by default.</summary>
internal static class SamplesEndpoint
{
    private const int DefaultLimit = 1000, LargestLimit = 100_000;

    public static void MapSamples(this IEndpointRouteBuilder app) => app.MapGet("/api/v1/samples", context =>
        Get(context, context.RequestServices.GetRequiredService<SampleLog>(), context.RequestServices.GetRequiredService<TimeProvider>()).ExecuteAsync(context));

    private static IResult Get(HttpContext context, SampleLog log, TimeProvider time)
    {
        var query = context.Request.Query;
        var now = time.GetUtcNow();
        var errors = new List<FieldError>();
        var from = Time(query["from"], "from", now - TimeSpan.FromHours(1), errors);
        var to = Time(query["to"], "to", now, errors);
        var limit = Limit(query["limit"], errors);
        if (errors.Count > 0)
        {
            return Problem.Validation(errors);
        }

        // One more than asked for tells whether there is a next page.
        var found = log.Read(new SampleQuery(query["metric"].ToString(), query["device"].ToString(), from, to), limit + 1);
        var next = found.Count <= limit ? null : $"/api/v1/samples?from={Uri.EscapeDataString(found[limit].Sample.Time.ToString("O", CultureInfo.InvariantCulture))}"
            + $"&to={Uri.EscapeDataString(to.ToString("O", CultureInfo.InvariantCulture))}&limit={limit}"
            + $"&metric={Uri.EscapeDataString(query["metric"].ToString())}&device={Uri.EscapeDataString(query["device"].ToString())}";
        return Results.Json(new Page<RecordedSample>([.. found.Take(limit).Select(logged => logged.ToRecord())], next), SamplesJson.Default.PageRecordedSample);
    }

    private static DateTimeOffset Time(string? text, string name, DateTimeOffset fallback, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return fallback;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            errors.Add(new FieldError($"/{name}", "expected a time such as 2026-01-31T12:00:00Z"));
        }

        return time;
    }

    private static int Limit(string? text, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return DefaultLimit;
        }

        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > LargestLimit)
        {
            errors.Add(new FieldError("/limit", $"expected 1 to {LargestLimit}"));
        }

        return limit;
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Page<RecordedSample>))]
internal sealed partial class SamplesJson : JsonSerializerContext;
