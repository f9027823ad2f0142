using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RouterAlertAssurance.Hosting.Problems;

/// <summary>A body that was read, or the problem that stands in the way: exactly one of the two is set.</summary>
/// <typeparam name="T">What the body holds.</typeparam>
/// <param name="Value">What was read.</param>
/// <param name="Error">The answer to give instead.</param>
/// <param name="Bytes">The body as sent, to find the line of a wrong field in with <see cref="JsonPositions"/>.</param>
public sealed record RequestBody<T>(T? Value, IResult? Error, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads request bodies within limits, and says what is wrong with them.</summary>
public static class RequestBody
{
    /// <summary>The deepest nesting of a JSON body.</summary>
    public const int MaxDepth = 32;

    /// <summary>
    /// Reads a JSON body: 415 for another media type; 400 with pointer, line and column for malformed JSON, nesting deeper than
    /// <see cref="MaxDepth"/>, a name given twice, or a value the type does not take; 413 when it is too large.
    /// </summary>
    public static async ValueTask<RequestBody<T>> ReadJsonAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(type);
        if (!context.Request.HasJsonContentType())
        {
            return new(null, Problem.Of(StatusCodes.Status415UnsupportedMediaType, $"Send application/json, not '{context.Request.ContentType}'"), default);
        }

        var read = await ReadBytesAsync(context, cancellationToken);
        return read.Error is { } error ? new(null, error, default) : ParseJson(read.Bytes, type);
    }

    /// <summary>
    /// Reads the body as bytes of UTF-8 text, without a byte order mark; 413 when it is too large, 415 when it is compressed or in another
    /// character set, 400 when it is empty or no UTF-8.
    /// </summary>
    public static async ValueTask<RequestBody<byte[]>> ReadBytesAsync(HttpContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (ForeignCoding(context.Request) is { } coding)
        {
            return new(null, Problem.Of(StatusCodes.Status415UnsupportedMediaType, coding), default);
        }

        try
        {
            using var buffer = new MemoryStream(capacity: (int)Math.Min(context.Request.ContentLength ?? 4096, 1 << 20));
            await context.Request.Body.CopyToAsync(buffer, cancellationToken);
            var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
            var text = (bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes).ToArray();
            return text.Length == 0 ? new(null, Problem.Validation("", "The request has no body"), default)
                : Utf8.IsValid(text) ? new(text, null, text)
                : new(null, Problem.Validation("", "The body is not UTF-8 text"), default);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new(null, Problem.Of(tooLarge.StatusCode, ProblemMiddleware.TooLarge(context)), default);
        }
    }

    /// <summary>Why the body cannot be read as it is sent; null when it can.</summary>
    private static string? ForeignCoding(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } coding && coding.ToString() is not ("identity" or ""))
        {
            return $"Send the body as it is: Content-Encoding '{coding}' is not understood here";
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset.HasValue
            && !type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? $"Send UTF-8, not charset '{type.Charset}'"
            : null;
    }

    /// <summary>Reads JSON that is already in memory; the same errors as <see cref="ReadJsonAsync"/>.</summary>
    public static RequestBody<T> ParseJson<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        try
        {
            // The first pass finds syntax, depth and doubled names whatever the options of the type are.
            using (JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false }))
            {
            }

            var value = JsonSerializer.Deserialize(utf8.Span, type);
            return value is null ? new(null, Problem.Validation("", "expected an object, not null"), utf8) : new(value, null, utf8);
        }
        catch (JsonException exception)
        {
            return new(null, Problem.Validation([JsonPositions.Place(JsonErrors.Describe(exception, type), utf8.Span)]), utf8);
        }
    }
}
