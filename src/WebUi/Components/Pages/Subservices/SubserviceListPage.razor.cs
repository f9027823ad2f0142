using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.Subservices;

/// <summary>All subservices of the network.</summary>
public sealed partial class SubserviceListPage
{
    private Fetched<Page<SubserviceItem>>? _items;

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        _items = await Collector.SubservicesAsync("", cancellationToken);
    }
}
