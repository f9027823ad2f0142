using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>Successful answers: JSON with an entity tag, 304 where the client has it already.</summary>
internal static class Answer
{
    public const string ProblemMediaType = "application/problem+json";

    /// <param name="value">The body.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="etag">Opaque tag without quotes; made from the body when there is none.</param>
    /// <param name="location">Where the new resource is; makes the status 201.</param>
    public static IResult Json<T>(T value, JsonTypeInfo<T> type, string? etag = null, string? location = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return new JsonAnswer(body, etag ?? TagOf(body), location);
    }

    public static IResult NoContent() => new NoContentAnswer();

    public static string TagOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));

    private sealed class NoContentAnswer : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }
    }

    private sealed class JsonAnswer(byte[] body, string etag, string? location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.ETag = $"\"{etag}\"";
            headers.CacheControl = "no-cache";
            if (IsRead(httpContext.Request) && Preconditions.IsHeld(httpContext.Request, etag))
            {
                httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            if (location is not null)
            {
                headers.Location = location;
            }

            return new BytesResult(body, RequestDocument.Json, location is null ? StatusCodes.Status200OK : StatusCodes.Status201Created).ExecuteAsync(httpContext);
        }

        private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
    }
}
