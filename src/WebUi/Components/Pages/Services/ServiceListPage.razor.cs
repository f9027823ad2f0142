using System.Globalization;
using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.Services;

/// <summary>All services; filter, order and page are in the address, so that a view can be linked to.</summary>
public sealed partial class ServiceListPage
{
    private const int PageSize = 100;

    private Fetched<Page<ServiceItem>>? _services;

    /// <summary>Text that name, type, a label or the cause must contain.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>See <see cref="Tone.Matches"/>.</summary>
    [SupplyParameterFromQuery]
    public string? Health { get; set; }

    /// <summary><c>worst</c>, <c>name</c> or <c>since</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    /// <summary>Page of the list, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageText { get; set; }

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private int PageNumber => int.TryParse(PageText, CultureInfo.InvariantCulture, out var number) ? number : 1;

    protected override void Apply(IReadOnlyList<LiveEvent> events) => _services = LiveItems.Apply(_services, events);

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _services = (await Collector.ServicesAsync(cancellationToken)).OrKeep(_services);
        return _services.IsAnswer;
    }

    private void Navigate(string? q = null, string? health = null, string? sort = null) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["q"] = NullIfEmpty(q ?? Query),
                ["health"] = NullIfEmpty(health ?? Health),
                ["sort"] = NullIfEmpty(sort ?? Sort),
                ["page"] = null,
            }),
            replace: true);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>The collector answers the worst first; the other orders are made here.</summary>
    private IReadOnlyList<ServiceItem> Select(IReadOnlyList<ServiceItem> items)
    {
        var selected = items.Where(item => Matches(item) && Tone.Matches(Health, item.Shown()));
        return Sort switch
        {
            "name" => [.. selected.OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase)],
            "since" => [.. selected.OrderByDescending(item => item.Since)],
            _ => [.. selected],
        };
    }

    private bool Matches(ServiceItem item) =>
        string.IsNullOrEmpty(Query)
        || item.Name.Contains(Query, StringComparison.OrdinalIgnoreCase)
        || item.Type.Contains(Query, StringComparison.OrdinalIgnoreCase)
        || item.TopCause?.Contains(Query, StringComparison.OrdinalIgnoreCase) == true
        || item.Labels.Any(label => $"{label.Key}:{label.Value}".Contains(Query, StringComparison.OrdinalIgnoreCase));
}
