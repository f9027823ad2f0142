using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>The score over time, with a dotted line at every change of the graph, and the times that were not healthy.</summary>
public sealed partial class ScoreTimeline
{
    private ElementReference _element;
    private IJSObjectReference? _module;
    private HealthHistory? _drawn;

    /// <summary>Scores and graph versions to draw.</summary>
    [Parameter, EditorRequired]
    public HealthHistory History { get; set; } = new();

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private string Summary => $"Score from {History.From.UtcDateTime:yyyy-MM-dd HH:mm} to {History.To.UtcDateTime:yyyy-MM-dd HH:mm} UTC: "
        + $"lowest {Format.Score(History.Scores.Min(point => point.Score))}, last {Format.Score(History.Scores[^1].Score)}, {Format.Count(History.Scores.Count - 1, "change")}";

    public async ValueTask DisposeAsync()
    {
        if (_module is null)
        {
            return;
        }

        try
        {
            await _module.InvokeVoidAsync("dispose", _element);
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the chart with it.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (ReferenceEquals(_drawn, History) || History.Scores.Count == 0)
        {
            return;
        }

        _drawn = History;
        try
        {
            _module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./scripts/charts.js");
            await _module.InvokeVoidAsync("scoreTimeline", _element, TimelineContent.Of(_drawn));
        }
        catch (JSDisconnectedException)
        {
            // The browser went away while the page was drawn.
        }
    }
}
