using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Probes.Control;

/// <summary>The responder's interface for initiators.</summary>
public static class ProbeEndpoints
{
    private const long LargestBody = 16 << 10;

    /// <summary>
    /// Maps <c>POST /api/v1/probes/{id}/rounds</c> and <c>POST /api/v1/probes/{id}/rounds/{round}/results</c>. Who has no key of the task gets 401 and no reason.
    /// </summary>
    public static IEndpointRouteBuilder MapProbeResponder(this IEndpointRouteBuilder app, ProbeResponder responder)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(responder);
        Map(app, ProbePaths.Rounds, context => OpenAsync(context, responder));
        Map(app, ProbePaths.Results, context => CloseAsync(context, responder));
        return app;
    }

    // As delegates of a request, not of a handler with parameters: those would need reflection, or a generator that only runs in the program itself.
    private static void Map(IEndpointRouteBuilder app, string pattern, Func<HttpContext, Task<IResult>> handle) =>
        app.MapPost(pattern, async context => await (await handle(context)).ExecuteAsync(context)).RequireAccess(AccessLevel.Anyone).WithMaxRequestBody(LargestBody);

    private static async Task<IResult> OpenAsync(HttpContext context, ProbeResponder responder)
    {
        var id = Id(context);
        var request = await AuthenticateAsync(context, responder, id, ProbePaths.RoundsOf(id));
        if (request is null)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        var body = RequestBody.ParseJson(request.Body, ProbeJson.Default.RoundOpening);
        return body.Value is not { } opening ? body.Error! : responder.Open(request.Task, opening) switch
        {
            { Opened: { } opened } => Answer(request, opened, ProbeJson.Default.RoundOpened),
            var refusal => Problem.Of(refusal.Status, refusal.Problem),
        };
    }

    private static async Task<IResult> CloseAsync(HttpContext context, ProbeResponder responder)
    {
        var (id, round) = (Id(context), long.Parse((string)context.GetRouteValue("round")!, System.Globalization.CultureInfo.InvariantCulture));
        var request = await AuthenticateAsync(context, responder, id, ProbePaths.ResultsOf(id, round));
        if (request is null)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        return await responder.CloseAsync(request.Task, round) is { } results
            ? Answer(request, results, ProbeJson.Default.RoundResults)
            : Problem.NotFound("There is no such round, or it was closed");
    }

    // Kestrel decodes everything in a path but the slash.
    private static string Id(HttpContext context) => ((string)context.GetRouteValue("id")!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static async Task<Authenticated?> AuthenticateAsync(HttpContext context, ProbeResponder responder, string id, string path)
    {
        var body = await RequestBody.ReadBytesAsync(context, context.RequestAborted);
        var code = context.Request.Headers[ProbeAuthentication.CodeHeader].ToString();
        return body.Value is { } octets && responder.Authenticate(id, path, context.Request.Headers[ProbeAuthentication.TimeHeader].ToString(), code, octets) is { } task
            ? new(task, code, octets)
            : null;
    }

    private static SignedAnswer<T> Answer<T>(Authenticated request, T value, JsonTypeInfo<T> type) => new(request.Task.Key, request.Code, value, type);

    private sealed record Authenticated(ResponderTask Task, string Code, byte[] Body);
}
