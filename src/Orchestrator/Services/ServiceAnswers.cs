using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Heuristics.Decomposition;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;
using DecompositionProblem = RouterAlertAssurance.Contracts.Definitions.DecompositionProblem;

namespace RouterAlertAssurance.Orchestrator.Services;

/// <summary>What is answered of a stored service: its definition, and what the network's state says of it at present.</summary>
internal sealed class ServiceAnswers(PackageStore packages)
{
    public IResult ToAnswer(ServiceKey key, NetworkState state, string? location = null)
    {
        var stored = ToDocument(state.Services[key], state);
        return Answer.Json(stored, ContractsJson.Default.StoredService, stored.Etag, location);
    }

    /// <summary>The first part of the tag is the definition's; the second changes with what is said of it.</summary>
    public StoredService ToDocument(ServiceEntry entry, NetworkState state)
    {
        var stored = new StoredService(entry.Definition, "", entry.Created, entry.Changed, ProblemsOf(entry, state), NoticesOf(entry, state), DriftOf(entry.Definition, state));
        var isPlain = stored is { Problems.Count: 0, Notices.Count: 0, Drift: null };
        return stored with { Etag = isPlain ? entry.Etag : $"{entry.Etag}.{Answer.TagOf(JsonSerializer.SerializeToUtf8Bytes(stored, ContractsJson.Default.StoredService))}" };
    }

    /// <summary>How definition and devices differ; null where the type does not say what configured means.</summary>
    public DriftDocument? DriftOf(ServiceDefinition definition, NetworkState state) =>
        packages.Catalog.FindService(definition.Type) is { } type && ConfigurationCheck.Of(type, definition.Parameters, state.Plan.Inputs.Facts) is { } configuration
            ? new(StateOf(configuration.Status), string.Join("; ", configuration.Details))
            : null;

    private static string StateOf(ConfigurationStatus status) => status switch
    {
        ConfigurationStatus.Configured => DriftStates.Configured,
        ConfigurationStatus.Missing => DriftStates.NotConfigured,
        _ => DriftStates.Unknown,
    };

    private static IReadOnlyList<DecompositionProblem> ProblemsOf(ServiceEntry entry, NetworkState state) => state.Plan.Services.TryGetValue(entry.Key, out var plan)
        ? [.. entry.Problems, .. state.Plan.Probes.Schedule.ProblemsOf(plan.Result.Nodes.Select(node => node.Id))]
        : entry.Problems;

    private IReadOnlyList<DecompositionProblem> NoticesOf(ServiceEntry entry, NetworkState state)
    {
        if (!state.Plan.Services.TryGetValue(entry.Key, out var plan))
        {
            return [];
        }

        var (catalog, ranks) = (packages.Catalog, new ProfileRanks(packages.Catalog));
        return
        [
            .. state.Plan.Intents.NoticesOf(entry.Key, plan),
            .. state.Plan.Settings.NoticesOf(entry.Key, plan, node => ranks.Of(catalog.FindSubservice(node.Type)?.Package)),
        ];
    }
}
