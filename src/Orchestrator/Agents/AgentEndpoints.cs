using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Agents;

/// <summary><c>/api/v1/agents</c>.</summary>
internal static class AgentEndpoints
{
    public static void MapAgents(this RouteGroupBuilder api)
    {
        var agents = api.MapGroup("/agents").WithTags("Agents");
        agents.MapGet("", List).RequireAccess(AccessLevel.Viewer)
            .Describe("Lists the agents", "Ordered by id, with liveness, the size of their slices and the last delivery error.").Pages().Produces<Page<AgentItem>>();
        agents.MapGet("/{id}", Get).RequireAccess(AccessLevel.Viewer)
            .Describe("Reads an agent", "As in the list.").Produces<AgentItem>().ProducesProblem(404);
        agents.MapPut("/{id}", PutAsync).RequireAccess(AccessLevel.Agent).Takes<AgentRegistration>()
            .Describe("Registers an agent", "Sent by the agent at start and as heartbeat.").Produces<AgentRegistrationAnswer>().ProducesProblem(400);
        agents.MapDelete("/{id}", DeleteAsync).RequireAccess(AccessLevel.Operator)
            .Describe("Forgets an agent and its facts", "One that still runs registers again by itself.").Produces(204).ProducesProblem(404);
    }

    private static IResult List(HttpContext context, NetworkWriter writer, AgentItems items)
    {
        var (paging, problem) = Paging.Read(context.Request);
        var state = writer.State();
        return paging is null
            ? problem!
            : Answer.Json(
                paging.Of(context.Request, state.Agents.Keys.Select(id => items.Of(id, state)), item => item.Registration.Id), ContractsJson.Default.PageAgentItem);
    }

    private static IResult Get(string id, NetworkWriter writer, AgentItems items)
    {
        var state = writer.State();
        return state.Agents.ContainsKey(id) ? Answer.Json(items.Of(id, state), ContractsJson.Default.AgentItem) : AgentChanges.NotRegistered(id, state);
    }

    private static async Task<IResult> PutAsync(
        string id,
        HttpContext context,
        NetworkWriter writer,
        AgentChanges changes,
        AgentLiveness liveness,
        OrchestratorOptions options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (document, problem) = await RequestDocument.ReadAsync(context, isAllText: false, cancellationToken);
        if (document is null)
        {
            return problem!;
        }

        var errors = new ErrorList();
        var registration = AgentReader.Read(document.Root, id, errors);
        if (!errors.IsEmpty)
        {
            return document.ToProblem(errors);
        }

        liveness.Hear(registration);
        var isKnown = AgentChanges.IsKnown(writer.State(), registration);
        // A heartbeat of an agent that is known stays good while the database is away.
        return AgentChanges.IsNews(writer.State(), registration, time.GetUtcNow()) && !(isKnown && writer.Unavailable is not null)
            ? await writer.AnswerAsync(context, (state, now) => Register(changes.Register(registration, state, now)), cancellationToken)
            : Registered(id, writer.State());

        Decision<IResult> Register(Decision<bool> decision) => new(Registered(id, decision.Next ?? writer.State()), decision.Next);

        IResult Registered(string agent, NetworkState state) => Answer.Json(
            new AgentRegistrationAnswer((int)Math.Max(1, options.Heartbeat.TotalSeconds), !state.Facts.ContainsKey(agent)),
            ContractsJson.Default.AgentRegistrationAnswer);
    }

    private static async Task<IResult> DeleteAsync(
        string id, HttpContext context, NetworkWriter writer, AgentChanges changes, AgentLiveness liveness, CancellationToken cancellationToken)
    {
        var answer = await writer.AnswerAsync(context, (state, now) => changes.Delete(id, state, now), cancellationToken);
        if (writer.State().Agents.ContainsKey(id) is false)
        {
            liveness.Forget(id);
        }

        return answer;
    }
}
