using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Collector;

/// <summary>A conflict that tells the sender from where to send again.</summary>
/// <param name="Type">A URI that names the kind of problem.</param>
/// <param name="Title">A summary.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Detail">What happened and what to do.</param>
/// <param name="Acknowledged">For a batch: highest stored sequence number of its epoch.</param>
/// <param name="Version">For a graph: the newest stored version.</param>
internal sealed record ResumeProblem(string Type, string Title, int Status, string Detail, long? Acknowledged = null, long? Version = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResumeProblem))]
internal sealed partial class CollectorJson : JsonSerializerContext;

internal static class Problems
{
    private const string TypePrefix = "urn:router-alert-assurance:problem:";

    public static IResult Gap(long acknowledged, string detail) =>
        Resume(new ResumeProblem(TypePrefix + "sequence-gap", "Events are missing", StatusCodes.Status409Conflict, detail, acknowledged));

    public static IResult Superseded(long acknowledged, string detail) =>
        Resume(new ResumeProblem(TypePrefix + "epoch-superseded", "The epoch was replaced", StatusCodes.Status409Conflict, detail, acknowledged));

    public static IResult BaseMismatch(long version, string detail) =>
        Resume(new ResumeProblem(TypePrefix + "graph-base", "The base version is not the newest", StatusCodes.Status409Conflict, detail, Version: version));

    /// <summary>503 with <c>Retry-After</c>.</summary>
    public static IResult Unavailable(HttpContext context, string detail, int retryAfterSeconds = 1)
    {
        context.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Problem.Unavailable(detail);
    }

    public static IResult NotLoaded(HttpContext context) => Unavailable(context, "The collector has not read its database yet");

    private static IResult Resume(ResumeProblem problem) =>
        Results.Json(problem, CollectorJson.Default.ResumeProblem, "application/problem+json", problem.Status);
}
