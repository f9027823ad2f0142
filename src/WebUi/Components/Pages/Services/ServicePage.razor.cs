using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.Services;

/// <summary>One service: score, causes, graph, symptoms, timeline; <c>?at=</c> shows the graph of the past.</summary>
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

    /// <summary>Time of the graph; null for now.</summary>
    [SupplyParameterFromQuery]
    public DateTimeOffset? At { get; set; }

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

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

    private static string Changes(GraphInterval version) =>
        $"{version.Added.Count} added{(version.Added.Count > 0 ? $" ({Names(version.Added)})" : "")}, {version.Removed.Count} removed{(version.Removed.Count > 0 ? $" ({Names(version.Removed)})" : "")}";

    private static string Names(IReadOnlyList<SubserviceReference> nodes)
    {
        const int Shown = 4;
        var names = string.Join(", ", nodes.Take(Shown).Select(node => $"{node.Type} {node.Id}"));
        return nodes.Count > Shown ? $"{names}, …" : names;
    }

    protected override bool Concerns(LiveEvent liveEvent) =>
        liveEvent.Subservice is not { } reference
        || (reference.Type == SubserviceId.ServiceInstanceType && reference.Id == $"{Type}/{Name}")
        || _graph?.Value?.Nodes.Any(node => node.Node.Type == reference.Type && node.Node.Id == reference.Id) != false;

    private async Task ShowAsync(int hours)
    {
        _hours = hours;
        await LoadAsync();
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var to = Time.GetUtcNow();
        var health = Collector.ServiceHealthAsync(Type, Name, cancellationToken);
        var graph = Collector.ServiceGraphAsync(Type, Name, At, cancellationToken);
        var history = Collector.ServiceHistoryAsync(Type, Name, to.AddHours(-_hours), to, cancellationToken);
        (_health, _graph, _history) = (await health, await graph, await history);
    }
}
