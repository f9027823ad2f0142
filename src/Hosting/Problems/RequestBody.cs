using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

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

    /// <summary>Reads the body as bytes; 413 when it is too large, 400 when it is empty.</summary>
    public static async ValueTask<RequestBody<byte[]>> ReadBytesAsync(HttpContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            using var buffer = new MemoryStream(capacity: (int)Math.Min(context.Request.ContentLength ?? 4096, 1 << 20));
            await context.Request.Body.CopyToAsync(buffer, cancellationToken);
            var bytes = buffer.ToArray();
            return bytes.Length == 0 ? new(null, Problem.Validation("", "The request has no body"), default) : new(bytes, null, bytes);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new(null, Problem.Of(tooLarge.StatusCode, ProblemMiddleware.TooLarge(context)), default);
        }
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
