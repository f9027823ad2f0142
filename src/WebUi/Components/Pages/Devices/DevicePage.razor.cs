using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.Devices;

/// <summary>One device and the subservices on it.</summary>
public sealed partial class DevicePage
{
    private Fetched<DeviceDefinition>? _device;
    private Fetched<Page<SubserviceItem>>? _nodes;

    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private OrchestratorClient Orchestrator { get; set; } = default!;

    protected override string Subject => Name;

    private SubserviceItem? Self => _nodes?.Value?.Items.FirstOrDefault(node => node.Type == "device");

    private IReadOnlyList<int> Scores => [.. (_nodes?.Value?.Items ?? []).Select(node => node.Score)];

    protected override void Forget() => (_device, _nodes) = (null, null);

    protected override bool Concerns(LiveEvent liveEvent) =>
        liveEvent.Subservice is not { } reference || _nodes?.Value?.Items.Any(node => node.Type == reference.Type && node.Id == reference.Id) == true;

    protected override void Apply(IReadOnlyList<LiveEvent> events) => _nodes = LiveItems.Apply(_nodes, events);

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var (device, nodes) = (Orchestrator.DeviceAsync(Name, cancellationToken), Collector.SubservicesAsync(Name, cancellationToken));
        _device = (await device).OrKeep(_device);
        _nodes = (await nodes).OrKeep(_nodes);
        return _device.IsAnswer && _nodes.IsAnswer;
    }
}
