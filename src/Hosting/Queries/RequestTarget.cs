using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>
/// Reads identifiers from the path as it was sent. The server's decoded path keeps <c>%2F</c> but decodes <c>%252F</c> to the same text, so an
/// identifier with a slash inside a value could not be told from one with a slash between values.
/// </summary>
internal static class RequestTarget
{
    /// <summary>The node in <c>prefix/{type}/{id}</c>, where the id is one encoded segment or has plain slashes; null when one of them is empty.</summary>
    public static SubserviceId? Node(HttpContext context, string prefix)
    {
        var path = Path(context);
        var start = path.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        var parts = start < 0 ? [] : path[(start + prefix.Length)..].TrimStart('/').Split('/', 2);
        return parts.Length == 2 && parts[0].Length > 0 && parts[1].Length > 0
            ? new SubserviceId(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]))
            : null;
    }

    /// <summary>The service instance in <c>/api/v1/services/{type}/{name}/...</c>.</summary>
    public static SubserviceId? Service(HttpContext context)
    {
        const string Prefix = "/api/v1/services/";
        var path = Path(context);
        var start = path.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase);
        var parts = start < 0 ? [] : path[(start + Prefix.Length)..].Split('/');
        return parts.Length >= 2 && parts[0].Length > 0 && parts[1].Length > 0
            ? SubserviceId.ForService(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]))
            : null;
    }

    /// <summary>The path after <paramref name="prefix"/>, still percent-encoded, without the query.</summary>
    public static string Encoded(HttpContext context, string prefix)
    {
        var path = Path(context);
        var start = path.IndexOf(prefix, StringComparison.Ordinal);
        return start < 0 ? "" : path[(start + prefix.Length)..].TrimStart('/');
    }

    private static string Path(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return string.IsNullOrEmpty(target) ? context.Request.Path.ToUriComponent() : target.Split('?', 2)[0];
    }
}
