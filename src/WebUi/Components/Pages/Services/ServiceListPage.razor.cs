using Microsoft.AspNetCore.Components;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Pages.Services;

/// <summary>All services; filter and order are in the address, so that a view can be linked to.</summary>
public sealed partial class ServiceListPage
{
    private static readonly string[] Words = ["healthy", "degraded", "broken", "unknown"];

    private Fetched<Page<ServiceItem>>? _services;

    /// <summary>Text that name, type or a label must contain.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>A word of <see cref="Tone.Word"/>.</summary>
    [SupplyParameterFromQuery]
    public string? Health { get; set; }

    /// <summary><c>worst</c>, <c>name</c> or <c>since</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [Inject]
    private CollectorClient Collector { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        _services = await Collector.ServicesAsync(cancellationToken);
    }

    private void Navigate(string? query = null, string? health = null, string? sort = null) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["q"] = NullIfEmpty(query ?? Query),
                ["health"] = NullIfEmpty(health ?? Health),
                ["sort"] = NullIfEmpty(sort ?? Sort),
            }),
            replace: true);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>The collector answers the worst first; the other orders are made here.</summary>
    private IReadOnlyList<ServiceItem> Select(IReadOnlyList<ServiceItem> items)
    {
        var selected = items.Where(item => Matches(item) && (string.IsNullOrEmpty(Health) || Tone.Word(item.Score) == Health));
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
        || item.Labels.Any(label => $"{label.Key}:{label.Value}".Contains(Query, StringComparison.OrdinalIgnoreCase));
}
