using System.ComponentModel;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Explanations;

/// <summary>
/// <c>GET /api/v1/live-explanations/{type}/{id}</c>: asks the agent that evaluates a node what it makes of every condition now. Here, since the
/// orchestrator is what knows where agents are reached.
/// </summary>
internal static class LiveExplanationEndpoint
{
    private const string Path = "/live-explanations";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapLiveExplanations(this RouteGroupBuilder api) => api
        .MapGet(Path + "/{type}/{**id}", ExplainAsync).WithTags("Health").RequireAccess(AccessLevel.Viewer)
        .Describe("Explains a node as its agent sees it now", "Every condition of the node, raised or not, with the values of its parts and the samples they rest on.")
        .Produces<LiveAccount>().ProducesProblem(404).ProducesProblem(503);

    private static async Task<IResult> ExplainAsync(
        HttpContext context,
        NetworkWriter writer,
        [FromRoute, Description("Subservice type; service-instance for services")] string type,
        [FromRoute, Description("Identifier; percent-encoded as one segment, or with plain slashes between its values")] string id,
        CancellationToken cancellationToken)
    {
        if (RequestTarget.Pair(context, Path) is not var (nodeType, nodeId))
        {
            return Problem.NotFound("The path names no node");
        }

        var state = writer.State();
        var node = new SubserviceId(nodeType, nodeId);
        if (!state.Plan.Owners.TryGetValue(node, out var agent))
        {
            return Problem.NotFound(state.Plan.Graph.Nodes.ContainsKey(node) ? $"No agent evaluates {node}" : $"{node} is not in the assurance graph");
        }

        return state.Agents.TryGetValue(agent, out var entry) && ServiceEndpoint.TryParse(entry.Registration.Endpoint, out var endpoint, out _)
            ? await AskAsync(agent, endpoint, node, cancellationToken)
            : Problem.Unavailable($"Agent {agent} has not said where it is reached");
    }

    private static async Task<IResult> AskAsync(string agent, ServiceEndpoint endpoint, SubserviceId node, CancellationToken cancellationToken)
    {
        using var http = ServiceHttpClient.Create(endpoint);
        http.Timeout = Patience;
        try
        {
            using var response = await http.GetAsync($"api/v1/explanations/{Uri.EscapeDataString(node.Type)}/{Uri.EscapeDataString(node.Id)}", cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return Problem.Unavailable($"Agent {agent} does not evaluate {node} yet");
            }

            return response.IsSuccessStatusCode
                ? Answer.Json((await response.Content.ReadFromJsonAsync(ContractsJson.Default.LiveAccount, cancellationToken))!, ContractsJson.Default.LiveAccount)
                : Problem.Unavailable($"Agent {agent} answered with status {(int)response.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Problem.Unavailable($"Agent {agent} is not reached: {exception.GetBaseException().Message}");
        }
    }
}
