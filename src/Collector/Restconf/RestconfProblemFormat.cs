using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Collector.Restconf;

/// <summary>Below /restconf every error is an ietf-restconf:errors (RFC 8040, section 7.1), also those of the host itself.</summary>
internal sealed class RestconfProblemFormat : IProblemFormat
{
    public bool Accepts(HttpContext context) => context.Request.Path.StartsWithSegments("/restconf", StringComparison.Ordinal);

    public Task WriteAsync(HttpContext context, ProblemDocument problem)
    {
        context.Response.ContentType = RestconfError.MediaType;
        var error = new RestconfError(problem.Status, Tag(problem.Status), problem.Detail ?? problem.Title);
        return context.Response.WriteAsync(RestconfError.Body([error]).ToJsonString(), context.RequestAborted);
    }

    // RFC 8040, section 7.
    private static string Tag(int status) => status switch
    {
        StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound or StatusCodes.Status406NotAcceptable => "invalid-value",
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status421MisdirectedRequest => "access-denied",
        StatusCodes.Status405MethodNotAllowed or StatusCodes.Status501NotImplemented => "operation-not-supported",
        StatusCodes.Status409Conflict => "resource-denied",
        StatusCodes.Status413PayloadTooLarge => "too-big",
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => "resource-denied",
        _ => "operation-failed",
    };
}
