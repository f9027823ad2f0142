using System.Text.Json.Nodes;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Yang.Restconf;

namespace RouterAlertAssurance.Agent.Restconf;

/// <summary>Answers in the encoding of RFC 7951, with an entity tag; errors as <c>ietf-restconf:errors</c>.</summary>
internal static class RestconfResult
{
    public static async Task WriteAsync(HttpContext context, JsonObject body, DateTimeOffset? lastModified = null)
    {
        var octets = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
        var tag = $"\"{Checksum.Crc32C(Checksum.Seed, octets):x8}-{octets.Length:x}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        if (lastModified is { } time)
        {
            context.Response.Headers.LastModified = time.UtcDateTime.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        }

        if (context.Request.Headers.IfNoneMatch.SelectMany(value => (value ?? "").Split(',')).Any(value => value.Trim() == tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await WriteBodyAsync(context, octets);
    }

    public static Task WriteErrorsAsync(HttpContext context, IReadOnlyList<RestconfError> errors)
    {
        context.Response.StatusCode = errors[0].Status;
        return WriteBodyAsync(context, System.Text.Encoding.UTF8.GetBytes(RestconfError.Body(errors).ToJsonString()));
    }

    private static async Task WriteBodyAsync(HttpContext context, byte[] octets)
    {
        context.Response.ContentType = RestconfError.MediaType;
        context.Response.ContentLength = octets.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(octets, context.RequestAborted);
        }
    }
}
