using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Orchestrator.Agents;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Facts;

/// <summary><c>/api/v1/agents/{id}/facts</c> and <c>/api/v1/facts</c>.</summary>
internal static class FactsEndpoints
{
    // 5,000 rows of some 200 bytes, with room.
    private const long LargestReport = 4L << 20;

    public static void MapFacts(this RouteGroupBuilder api)
    {
        api.MapPut("/agents/{id}/facts", PutAsync).WithTags("Facts").RequireAccess(AccessLevel.Agent).WithMaxRequestBody(LargestReport).Takes<FactsReport>()
            .Describe("Takes a full report of facts", "Replaces the earlier report of the agent. Services are decomposed again once facts are quiet.")
            .Produces(204).ProducesProblem(400).ProducesProblem(404);
        api.MapGet("/facts", List).WithTags("Facts").RequireAccess(AccessLevel.Viewer)
            .Describe("Lists facts, reported and derived", "In the order in which they were reported.").Pages(new QueryParameter("relation", "Only this relation"), new QueryParameter("device", "Only of this device")).Produces<Page<FactDocument>>();
    }

    private static async Task<IResult> PutAsync(
        string id, HttpContext context, NetworkWriter writer, PlanScheduler scheduler, CancellationToken cancellationToken)
    {
        var (document, problem) = await RequestDocument.ReadAsync(context, isAllText: false, cancellationToken);
        if (document is null)
        {
            return problem!;
        }

        var errors = new ErrorList();
        var report = FactsReader.Read(document.Root, id, errors);
        if (!errors.IsEmpty)
        {
            return document.ToProblem(errors);
        }

        var answer = await writer.AnswerAsync(context, (state, now) => Put(report, state, now), cancellationToken);
        scheduler.FactsChanged();
        return answer;
    }

    private static Decision<IResult> Put(FactsReport report, NetworkState state, DateTimeOffset now) => state.Agents.ContainsKey(report.AgentId)
        ? new(Answer.NoContent(), state with { Facts = state.Facts.SetItem(report.AgentId, new(report, now)) })
        : new(AgentChanges.NotRegistered(report.AgentId, state));

    private static IResult List(string? relation, string? device, HttpContext context, NetworkWriter writer)
    {
        var (paging, problem) = Paging.Read(context.Request);
        if (paging is null)
        {
            return problem!;
        }

        // Facts have no key of their own: the page goes by their place in the list.
        var rows = writer.State().Plan.Inputs.Documents()
            .Where(fact => relation is null || fact.Relation == relation)
            .Where(fact => device is null || fact.Fields.GetValueOrDefault("device") == device)
            .Select((fact, index) => (Fact: fact, Key: index.ToString("D8", System.Globalization.CultureInfo.InvariantCulture)));
        var page = paging.Of(context.Request, rows, row => row.Key);
        return Answer.Json(new Page<FactDocument>([.. page.Items.Select(row => row.Fact)], page.Next), OrchestratorJson.Default.PageFactDocument);
    }
}
