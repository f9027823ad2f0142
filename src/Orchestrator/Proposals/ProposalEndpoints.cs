using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Proposals;

/// <summary><c>/api/v1/proposals</c>.</summary>
internal static class ProposalEndpoints
{
    private static readonly QueryParameter Dismissed = new("dismissed", "true: those that were dismissed, instead of the others");

    public static void MapProposals(this RouteGroupBuilder api)
    {
        var proposals = api.MapGroup("/proposals").WithTags("Proposals");
        proposals.MapGet("", List).RequireAccess(AccessLevel.Viewer)
            .Describe("Lists services that devices have configured and nobody defined", "Ordered by type and name. Each names the facts it rests on and the definition that accepting it stores.")
            .Pages(new QueryParameter("type", "Only this service type"), Dismissed).Produces<Page<ProposalItem>>().ProducesProblem(400);
        proposals.MapGet("/{id}", Get).RequireAccess(AccessLevel.Viewer)
            .Describe("Reads a proposal", "Dismissed ones too; one that is defined is none any more.").Produces<ProposalItem>().ProducesProblem(404);
        proposals.MapPost("/{id}/accept", AcceptAsync).RequireAccess(AccessLevel.Operator).Takes<ProposalAcceptance>()
            .Describe("Defines the proposed service", "Without a body as it is proposed; the body may change name, parameters, profile, intent, labels and maintenance.")
            .Produces<StoredService>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        proposals.MapPost("/{id}/dismiss", DismissAsync).RequireAccess(AccessLevel.Operator).Takes<ProposalDismissal>()
            .Describe("Hides a proposal", "Until one of the facts it rests on changes.").Produces<ProposalItem>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static IResult List(string? type, HttpContext context, NetworkWriter writer, ProposalBoard board)
    {
        var (paging, problem) = Paging.Read(context.Request);
        var isDismissed = context.Request.Query[Dismissed.Name].ToString();
        if (paging is null || isDismissed is not ("" or "true" or "false"))
        {
            return problem ?? Problem.Validation($"?{Dismissed.Name}", $"takes true or false, not '{isDismissed}'");
        }

        var items = board.Open(writer.State()).Where(item => item.Dismissed is not null == (isDismissed == "true") && (type is null || item.Definition.Type == type));
        return Answer.Json(paging.Of(context.Request, items, ProposalBoard.KeyOf), ContractsJson.Default.PageProposalItem);
    }

    private static IResult Get(string id, NetworkWriter writer, ProposalBoard board) =>
        board.Find(id, writer.State()) is { } item ? Answer.Json(item, ContractsJson.Default.ProposalItem) : ProposalChanges.NotThere(id);

    private static async Task<IResult> AcceptAsync(
        string id, HttpContext context, NetworkWriter writer, ProposalChanges changes, CancellationToken cancellationToken)
    {
        var (document, problem) = IsEmpty(context.Request) ? RequestDocument.Parse("{}"u8.ToArray()) : await RequestDocument.ReadAsync(context, isAllText: true, cancellationToken);
        return document is null
            ? problem!
            : await writer.AnswerAsync(context, (state, now) => changes.Accept(context, id, document, state, now), cancellationToken);
    }

    private static async Task<IResult> DismissAsync(
        string id, HttpContext context, NetworkWriter writer, ProposalChanges changes, CancellationToken cancellationToken)
    {
        var (document, problem) = await RequestDocument.ReadAsync(context, isAllText: true, cancellationToken);
        return document is null
            ? problem!
            : await writer.AnswerAsync(context, (state, now) => changes.Dismiss(id, document, state, now), cancellationToken);
    }

    private static bool IsEmpty(HttpRequest request) => request.ContentType is null && request.ContentLength is null or 0;
}
