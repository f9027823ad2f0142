using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>An answer whose body is already made.</summary>
internal sealed class BytesResult(ReadOnlyMemory<byte> body, string mediaType, int status) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = mediaType;
        httpContext.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
