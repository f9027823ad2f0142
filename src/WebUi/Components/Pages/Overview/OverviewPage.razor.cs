using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Agents;
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
    private ServiceCauses _causes = ServiceCauses.None;

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private OrchestratorClient Orchestrator { get; set; } = default!;

    /// <summary>Agents fall silent without an event.</summary>
    protected override bool Polls => true;

    private int AgentsAlive => _agents?.Value?.Items.Count(agent => agent.Alive) ?? 0;

    private int AgentsAway => (_agents?.Value?.Items.Count ?? 0) - AgentsAlive;

    /// <summary>The number of services in trouble, so that it is seen in the browser's tab.</summary>
    private string Title => (_services?.Value?.Items.Count(IsTrouble) ?? 0) is > 0 and var count
        ? $"({count}) Overview · RouterAlertAssurance"
        : "Overview · RouterAlertAssurance";

    protected override void Apply(IReadOnlyList<LiveEvent> events) => _services = LiveItems.Apply(_services, events);

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var (services, agents) = (Collector.ServicesAsync(cancellationToken), Orchestrator.AgentsAsync(cancellationToken));
        _agents = (await agents).OrKeep(_agents);
        var read = await services;
        var causes = read.Value is { } page ? await ServiceCauses.ReadAsync(Troubled(page.Items), Collector, cancellationToken) : _causes;
        (_services, _causes) = (read.OrKeep(_services), causes);
        return _services.IsAnswer && _agents.IsAnswer;
    }

    private static bool IsTrouble(ServiceItem item) => Tone.IsTrouble(item.Shown());

    /// <summary>Planned maintenance is counted only where there is one.</summary>
    private static IEnumerable<(int Score, string Word, int Count)> Counts(IReadOnlyList<ServiceItem> items) =>
        new[] { 0, 99, -1, Tone.InMaintenance, 100 }
            .Select(score => (Score: score, Word: Tone.Word(score), Count: items.Count(item => Tone.Word(item.Shown()) == Tone.Word(score))))
            .Where(tile => tile.Score != Tone.InMaintenance || tile.Count > 0);

    private static IReadOnlyList<ServiceItem> Troubled(IReadOnlyList<ServiceItem> items) => [.. items.Where(IsTrouble)];

    private static ServiceItem Worst(IReadOnlyList<ServiceItem> items) =>
        items.FirstOrDefault(IsTrouble) ?? items.FirstOrDefault(item => item.Score == 100) ?? items[0];
}
