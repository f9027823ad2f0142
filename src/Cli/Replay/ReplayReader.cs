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
    /// <param name="from">Begin.</param>
    /// <param name="to">End.</param>
    /// <param name="service">Type and name of the only service instance that is wanted; null for the whole network.</param>
    /// <param name="agent">The only agent that is asked; null for all that own a node.</param>
    /// <param name="file">File with the samples; null to ask the agents.</param>
    /// <param name="decompose">Packages the services are decomposed with; null to take the graph as it was.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ReplayMaterial> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, (string Type, string Name)? service, string? agent, string? file, PackageCatalog? decompose, CancellationToken cancellationToken)
    {
        var (nodes, gone, text) = await GraphAsync(to, service, decompose, cancellationToken);
        var owners = nodes.Select(node => node.Agent).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var agents = await PageReader.AllAsync(api, "/api/v1/agents", ContractsJson.Default.PageAgentItem, cancellationToken);
        CheckAgent(agent, agents);
        var samples = file is null ? [] : await SampleFile.ReadAsync(file, cancellationToken);
        var assignments = new Dictionary<string, AgentAssignment>(StringComparer.Ordinal);
        foreach (var asked in agents.Where(item => agent is null ? owners.Contains(item.Registration.Id) : item.Registration.Id == agent))
        {
            using var records = new AgentRecords(EndpointOf(asked));
            assignments[asked.Registration.Id] = await records.AssignmentAsync(cancellationToken);
            if (file is null)
            {
                samples.AddRange(await records.SamplesAsync(from - ReplayMaterial.WarmUp, to, cancellationToken));
            }
        }

        var used = samples.Where(sample => sample.Time >= from - ReplayMaterial.WarmUp && sample.Time <= to).OrderBy(sample => sample.Time);
        return new ReplayMaterial(from, to, text, [.. nodes.Select(node => node.WithDefinition(assignments))], assignments, [.. used]) { Gone = gone };
    }

    private async Task<ReplayGraph> GraphAsync(DateTimeOffset to, (string Type, string Name)? service, PackageCatalog? decompose, CancellationToken cancellationToken)
    {
        var path = service is { } one && decompose is null ? $"/api/v1/services/{Uri.EscapeDataString(one.Type)}/{Uri.EscapeDataString(one.Name)}/graph" : "/api/v1/graph";
        var graph = await api.GetAsync($"{path}?at={Uri.EscapeDataString(to.ToString("O"))}", ContractsJson.Default.HealthGraph, cancellationToken);
        var nodes = graph.Nodes.Select(node => ReplayNode.Of(node.Node)).ToList();
        return decompose is null
            ? new ReplayGraph(nodes, [], $"of the collector, as it was at {to:u}")
            : Redecomposition.Of(await DecompositionSources.ReadAsync(api, cancellationToken), decompose, nodes, service);
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
