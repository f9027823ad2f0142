using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>How endpoints come to the state.</summary>
internal static class StateAccess
{
    private const string RetrySeconds = "2";

    /// <summary>Answers 503 for as long as the state was never read from the database.</summary>
    public static RouteGroupBuilder RequireState(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (invocation, next) =>
            invocation.HttpContext.RequestServices.GetRequiredService<NetworkWriter>() is { Current: null } writer
                ? NotThere(invocation.HttpContext, writer.Unavailable ?? "")
                : await next(invocation));
        return group;
    }

    /// <summary>The state; only behind <see cref="RequireState"/>.</summary>
    public static NetworkState State(this NetworkWriter writer) =>
        writer.Current ?? throw new InvalidOperationException("The endpoint is not behind RequireState");

    /// <summary>Writes, and answers 503 when nothing could be stored.</summary>
    public static async Task<IResult> AnswerAsync(
        this NetworkWriter writer, HttpContext context, Func<NetworkState, DateTimeOffset, Decision<IResult>> decide, CancellationToken cancellationToken)
    {
        var outcome = await writer.WriteAsync(decide, cancellationToken);
        return outcome.Answer ?? NotThere(context, outcome.Unavailable ?? "");
    }

    /// <summary>503 with the time to try again.</summary>
    public static IResult NotThere(HttpContext context, string reason)
    {
        context.Response.Headers.RetryAfter = RetrySeconds;
        return Problem.Unavailable(reason);
    }
}
