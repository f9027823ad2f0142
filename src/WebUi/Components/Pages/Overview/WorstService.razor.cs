using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.Overview;

/// <summary>The graph of one service, live, on the overview.</summary>
public sealed partial class WorstService
{
    private Fetched<HealthGraph>? _graph;

    [Parameter, EditorRequired]
    public ServiceItem Service { get; set; } = default!;

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    protected override string Subject => $"{Service.Type}/{Service.Name}";

    private string Title => Tone.IsTrouble(Service.Shown()) ? $"The worst: {Service.Name}" : $"{Service.Name} is {Tone.Word(Service.Shown())}";

    private string? Hint => _graph?.Value is { } graph ? Format.Count(graph.Nodes.Count, "node") : null;

    protected override void Forget() => _graph = null;

    protected override bool Concerns(LiveEvent liveEvent) => liveEvent.Subservice is not { } reference
        || _graph?.Value?.Nodes.Any(node => node.Node.Type == reference.Type && node.Node.Id == reference.Id) != false;

    protected override void Apply(IReadOnlyList<LiveEvent> events) => _graph = LiveItems.Apply(_graph, events);

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _graph = (await Collector.ServiceGraphAsync(Service.Type, Service.Name, at: null, cancellationToken)).OrKeep(_graph);
        return _graph.IsAnswer;
    }
}
