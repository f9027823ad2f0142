using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>Successful answers: a body with an entity tag, 304 where the client has it already.</summary>
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
        return new TaggedAnswer(body, RequestDocument.Json, etag ?? TagOf(body), location);
    }

    public static IResult Text(string text, string mediaType)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new TaggedAnswer(body, mediaType, TagOf(body), location: null);
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

    private sealed class TaggedAnswer(byte[] body, string mediaType, string etag, string? location) : IResult
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

            return new BytesResult(body, mediaType, location is null ? StatusCodes.Status200OK : StatusCodes.Status201Created).ExecuteAsync(httpContext);
        }

        private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
    }
}
