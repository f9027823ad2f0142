using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Orchestrator.Tests.Running;

/// <summary>An agent that takes what it is given and remembers it.</summary>
internal sealed class FakeAgent(string directory, string id) : FakeServer(directory, id)
{
    private readonly ConcurrentQueue<(AgentAssignment Assignment, JsonDocument Subservices)> _deliveries = new();
    private readonly ConcurrentDictionary<string, PackageContent> _packages = new();
    private AgentAssignment? _assignment;

    /// <summary>Complete deliveries: an assignment with the subservices that followed it.</summary>
    public IReadOnlyList<(AgentAssignment Assignment, JsonDocument Subservices)> Deliveries => [.. _deliveries];

    public IReadOnlyDictionary<string, PackageContent> Packages => _packages;

    public DateTimeOffset Started { get; set; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public long Revision { get; set; }

    /// <summary>Answer of the next requests; null for what an agent answers.</summary>
    public int? Refuses { get; set; }

    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>What it answers when it is asked for Router Alert, with the query it was asked by.</summary>
    public Func<HttpContext, IResult> RouterAlert { get; set; } = _ => Problem.NotFound("This agent has no such device");

    public AgentAssignment Newest => _deliveries.Last().Assignment;

    /// <summary>Ids of the nodes of the newest slice, <c>identity id</c>.</summary>
    public IReadOnlyList<string> NewestNodes => [.. _deliveries.Last().Subservices.RootElement
        .GetProperty("ietf-service-assurance:subservices").GetProperty("subservice").EnumerateArray()
        .Select(node => $"{node.GetProperty("type").GetString()!.Split(':')[^1]} {node.GetProperty("id").GetString()}")];

    public async Task<AgentRegistrationAnswer> RegisterAsync(HttpClient orchestrator)
    {
        var registration = new AgentRegistration { Id = Name, Endpoint = Endpoint.ToString(), Devices = Devices, Started = Started, AssignmentRevision = Revision };
        using var response = await orchestrator.PutAsJsonAsync($"api/v1/agents/{Name}", registration, ContractsJson.Default.AgentRegistration);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.AgentRegistrationAnswer))!;
    }

    public async Task ReportAsync(HttpClient orchestrator, params FactDocument[] facts)
    {
        var report = new FactsReport(Name, 1, Started, facts);
        using var response = await orchestrator.PutAsJsonAsync($"api/v1/agents/{Name}/facts", report, ContractsJson.Default.FactsReport);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    protected override void Map(WebApplication app)
    {
        app.MapPut("/api/v1/assignment", TakeAssignmentAsync);
        app.MapPut("/api/v1/packages/{name}", TakePackageAsync);
        app.MapGet("/api/v1/router-alert", context => RouterAlert(context).ExecuteAsync(context));
        app.MapGet("/api/v1/router-alert/packets.pcapng", context => RouterAlert(context).ExecuteAsync(context));
        app.MapPut("/restconf/data/ietf-service-assurance:subservices", TakeSubservicesAsync);
    }

    private async Task TakeAssignmentAsync(HttpContext context)
    {
        var body = await RequestBody.ReadJsonAsync(context, ContractsJson.Default.AgentAssignment);
        if (Refused() is { } refusal || (refusal = body.Error) is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        _assignment = body.Value!;
        PackageReference[] missing = [.. _assignment.Packages.Where(package => _packages.GetValueOrDefault(package.Name)?.Digest != package.Digest)];
        await Results.Json(new AssignmentAnswer(_assignment.Revision, missing), ContractsJson.Default.AssignmentAnswer).ExecuteAsync(context);
    }

    private async Task TakePackageAsync(HttpContext context)
    {
        var body = await RequestBody.ReadJsonAsync(context, ContractsJson.Default.PackageContent);
        _packages[body.Value!.Name] = body.Value;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task TakeSubservicesAsync(HttpContext context)
    {
        context.Request.ContentType.ShouldBe("application/yang-data+json");
        var document = await JsonDocument.ParseAsync(context.Request.Body);
        if (Refused() is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        Revision = _assignment!.Revision;
        _deliveries.Enqueue((_assignment, document));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private IResult? Refused() => Refuses is { } status ? Problem.Of(status, "not now") : null;
}
