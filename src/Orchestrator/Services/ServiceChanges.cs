using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Network;

namespace RouterAlertAssurance.Orchestrator.Services;

/// <summary>What becomes of the state when a service is defined or deleted.</summary>
internal sealed class ServiceChanges(NetworkPlanner planner, ServiceRules rules, ServiceAnswers answers)
{
    public Decision<IResult> Put(HttpContext context, RequestDocument document, ServiceDefinition definition, NetworkState state, DateTimeOffset now)
    {
        var stored = Find(state, definition);
        if (Preconditions.Check(context.Request, stored?.Etag) is { } refused)
        {
            return new(refused);
        }

        var (planned, problem) = Plan(context, document, definition, state, now);
        return planned is null ? new(problem!)
            : ReferenceEquals(planned, state) ? new(answers.ToAnswer(stored!.Key, state))
            : new(answers.ToAnswer(KeyOf(definition), planned, stored is null ? context.Request.Path.Value : null), planned);
    }

    /// <summary>Defines a service that must be new, as a PUT does.</summary>
    public Decision<IResult> Create(HttpContext context, RequestDocument document, ServiceDefinition definition, NetworkState state, DateTimeOffset now)
    {
        if (Find(state, definition) is not null)
        {
            return new(Problem.Conflict($"Service '{KeyOf(definition)}' is defined already; give the new one another name"));
        }

        var (planned, problem) = Plan(context, document, definition, state, now);
        var location = $"/api/v1/services/{definition.Type}/{definition.Name}";
        return planned is null ? new(problem!) : new(answers.ToAnswer(KeyOf(definition), planned, location), planned);
    }

    /// <summary>What a PUT would do: the same checks, and nothing changes.</summary>
    public IResult DryRun(HttpContext context, RequestDocument document, ServiceDefinition definition, NetworkState state, DateTimeOffset now)
    {
        if (Preconditions.Check(context.Request, Find(state, definition)?.Etag) is { } refused)
        {
            return refused;
        }

        var (planned, problem) = Plan(context, document, definition, state, now);
        return planned is null ? problem! : Answer.Json(DryRunAnswers.Of(definition, state, planned), ContractsJson.Default.DryRunAnswer);
    }

    public Decision<IResult> Delete(HttpRequest request, ServiceKey key, NetworkState state, DateTimeOffset now)
    {
        if (!state.Services.TryGetValue(key, out var stored))
        {
            return new(NotDefined(key, state));
        }

        return Preconditions.Check(request, stored.Etag) is { } refused
            ? new(refused)
            : new(Answer.NoContent(), planner.Plan(state with { Services = state.Services.Remove(key) }, now).State);
    }

    public static IResult NotDefined(ServiceKey key, NetworkState state) => Problem.NotFound(
        $"Service '{key}' is not defined{Suggestion.For(key.ToString(), state.Services.Keys.Select(known => known.ToString()))}");

    // The very same state when the definition is as it was; the problem when there is no new state.
    private (NetworkState? Planned, IResult? Problem) Plan(
        HttpContext context, RequestDocument document, ServiceDefinition definition, NetworkState state, DateTimeOffset now)
    {
        var errors = new ErrorList();
        rules.Check(definition, state, errors);
        if (!errors.IsEmpty)
        {
            return (null, document.ToProblem(errors));
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(definition, ContractsJson.Default.ServiceDefinition);
        var stored = Find(state, definition);
        if (stored is not null && content.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(stored.Definition, ContractsJson.Default.ServiceDefinition)))
        {
            return (state, null);
        }

        var entry = new ServiceEntry(definition, EntityTag.Of(content, now), stored?.Created ?? now, now, []);
        var plan = planner.Plan(state with { Services = state.Services.SetItem(entry.Key, entry) }, now);
        return (plan.State.Plan.Services[entry.Key].Refusal ?? plan.NewRefusal) is { } refusal ? (null, Refuse(context, refusal)) : (plan.State, null);
    }

    private static IResult Refuse(HttpContext context, GraphRefusal refusal) => refusal.Kind == GraphRefusalKind.Cycle
        ? LoopProblem.Of(context, refusal.Text, [.. refusal.Others.Select(SubserviceReference.From)])
        : Problem.Conflict($"The service does not fit into the graph: {refusal.Text}");

    private static ServiceEntry? Find(NetworkState state, ServiceDefinition definition) =>
        state.Services.GetValueOrDefault(KeyOf(definition));

    private static ServiceKey KeyOf(ServiceDefinition definition) => new(definition.Type, definition.Name);
}
