using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RouterAlertAssurance.Hosting.Queries;

/// <summary>
/// Reads names from the path as it was sent. The server's decoded path keeps <c>%2F</c> but decodes <c>%252F</c> to the same text, so a name
/// with a slash inside a value could not be told from one with a slash between values.
/// </summary>
public static class RequestTarget
{
    /// <summary>The path after <paramref name="prefix"/>, still percent-encoded, without leading slashes and the query; empty when it does not begin so.</summary>
    public static string After(HttpContext context, string prefix)
    {
        ArgumentNullException.ThrowIfNull(context);
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        var path = string.IsNullOrEmpty(target) ? context.Request.Path.ToUriComponent() : target.Split('?', 2)[0];
        var start = path.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? "" : path[(start + prefix.Length)..].TrimStart('/');
    }

    /// <summary>
    /// The two names, decoded, in <c>prefix/{type}/{id}</c>, where the id is one encoded segment or has plain slashes; null when one of them is empty.
    /// </summary>
    public static (string Type, string Id)? Pair(HttpContext context, string prefix) =>
        After(context, prefix).Split('/', 2) is [{ Length: > 0 } type, { Length: > 0 } id]
            ? (Uri.UnescapeDataString(type), Uri.UnescapeDataString(id))
            : null;
}
