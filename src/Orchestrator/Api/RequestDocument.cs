using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>A request's body as a JSON tree, whether it came as JSON or as YAML, with the places its parts came from.</summary>
internal sealed class RequestDocument
{
    public const string Json = "application/json";

    private static readonly string[] YamlTypes = ["application/yaml", "text/yaml", "application/x-yaml"];

    private readonly Func<FieldError, FieldError> _place;

    private RequestDocument(JsonElement root, Func<FieldError, FieldError> place)
    {
        Root = root;
        _place = place;
    }

    /// <summary>Media types that are taken.</summary>
    public static string[] MediaTypes { get; } = [Json, .. YamlTypes];

    public JsonElement Root { get; }

    /// <summary>The body, or the problem to answer instead.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isAllText">All values of the body are texts: in YAML, which has no quotes to tell, plain scalars are taken as such.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<(RequestDocument? Document, IResult? Problem)> ReadAsync(HttpContext context, bool isAllText, CancellationToken cancellationToken)
    {
        var isYaml = IsYaml(context.Request.ContentType);
        if (!isYaml && !context.Request.HasJsonContentType())
        {
            return (null, Problem.Of(StatusCodes.Status415UnsupportedMediaType, $"Send application/json or application/yaml, not '{context.Request.ContentType}'"));
        }

        var body = await RequestBody.ReadBytesAsync(context, cancellationToken);
        return body.Error is { } error ? (null, error) : isYaml ? YamlBody.Parse(body.Bytes, isAllText) : Parse(body.Bytes);
    }

    /// <summary>The problem that lists these errors, each with its line and column where known.</summary>
    public IResult ToProblem(ErrorList errors) => Problem.Validation([.. errors.Items.Select(_place)]);

    /// <summary>Reads JSON; strings that are no text are refused at once, so that reading members cannot fail later.</summary>
    public static (RequestDocument? Document, IResult? Problem) Parse(ReadOnlyMemory<byte> utf8, Func<FieldError, FieldError>? place = null)
    {
        place ??= error => JsonPositions.Place(error, utf8.Span);
        try
        {
            using var parsed = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = RequestBody.MaxDepth, AllowDuplicateProperties = false });
            var document = new RequestDocument(parsed.RootElement.Clone(), place);
            var errors = new ErrorList();
            UnpairedSurrogates.Find(document.Root, "", errors);
            return errors.IsEmpty ? (document, null) : (null, document.ToProblem(errors));
        }
        catch (JsonException exception)
        {
            return (null, Problem.Validation([place(JsonErrors.Describe(exception))]));
        }
    }

    private static bool IsYaml(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && YamlTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase);
}
