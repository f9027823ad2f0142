using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

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

    /// <summary>Agents fall silent without an event.</summary>
    protected override bool Polls => true;

    private int AgentsAlive => _agents?.Value?.Items.Count(agent => agent.Alive) ?? 0;

    private int AgentsAway => (_agents?.Value?.Items.Count ?? 0) - AgentsAlive;

    /// <summary>The number of services in trouble, so that it is seen in the browser's tab.</summary>
    private string Title => (_services?.Value?.Items.Count(item => item.Score != 100) ?? 0) is > 0 and var count
        ? $"({count}) Overview · RouterAlertAssurance"
        : "Overview · RouterAlertAssurance";

    protected override void Apply(IReadOnlyList<LiveEvent> events) => _services = LiveItems.Apply(_services, events);

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var (services, agents) = (Collector.ServicesAsync(cancellationToken), Orchestrator.AgentsAsync(cancellationToken));
        _agents = (await agents).OrKeep(_agents);
        var read = await services;
        var causes = read.Value is { } page ? await CausesAsync(page.Items, cancellationToken) : _causes;
        (_services, _causes) = (read.OrKeep(_services), causes);
        return _services.IsAnswer && _agents.IsAnswer;
    }

    private static IEnumerable<(int Score, string Word, int Count)> Counts(IReadOnlyList<ServiceItem> items) =>
        new[] { 0, 99, -1, 100 }.Select(score => (score, Tone.Word(score), items.Count(item => Tone.Word(item.Score) == Tone.Word(score))));

    private static IReadOnlyList<ServiceItem> Troubled(IReadOnlyList<ServiceItem> items) => [.. items.Where(item => item.Score != 100).Take(Shown)];

    private static ServiceItem Worst(IReadOnlyList<ServiceItem> items) => items.FirstOrDefault(item => item.Score != 100) ?? items[0];

    /// <summary>One row for each cause, with the services it hurts: one fault is one row, however many services suffer from it.</summary>
    private async Task<IReadOnlyList<CauseOfServices>> CausesAsync(IReadOnlyList<ServiceItem> items, CancellationToken cancellationToken)
    {
        var troubled = Troubled(items);
        var health = await Task.WhenAll(troubled.Select(item => Collector.ServiceHealthAsync(item.Type, item.Name, cancellationToken)));
        return
        [
            .. troubled.Zip(health)
                .SelectMany(pair => (pair.Second.Value?.Status.Causes ?? []).Select(cause => (Item: pair.First, Cause: cause)))
                .GroupBy(pair => (pair.Cause.Subservice, pair.Cause.Symptom.Id))
                .Select(group => new CauseOfServices(group.First().Cause, [.. group.Select(pair => pair.Item)]))
                .OrderBy(cause => cause.Cause.Symptom.Kind == "missing-input")
                .ThenByDescending(cause => cause.Services.Count)
                .ThenByDescending(cause => cause.Cause.Symptom.Weight)
                .Take(Shown),
        ];
    }

    private sealed record CauseOfServices(CauseDocument Cause, IReadOnlyList<ServiceItem> Services);
}
