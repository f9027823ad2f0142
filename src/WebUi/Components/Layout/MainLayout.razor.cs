using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using RouterAlertAssurance.WebUi.Components.Shared;

namespace RouterAlertAssurance.WebUi.Components.Layout;

/// <summary>The frame around every page. A page that failed is left behind by going to another.</summary>
public sealed partial class MainLayout : IDisposable
{
    private PartBoundary? _boundary;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _boundary?.Recover();
}
