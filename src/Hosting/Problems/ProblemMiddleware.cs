using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>
/// Gives every error a problem document: exceptions that escape an endpoint, and statuses that came without a body (404, 405, 415 ...).
/// Nothing of an exception reaches the client except what it says about the request itself.
/// </summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody to answer.
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var problem = Describe(context, exception);
            // Headers that belonged to the answer that failed (ETag, Content-Encoding ...) must not describe the problem.
            context.Response.Clear();
            SecurityHeaders.Apply(context.Response);
            await ProblemResult.WriteAsync(context, problem);
            return;
        }

        if (IsBare(context.Response))
        {
            await ProblemResult.WriteAsync(context, Problem.Document(context.Response.StatusCode, Explain(context)));
        }
    }

    private ProblemDocument Describe(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException { InnerException: JsonException json }:
                return Problem.ValidationDocument([JsonErrors.Describe(json)]);
            case JsonException json when context.Request.ContentLength is not null and not 0:
                return Problem.ValidationDocument([JsonErrors.Describe(json)]);
            case BadHttpRequestException bad:
                return Problem.Document(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(context) : bad.Message);
            default:
                var traceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
                LogUnhandled(context.Request.Method, context.Request.Path, traceId, exception);
                return Problem.Document(StatusCodes.Status500InternalServerError, "The service failed; its log has the details") with { TraceId = traceId };
        }
    }

    private static bool IsBare(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null };

    private static string? Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"Nothing is at {context.Request.Path}",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible here; {context.Response.Headers.Allow} is",
        StatusCodes.Status413PayloadTooLarge => TooLarge(context),
        StatusCodes.Status415UnsupportedMediaType => $"The content type '{context.Request.ContentType}' is not understood here",
        _ => null,
    };

    internal static string TooLarge(HttpContext context)
    {
        var limit = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        return limit is { } bytes ? $"The body is larger than {bytes} bytes" : "The body is too large";
    }
}
