using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Services;

namespace RouterAlertAssurance.Orchestrator.Proposals;

/// <summary>What becomes of the state when a proposal is accepted or dismissed.</summary>
internal sealed class ProposalChanges(ProposalBoard board, ServiceChanges services)
{
    private const int LongestReason = 500;

    public Decision<IResult> Accept(HttpContext context, string id, RequestDocument document, NetworkState state, DateTimeOffset now)
    {
        var (proposal, refused) = Find(id, state);
        if (proposal is null)
        {
            return new(refused!);
        }

        var errors = new ErrorList();
        var definition = ServiceReader.ReadChanges(document.Root, board.Find(id, state)!.Definition, errors);
        if (!errors.IsEmpty)
        {
            return new(document.ToProblem(errors));
        }

        var created = services.Create(context, document, definition, state, now);
        return created.Next is { } next ? created with { Next = next with { Dismissals = next.Dismissals.Remove(id) } } : created;
    }

    public Decision<IResult> Dismiss(string id, RequestDocument document, NetworkState state, DateTimeOffset now)
    {
        var errors = new ErrorList();
        var reader = new ObjectReader(document.Root, "", errors);
        var reason = reader.Text("reason", Reason, required: true);
        reader.Finish();
        if (!errors.IsEmpty)
        {
            return new(document.ToProblem(errors));
        }

        var (proposal, refused) = Find(id, state);
        if (proposal is null)
        {
            return new(refused!);
        }

        var next = state with { Dismissals = state.Dismissals.SetItem(id, new(proposal.FactsDigest, reason!, now)) };
        return new(Answer.Json(board.Find(id, next)!, ContractsJson.Default.ProposalItem), next);
    }

    private (Proposal? Proposal, IResult? Refused) Find(string id, NetworkState state)
    {
        if (board.Proposal(id, state) is not { } proposal)
        {
            return (null, NotThere(id));
        }

        return board.DefinedAs(proposal, state) is { } key
            ? (null, Problem.Conflict($"Service '{key}' defines it already"))
            : (proposal, null);
    }

    public static IResult NotThere(string id) => Problem.NotFound($"There is no proposal '{id}'; the devices may have been configured otherwise meanwhile");

    private static string? Reason(string text) =>
        string.IsNullOrWhiteSpace(text) ? "say why it is not wanted" : text.Length > LongestReason ? $"longer than {LongestReason} characters" : null;
}
