using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.Overview;

/// <summary>How the network is: counts, the worst services, and what hurts them.</summary>
public sealed partial class OverviewPage
{
    private const int Shown = 12;

    private Fetched<Page<ServiceItem>>? _services;
    private Fetched<Page<AgentItem>>? _agents;
    private IReadOnlyList<CauseOfServices> _causes = [];

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private OrchestratorClient Orchestrator { get; set; } = default!;

    private int AgentsAlive => _agents?.Value?.Items.Count(agent => agent.Alive) ?? 0;

    private int AgentsAway => (_agents?.Value?.Items.Count ?? 0) - AgentsAlive;

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var (services, agents) = (Collector.ServicesAsync(cancellationToken), Orchestrator.AgentsAsync(cancellationToken));
        (_services, _agents) = (await services, await agents);
        _causes = await CausesAsync(_services.Value?.Items ?? [], cancellationToken);
    }

    private static IEnumerable<(string Tone, string Word, int Count)> Counts(IReadOnlyList<ServiceItem> items) =>
    [
        ("good", "healthy", items.Count(item => item.Score == 100)),
        ("warn", "degraded", items.Count(item => item.Score is > 0 and < 100)),
        ("bad", "broken", items.Count(item => item.Score == 0)),
        ("unknown", "unknown", items.Count(item => item.Score < 0)),
    ];

    private static IReadOnlyList<ServiceItem> Worst(IReadOnlyList<ServiceItem> items) => [.. items.Take(Shown)];

    /// <summary>One row for each cause, with the services it hurts: one fault is one row, however many services suffer from it.</summary>
    private async Task<IReadOnlyList<CauseOfServices>> CausesAsync(IReadOnlyList<ServiceItem> items, CancellationToken cancellationToken)
    {
        var degraded = items.Where(item => item.Score != 100).Take(Shown).ToArray();
        var health = await Task.WhenAll(degraded.Select(item => Collector.ServiceHealthAsync(item.Type, item.Name, cancellationToken)));
        return
        [
            .. degraded.Zip(health)
                .SelectMany(pair => (pair.Second.Value?.Status.Causes ?? []).Select(cause => (Item: pair.First, Cause: cause)))
                .GroupBy(pair => (pair.Cause.Subservice, pair.Cause.Symptom.Id))
                .Select(group => new CauseOfServices(group.First().Cause, [.. group.Select(pair => pair.Item)]))
                .OrderByDescending(cause => cause.Services.Count)
                .ThenByDescending(cause => cause.Cause.Symptom.Weight)
                .Take(Shown),
        ];
    }

    private sealed record CauseOfServices(CauseDocument Cause, IReadOnlyList<ServiceItem> Services);
}
