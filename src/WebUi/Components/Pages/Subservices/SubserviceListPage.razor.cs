using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.Subservices;

/// <summary>All subservices of the network; the filter is in the address, so that a view can be linked to.</summary>
public sealed partial class SubserviceListPage
{
    private const int PageSize = 50;

    private Fetched<Page<SubserviceItem>>? _items;

    /// <summary>Text that label, identifier or agent must contain.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    [SupplyParameterFromQuery]
    public string? Type { get; set; }

    /// <summary>See <see cref="Tone.Matches"/>.</summary>
    [SupplyParameterFromQuery]
    public string? Health { get; set; }

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private IEnumerable<string> Types => (_items?.Value?.Items ?? []).Select(item => item.Type).Distinct().Order(StringComparer.Ordinal);

    protected override void Apply(IReadOnlyList<LiveEvent> events) => _items = LiveItems.Apply(_items, events);

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _items = (await Collector.SubservicesAsync(device: null, cancellationToken)).OrKeep(_items);
        return _items.IsAnswer;
    }

    private void Navigate(string? q = null, string? type = null, string? health = null) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["q"] = NullIfEmpty(q ?? Query),
                ["type"] = NullIfEmpty(type ?? Type),
                ["health"] = NullIfEmpty(health ?? Health),
            }),
            replace: true);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private IReadOnlyList<SubserviceItem> Select(IReadOnlyList<SubserviceItem> items) =>
    [
        .. items.Where(item => Matches(item)
            && (string.IsNullOrEmpty(Type) || item.Type == Type)
            && Tone.Matches(Health, item.Score)),
    ];

    private bool Matches(SubserviceItem item) =>
        string.IsNullOrEmpty(Query)
        || item.Label.Contains(Query, StringComparison.OrdinalIgnoreCase)
        || item.Id.Contains(Query, StringComparison.OrdinalIgnoreCase)
        || item.Agent?.Contains(Query, StringComparison.OrdinalIgnoreCase) == true;
}
