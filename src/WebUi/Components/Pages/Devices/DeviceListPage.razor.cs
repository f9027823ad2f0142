using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.Devices;

/// <summary>All devices, with how what runs on them is.</summary>
public sealed partial class DeviceListPage
{
    private static readonly string[] PlaceParameters = ["device", "device1", "device2"];

    private Fetched<Page<DeviceDefinition>>? _devices;
    private Fetched<Page<SubserviceItem>>? _nodes;

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private OrchestratorClient Orchestrator { get; set; } = default!;

    protected override void Apply(IReadOnlyList<LiveEvent> events) => _nodes = LiveItems.Apply(_nodes, events);

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var (devices, nodes) = (Orchestrator.DevicesAsync(cancellationToken), Collector.SubservicesAsync(device: null, cancellationToken));
        _devices = (await devices).OrKeep(_devices);
        _nodes = (await nodes).OrKeep(_nodes);
        return _devices.IsAnswer && _nodes.IsAnswer;
    }

    private IEnumerable<Row> Rows(IReadOnlyList<DeviceDefinition> devices)
    {
        var nodes = (_nodes?.Value?.Items ?? [])
            .SelectMany(node => PlaceParameters.Where(node.Parameters.ContainsKey).Select(place => (Device: node.Parameters[place], Node: node)).Distinct())
            .ToLookup(pair => pair.Device, pair => pair.Node, StringComparer.Ordinal);
        return devices.Select(device => new Row(device, nodes[device.Name].FirstOrDefault(node => node.Type == "device"), [.. nodes[device.Name].Select(node => node.Score)]));
    }

    private sealed record Row(DeviceDefinition Device, SubserviceItem? Self, IReadOnlyList<int> Scores);
}
