using System.Net;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Hosting.Access;

/// <summary>
/// Keeps web pages of other sites away from a loopback interface. The Host check defeats DNS rebinding (a foreign name that resolves to
/// 127.0.0.1); the Origin check defeats cross-site requests and web sockets. Clients that are no browsers send neither header and pass.
/// </summary>
internal sealed class BrowserGuardMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Apply(context.Response);
        var refusal = RefuseHost(context) ?? RefuseOrigin(context.Request);
        return refusal is null ? next(context) : ProblemResult.WriteAsync(context, refusal);
    }

    private static ProblemDocument? RefuseHost(HttpContext context)
    {
        // Nothing can be rebound to a Unix socket, and a reverse proxy in front of one passes names on.
        if (context.Connection.LocalIpAddress is not { } local || IsLoopbackName(context.Request.Host.Host) || IsSame(local, context.Request.Host.Host))
        {
            return null;
        }

        return Problem.Document(
            StatusCodes.Status421MisdirectedRequest,
            $"This service answers to localhost, 127.0.0.1 and [::1], not to '{context.Request.Host.Host}'");
    }

    private static ProblemDocument? RefuseOrigin(HttpRequest request)
    {
        if (!NeedsSameOrigin(request))
        {
            return null;
        }

        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var foreign = origin.Length > 0 ? !IsOwn(origin, request) : site.Length > 0 && site is not ("same-origin" or "none");
        return foreign
            ? Problem.Document(StatusCodes.Status403Forbidden, $"Requests that change something must come from this service's own pages, not from '{(origin.Length > 0 ? origin : site)}'")
            : null;
    }

    private static bool NeedsSameOrigin(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Headers.Upgrade.Count > 0;

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(uri.Authority, new UriBuilder(request.Scheme, request.Host.Host, request.Host.Port ?? -1).Uri.Authority, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsSame(IPAddress local, string host) => IPAddress.TryParse(host, out var address) && address.Equals(local);
}
