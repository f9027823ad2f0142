using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.Services;

/// <summary>One service: score, causes, graph, symptoms, timeline; <c>?at=</c> shows the graph of the past, <c>?node=</c> lets a node stand out.</summary>
public sealed partial class ServicePage
{
    private static readonly int[] Spans = [1, 6, 24];

    private Fetched<NodeHealth>? _health;
    private Fetched<HealthGraph>? _graph;
    private Fetched<HealthHistory>? _history;
    private int _hours = 1;

    [Parameter]
    public string Type { get; set; } = "";

    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>Time of the graph, as the collector understands it; null for now.</summary>
    [SupplyParameterFromQuery]
    public string? At { get; set; }

    /// <summary>Key of a node of the graph, see <see cref="NodeKey"/>.</summary>
    [SupplyParameterFromQuery]
    public string? Node { get; set; }

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    private string? GraphHint => _graph?.Value is { } graph ? $"{Format.Count(graph.Nodes.Count, "node")} · version {graph.Version}" : null;

    private IReadOnlyList<CauseDocument> ActiveSymptoms =>
    [
        .. (_graph?.Value?.Nodes ?? [])
            .SelectMany(node => node.Status.Symptoms
                .Where(symptom => symptom.Stop is null && symptom.Kind != "inherited")
                .Select(symptom => new CauseDocument(new SubserviceReference(node.Node.Type, node.Node.Id), symptom)))
            .OrderByDescending(row => row.Symptom.Weight)
            .ThenBy(row => row.Symptom.Start),
    ];

    protected override string Subject => $"{Type}/{Name}@{At}";

    protected override void Forget() => (_health, _graph, _history) = (null, null, null);

    protected override bool Concerns(LiveEvent liveEvent) =>
        liveEvent.Subservice is not { } reference
        || (reference.Type == SubserviceId.ServiceInstanceType && reference.Id == $"{Type}/{Name}")
        || _graph?.Value?.Nodes.Any(node => node.Node.Type == reference.Type && node.Node.Id == reference.Id) != false;

    protected override void Apply(IReadOnlyList<LiveEvent> events)
    {
        _health = LiveItems.Apply(_health, events);
        if (At is null)
        {
            _graph = LiveItems.Apply(_graph, events);
        }
    }

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var health = Collector.ServiceHealthAsync(Type, Name, cancellationToken);
        var graph = Collector.ServiceGraphAsync(Type, Name, At, cancellationToken);
        var history = Collector.ServiceHistoryAsync(Type, Name, _hours, cancellationToken);
        _health = (await health).OrKeep(_health);
        _graph = (await graph).OrKeep(_graph);
        _history = (await history).OrKeep(_history);
        return _health.IsAnswer && _graph.IsAnswer && _history.IsAnswer;
    }

    private string GraphAddress(SubserviceReference node) => Links.ServiceGraph(Type, Name, NodeKey.Of(node), At);

    private Task ShowAsync(int hours)
    {
        _hours = hours;
        return RefreshAsync();
    }
}
