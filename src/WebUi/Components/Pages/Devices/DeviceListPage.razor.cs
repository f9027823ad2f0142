using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.Devices;

/// <summary>All devices, with how what runs on them is.</summary>
public sealed partial class DeviceListPage
{
    private Fetched<Page<DeviceDefinition>>? _devices;
    private IReadOnlyList<SubserviceItem> _nodes = [];

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private OrchestratorClient Orchestrator { get; set; } = default!;

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var (devices, nodes) = (Orchestrator.DevicesAsync(cancellationToken), Collector.SubservicesAsync("", cancellationToken));
        (_devices, _nodes) = (await devices, (await nodes).Value?.Items ?? []);
    }

    private IReadOnlyList<SubserviceItem> NodesOf(string device) => [.. _nodes.Where(node => node.Parameters.GetValueOrDefault("device") == device)];
}
