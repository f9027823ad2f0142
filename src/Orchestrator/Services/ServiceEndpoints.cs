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

namespace RouterAlertAssurance.Orchestrator.Services;

/// <summary><c>/api/v1/services/{type}/{name}</c> and <c>/api/v1/definitions</c>.</summary>
internal static class ServiceEndpoints
{
    private static readonly QueryParameter DryRun = new("dryRun", "true: nothing changes; the answer is the graph, and how the network's graph would change");

    private static readonly QueryParameter Drift = new("drift", $"Only services of this drift state: {string.Join(", ", DriftStates.OfConfiguration)}");

    public static void MapServices(this RouteGroupBuilder api)
    {
        var services = api.MapGroup("/services/{type}/{name}").WithTags("Services");
        services.MapGet("", Get).RequireAccess(AccessLevel.Viewer)
            .Describe("Reads a service definition", "With its entity tag, its times and what could not be decomposed.").Produces<StoredService>().ProducesProblem(404);
        services.MapPut("", PutAsync).RequireAccess(AccessLevel.Operator).Takes<ServiceDefinition>().Conditional().TakesQuery(DryRun)
            .Describe("Defines or replaces a service", "JSON or YAML. With dryRun=true nothing changes, and the answer is the graph and how the network's graph would change.")
            .Produces<StoredService>().Produces<StoredService>(201).ProducesProblem(400).ProducesProblem(409).ProducesProblem(412);
        services.MapDelete("", DeleteAsync).RequireAccess(AccessLevel.Operator).Conditional()
            .Describe("Deletes a service", "Subservices that other services need stay.").Produces(204).ProducesProblem(404).ProducesProblem(412);
        api.MapGet("/definitions", List).WithTags("Services").RequireAccess(AccessLevel.Viewer)
            .Describe("Lists the service definitions", "Ordered by type and name.").Pages(new QueryParameter("type", "Only this service type"), Drift).Produces<Page<StoredService>>().ProducesProblem(400);
    }

    private static IResult List(string? type, string? drift, HttpContext context, NetworkWriter writer, ServiceAnswers answers)
    {
        var state = writer.State();
        var (paging, problem) = Paging.Read(context.Request);
        if (paging is null || (drift is not null && !DriftStates.OfConfiguration.Contains(drift)))
        {
            return problem ?? Problem.Validation($"?{Drift.Name}", $"takes {string.Join(", ", DriftStates.OfConfiguration)}, not '{drift}'");
        }

        var entries = state.Services.Values.Where(entry => type is null || entry.Definition.Type == type);
        var documents = entries.Where(entry => drift is null || answers.DriftOf(entry.Definition, state)?.State == drift).Select(entry => answers.ToDocument(entry, state));
        return Answer.Json(paging.Of(context.Request, documents, KeyOf), ContractsJson.Default.PageStoredService);
    }

    // The space sorts before every character of a name, so pages follow the order of type and name.
    private static string KeyOf(StoredService service) => $"{service.Definition.Type} {service.Definition.Name}";

    private static IResult Get(string type, string name, NetworkWriter writer, ServiceAnswers answers)
    {
        var (key, state) = (new ServiceKey(type, name), writer.State());
        return state.Services.ContainsKey(key) ? answers.ToAnswer(key, state) : ServiceChanges.NotDefined(key, state);
    }

    private static async Task<IResult> PutAsync(
        string type, string name, HttpContext context, NetworkWriter writer, ServiceChanges changes, TimeProvider time, CancellationToken cancellationToken)
    {
        var (isDryRun, refused) = ReadDryRun(context.Request);
        if (refused is not null)
        {
            return refused;
        }

        var (document, problem) = await RequestDocument.ReadAsync(context, isAllText: true, cancellationToken);
        if (document is null)
        {
            return problem!;
        }

        var errors = new ErrorList();
        var definition = ServiceReader.Read(document.Root, type, name, errors);
        return !errors.IsEmpty ? document.ToProblem(errors)
            : isDryRun ? changes.DryRun(context, document, definition, writer.State(), time.GetUtcNow())
            : await writer.AnswerAsync(context, (state, now) => changes.Put(context, document, definition, state, now), cancellationToken);
    }

    private static async Task<IResult> DeleteAsync(
        string type, string name, HttpContext context, NetworkWriter writer, ServiceChanges changes, CancellationToken cancellationToken) =>
        await writer.AnswerAsync(context, (state, now) => changes.Delete(context.Request, new(type, name), state, now), cancellationToken);

    private static (bool IsDryRun, IResult? Refused) ReadDryRun(HttpRequest request) => request.Query[DryRun.Name] switch
    {
        [] => (false, null),
        ["true"] => (true, null),
        ["false"] => (false, null),
        var other => (false, Problem.Validation($"?{DryRun.Name}", $"takes true or false, not '{other}'")),
    };
}
