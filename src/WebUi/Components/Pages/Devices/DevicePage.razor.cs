using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.Devices;

/// <summary>One device and the subservices on it.</summary>
public sealed partial class DevicePage
{
    private Fetched<DeviceDefinition>? _device;
    private IReadOnlyList<SubserviceItem> _nodes = [];

    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private OrchestratorClient Orchestrator { get; set; } = default!;

    protected override string Subject => Name;

    protected override void Forget() => (_device, _nodes) = (null, []);

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var device = Orchestrator.DeviceAsync(Name, cancellationToken);
        var nodes = Collector.SubservicesAsync($"&device={Uri.EscapeDataString(Name)}", cancellationToken);
        (_device, _nodes) = (await device, (await nodes).Value?.Items ?? []);
    }
}
