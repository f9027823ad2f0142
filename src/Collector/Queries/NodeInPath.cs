using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>The node that a path names; see <see cref="RequestTarget"/> for why it is read as it was sent.</summary>
internal static class NodeInPath
{
    /// <summary>The node in <c>prefix/{type}/{id}</c>; null when one of them is empty.</summary>
    public static SubserviceId? Node(HttpContext context, string prefix) =>
        RequestTarget.Pair(context, prefix) is var (type, id) ? new SubserviceId(type, id) : null;

    /// <summary>The service instance in <c>/api/v1/services/{type}/{name}/...</c>.</summary>
    public static SubserviceId? Service(HttpContext context) =>
        RequestTarget.After(context, "/api/v1/services/").Split('/') is [{ Length: > 0 } type, { Length: > 0 } name, ..]
            ? SubserviceId.ForService(Uri.UnescapeDataString(type), Uri.UnescapeDataString(name))
            : null;
}
