using Microsoft.AspNetCore.Http;

namespace RouterAlertAssurance.Hosting.Endpoints;

/// <summary>
/// HEAD is GET without the body (RFC 9110, section 9.3.2): what can be read can be asked for its headers. Endpoints see a GET; the server knows
/// better and leaves the body out.
/// </summary>
internal sealed class HeadMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set(new HeadRequest());
        }

        return next(context);
    }
}

/// <summary>Present when the client asked for headers alone: an answer without an end must end here.</summary>
internal sealed class HeadRequest;
