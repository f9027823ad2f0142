using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RouterAlertAssurance.Contracts.Queries;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>The score over time, with a dotted line at every change of the graph.</summary>
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
        + $"lowest {History.Scores.Min(point => point.Score)}, last {History.Scores[^1].Score}, {History.Scores.Count} changes";

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
            await _module.InvokeVoidAsync("scoreTimeline", _element, Points(), Milliseconds(History.From), Milliseconds(History.To), Marks());
        }
        catch (JSDisconnectedException)
        {
            // The browser went away while the page was drawn.
        }
    }

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>An unknown score is a gap; the last value lasts until the end of the time shown.</summary>
    private IEnumerable<object?[]> Points() => History.Scores
        .Append(History.Scores[^1] with { Time = History.To })
        .Select(point => new object?[] { Milliseconds(point.Time < History.From ? History.From : point.Time), point.Score < 0 ? null : point.Score });

    private IEnumerable<object> Marks() => History.Graphs.Where(graph => graph.From > History.From).Select(graph => new { time = Milliseconds(graph.From) });
}
