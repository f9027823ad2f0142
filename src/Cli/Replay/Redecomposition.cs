using System.Collections.Immutable;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Cli.Commands;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Heuristics.Facts;
using RouterAlertAssurance.Heuristics.Loading;
using RouterAlertAssurance.Model.Graphs;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>What services are decomposed from: definitions, devices, and facts as reported. The product has only those of now.</summary>
internal sealed record DecompositionSources(IReadOnlyList<ServiceDefinition> Services, IReadOnlyList<DeviceDefinition> Devices, IReadOnlyList<FactDocument> Facts)
{
    public static async Task<DecompositionSources> ReadAsync(ApiClient api, CancellationToken cancellationToken)
    {
        var services = await PageReader.AllAsync(api, "/api/v1/definitions", ContractsJson.Default.PageStoredService, cancellationToken);
        return new(
            [.. services.Select(service => service.Definition)],
            await PageReader.AllAsync(api, "/api/v1/devices", ContractsJson.Default.PageDeviceDefinition, cancellationToken),
            await PageReader.AllAsync(api, "/api/v1/facts", ReplayJson.Default.PageFactDocument, cancellationToken));
    }
}

/// <summary>The graph that the decomposition of a package gives. Pure.</summary>
internal static class Redecomposition
{
    /// <summary>The graph of the services. A node that is new belongs to the agent that has the other nodes of its device.</summary>
    /// <param name="sources">What is decomposed; services of a type that the catalog does not have are left out.</param>
    /// <param name="catalog">The packages.</param>
    /// <param name="before">The graph of the whole network.</param>
    /// <param name="service">Type and name of the only service instance that is wanted; null for all.</param>
    /// <param name="begin">Since when it is taken to be.</param>
    public static ReplayGraph Of(DecompositionSources sources, PackageCatalog catalog, IReadOnlyList<ReplayNode> before, (string Type, string Name)? service, DateTimeOffset begin)
    {
        var services = sources.Services
            .Where(definition => catalog.FindService(definition.Type) is not null && (service is null || service == (definition.Type, definition.Name))).ToList();
        if (services.Count == 0)
        {
            throw new CommandFailure(CliExitCode.NotFound, service is { } one
                ? $"--decompose: there is no service {one.Type}/{one.Name} of a type in the package."
                : "--decompose: no service that is defined is of a type in the package, or of one it requires. Leave --decompose out.");
        }

        var facts = FactDerivation.Derive(FactBase.From(sources.Facts.Select(RowOf)));
        var devices = sources.Devices.ToDictionary(device => device.Name, device => new DeviceInfo(device.Name, device.Characteristics), StringComparer.Ordinal);
        var decomposer = new Decomposer(facts, catalog, devices);
        var results = services.ConvertAll(definition => decomposer.Decompose(InstanceOf(definition)));
        var merged = SubgraphMerge.Merge(results.Select(result => (IReadOnlyCollection<AssuranceNode>)result.Nodes));
        if (!merged.IsAccepted)
        {
            throw new CommandFailure(CliExitCode.Failure, $"--decompose: {merged.Refusals[0].Text}");
        }

        var owners = results.SelectMany(result => result.Owners).DistinctBy(owner => owner.Key).ToDictionary();
        var old = before.ToDictionary(node => node.Node.Id);
        var agents = owners.Where(owner => old.GetValueOrDefault(owner.Key)?.Agent is not null)
            .DistinctBy(owner => owner.Value).ToDictionary(owner => owner.Value, owner => old[owner.Key].Agent, StringComparer.Ordinal);
        var nodes = MaintenanceSpread.Apply(merged.Graph).Nodes.Values.OrderBy(node => node.Id)
            .Select(node => new ReplayNode(node, owners.TryGetValue(node.Id, out var device) ? agents.GetValueOrDefault(device) : null)).ToList();
        var now = nodes.Select(node => node.Node.Id).ToHashSet();
        var gone = Had(services, before).Where(id => !now.Contains(id)).Order().ToList();
        return new([new ReplayVersion(begin, nodes)], gone, $"decomposed anew over the definitions and facts of now, taken for the whole time: {now.Count(id => !old.ContainsKey(id))} new nodes, {gone.Count} gone");
    }

    private static IEnumerable<SubserviceId> Had(List<ServiceDefinition> services, IReadOnlyList<ReplayNode> before)
    {
        var graph = AssuranceGraph.Empty.Apply(new GraphEdit([.. before.Select(node => node.Node)], []), default).Graph;
        return graph.ClosureOf([.. services.Select(service => SubserviceId.ForService(service.Type, service.Name)).Where(graph.Nodes.ContainsKey)]);
    }

    private static ServiceInstance InstanceOf(ServiceDefinition definition) =>
        new(definition.Type, definition.Name, definition.Parameters, definition.Maintenance?.ToModel()) { Intent = definition.Intent };

    private static Fact RowOf(FactDocument document) => new(document.Relation, document.Fields.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
