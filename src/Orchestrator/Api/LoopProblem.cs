using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts;

namespace RouterAlertAssurance.Orchestrator.Api;

/// <summary>The problem of a definition that would close a loop: RFC 9457 with the loop as an extension, first node first.</summary>
internal sealed record LoopProblemDocument(string Type, string Title, int Status, string Detail, string Instance, IReadOnlyList<SubserviceReference> Loop);

internal static class LoopProblem
{
    public const string Type = "urn:router-alert-assurance:problem:dependency-loop";

    public static IResult Of(HttpContext context, string detail, IReadOnlyList<SubserviceReference> loop)
    {
        var document = new LoopProblemDocument(Type, "The dependencies would form a loop", StatusCodes.Status409Conflict, detail, context.Request.Path, loop);
        var body = JsonSerializer.SerializeToUtf8Bytes(document, OrchestratorJson.Default.LoopProblemDocument);
        return new BytesResult(body, Answer.ProblemMediaType, StatusCodes.Status409Conflict);
    }
}
