using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>
/// <c>If-Match</c> and <c>If-None-Match</c> (RFC 9110, section 13.1). A tag is <c>definition</c> or <c>definition.rest</c>: what follows the dot
/// tells apart answers to the same definition (its problems come and go with facts), and does not count when the definition is to be replaced.
/// </summary>
internal static class Preconditions
{
    /// <summary>Why a change must not be made; null when it may.</summary>
    /// <param name="request">The request with the conditions.</param>
    /// <param name="current">Tag of what is stored; null when nothing is.</param>
    public static IResult? Check(HttpRequest request, string? current)
    {
        if (IsMalformed(request.Headers.IfMatch) || IsMalformed(request.Headers.IfNoneMatch))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "If-Match and If-None-Match take * or entity tags in double quotes");
        }

        var typed = request.GetTypedHeaders();
        if (typed.IfMatch is { Count: > 0 } wanted && !wanted.Any(tag => Matches(tag, current, isWeakAllowed: false)))
        {
            return Problem.PreconditionFailed(current is null
                ? "If-Match was sent, and nothing is stored under this name"
                : "It was changed since the version named by If-Match; read it again");
        }

        return typed.IfNoneMatch is { Count: > 0 } unwanted && unwanted.Any(tag => Matches(tag, current, isWeakAllowed: true))
            ? Problem.PreconditionFailed("It exists already, and If-None-Match forbids to replace it")
            : null;
    }

    /// <summary>Whether the client already has exactly this answer.</summary>
    public static bool IsHeld(HttpRequest request, string tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(held => held.Equals(EntityTagHeaderValue.Any) || held.Tag.Equals($"\"{tag}\"", StringComparison.Ordinal));

    private static bool Matches(EntityTagHeaderValue wanted, string? current, bool isWeakAllowed) =>
        current is not null
        && (wanted.Equals(EntityTagHeaderValue.Any) || ((isWeakAllowed || !wanted.IsWeak) && DefinitionPart(wanted) == DefinitionPart(current)));

    private static string DefinitionPart(EntityTagHeaderValue tag) => DefinitionPart(tag.Tag.ToString().Trim('"'));

    private static string DefinitionPart(string tag) => tag.Split('.')[0];

    private static bool IsMalformed(Microsoft.Extensions.Primitives.StringValues header) =>
        header.Count > 0 && !EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out _);
}
