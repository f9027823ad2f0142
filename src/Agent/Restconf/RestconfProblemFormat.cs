using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Agent.Restconf;

/// <summary>Below <c>/restconf</c> every problem has the form of RFC 8040, section 7.1; the one place where they are translated.</summary>
internal sealed class RestconfProblemFormat : IProblemFormat
{
    public bool Accepts(HttpContext context) => context.Request.Path.StartsWithSegments("/restconf", StringComparison.Ordinal);

    public Task WriteAsync(HttpContext context, ProblemDocument problem)
    {
        var message = problem.Detail ?? problem.Title;
        var errors = problem.Errors is { Count: > 0 } fields
            ? fields.Select(field => Error(problem.Status, field.Pointer.Length == 0 ? field.Detail : $"{field.Pointer}: {field.Detail}"))
            : [Error(problem.Status, message)];
        return RestconfResult.WriteErrorsAsync(context, [.. errors]);
    }

    private static RestconfError Error(int status, string message) => new(
        status,
        status switch
        {
            400 or 404 or 406 or 415 => "invalid-value",
            401 or 403 => "access-denied",
            405 => "operation-not-supported",
            409 => "in-use",
            412 => "operation-failed",
            413 => "too-big",
            429 or 503 => "resource-denied",
            _ => "operation-failed",
        },
        message,
        Type: status is 413 or 415 or 429 ? "transport" : "protocol");
}
