using System.Text;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>Reads a YAML body by way of JSON; errors found later are placed at the line and column of the YAML text.</summary>
internal static class YamlBody
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="utf8">The body.</param>
    /// <param name="isAllText">All its values are texts, so <c>vni: 100</c> needs no quotes.</param>
    public static (RequestDocument? Document, IResult? Problem) Parse(ReadOnlyMemory<byte> utf8, bool isAllText)
    {
        string yaml;
        try
        {
            yaml = StrictUtf8.GetString(utf8.Span);
        }
        catch (DecoderFallbackException)
        {
            return (null, Problem.Validation("", "the body is not UTF-8"));
        }

        var conversion = YamlDocuments.ToJson(yaml, isAllText);
        return conversion.JsonText is { } json
            ? RequestDocument.Parse(Encoding.UTF8.GetBytes(json), error => Place(error, conversion.Positions))
            : (null, Problem.Validation([.. conversion.Errors.Select(ToFieldError)]));
    }

    // What is missing has no place of its own: then it is that of the nearest part that has one.
    private static FieldError Place(FieldError error, IReadOnlyDictionary<string, DocumentPosition> positions)
    {
        for (var pointer = error.Pointer; ; pointer = pointer[..pointer.LastIndexOf('/')])
        {
            if (positions.TryGetValue(pointer, out var position))
            {
                return error with { Line = position.Line, Column = position.Column };
            }

            if (!pointer.Contains('/', StringComparison.Ordinal))
            {
                return error with { Line = null, Column = null };
            }
        }
    }

    private static FieldError ToFieldError(PackageError error)
    {
        var path = error.Path.Length == 0 ? "" : $"{error.Path}: ";
        return new("", $"{path}{error.Message}; {error.Suggestion}", Positive(error.Line), Positive(error.Column));
    }

    private static int? Positive(int place) => place > 0 ? place : null;
}
