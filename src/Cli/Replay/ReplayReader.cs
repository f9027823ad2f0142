using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Heuristics;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Gathers from the running product what a replay needs.</summary>
internal sealed class ReplayReader(ApiClient api)
{
    /// <param name="request">What is wanted.</param>
    /// <param name="decompose">Packages the services are decomposed with; null to take the graph as it was.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ReplayMaterial> ReadAsync(ReplayRequest request, PackageCatalog? decompose, CancellationToken cancellationToken)
    {
        var graph = decompose is null ? await RecordedGraphAsync(request, cancellationToken) : await NewGraphAsync(request, decompose, cancellationToken);
        var owners = graph.Versions.SelectMany(version => version.Nodes).Select(node => node.Agent).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var agents = await PageReader.AllAsync(api, "/api/v1/agents", ContractsJson.Default.PageAgentItem, cancellationToken);
        CheckAgent(request.Agent, agents);
        var samples = request.File is null ? [] : await SampleFile.ReadAsync(request.File, cancellationToken);
        var assignments = new Dictionary<string, AgentAssignment>(StringComparer.Ordinal);
        foreach (var asked in agents.Where(item => request.Agent is null ? owners.Contains(item.Registration.Id) : item.Registration.Id == request.Agent))
        {
            using var records = new AgentRecords(EndpointOf(asked));
            assignments[asked.Registration.Id] = await records.AssignmentAsync(cancellationToken);
            if (request.File is null)
            {
                samples.AddRange(await records.SamplesAsync(request.Begin, request.To, cancellationToken));
            }
        }

        return ReplayMaterial.Of(request, graph, assignments, samples);
    }

    private async Task<ReplayGraph> RecordedGraphAsync(ReplayRequest request, CancellationToken cancellationToken)
    {
        var versions = await new GraphCourse(api).BetweenAsync(request.Begin, request.To, cancellationToken);
        var text = versions.Count == 1 ? $"of the collector, the same since {versions[0].From:u}" : $"of the collector, {versions.Count} versions, the last of {versions[^1].From:u}";
        return new ReplayGraph(request.Service is { } service ? Below(service, versions) : versions, [], text);
    }

    private static IReadOnlyList<ReplayVersion> Below((string Type, string Name) service, IReadOnlyList<ReplayVersion> versions)
    {
        var root = SubserviceId.ForService(service.Type, service.Name);
        if (versions.SelectMany(version => version.Nodes).Any(node => node.Node.Id == root))
        {
            return [.. versions.Select(version => version.Below(root))];
        }

        var known = versions.SelectMany(version => version.Nodes).Select(node => node.Node.Id).Where(id => id.IsServiceInstance).Select(id => id.Id).Distinct();
        var meant = Suggestions.DidYouMean(root.Id, known);
        throw new CommandFailure(CliExitCode.NotFound, $"the graph had no service '{root.Id}' at the time{(meant is null ? "" : $" ({meant})")}.");
    }

    private async Task<ReplayGraph> NewGraphAsync(ReplayRequest request, PackageCatalog decompose, CancellationToken cancellationToken)
    {
        var last = await new GraphCourse(api).BetweenAsync(request.To, request.To, cancellationToken);
        return Redecomposition.Of(await DecompositionSources.ReadAsync(api, cancellationToken), decompose, last[^1].Nodes, request.Service, request.Begin);
    }

    /// <summary>What the product said of nodes at the time.</summary>
    public async Task<IReadOnlyList<RecordedHealth>> HistoryAsync(IEnumerable<SubserviceId> nodes, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var range = $"?from={Uri.EscapeDataString(from.ToString("O"))}&to={Uri.EscapeDataString(to.ToString("O"))}";
        var histories = new List<RecordedHealth>();
        foreach (var id in nodes)
        {
            var path = $"/api/v1/history/subservices/{Uri.EscapeDataString(id.Type)}/{Uri.EscapeDataString(id.Id)}{range}";
            histories.Add(new RecordedHealth(id, await api.GetAsync(path, ContractsJson.Default.HealthHistory, cancellationToken)));
        }

        return histories;
    }

    private static void CheckAgent(string? agent, IReadOnlyList<AgentItem> agents)
    {
        if (agent is not null && agents.All(item => item.Registration.Id != agent))
        {
            var meant = Suggestions.DidYouMean(agent, agents.Select(item => item.Registration.Id));
            throw new CommandFailure(CliExitCode.NotFound, $"there is no agent '{agent}'{(meant is null ? "" : $" ({meant})")}.");
        }
    }

    private static ServiceEndpoint EndpointOf(AgentItem agent) => ServiceEndpoint.TryParse(agent.Registration.Endpoint, out var endpoint, out var error)
        ? endpoint
        : throw new CommandFailure(CliExitCode.Failure, $"agent {agent.Registration.Id}: {error}.");
}
