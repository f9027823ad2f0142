using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>A chart that a function of <c>Scripts/charts.js</c> draws, again whenever its content is another object.</summary>
public sealed partial class Chart
{
    private ElementReference _element;
    private IJSObjectReference? _module;
    private object? _drawn;

    /// <summary>The function that draws.</summary>
    [Parameter, EditorRequired]
    public string Draw { get; set; } = "";

    /// <summary>What it draws.</summary>
    [Parameter, EditorRequired]
    public object Content { get; set; } = default!;

    /// <summary>The chart in a sentence, for those who do not see it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

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
        if (ReferenceEquals(_drawn, Content))
        {
            return;
        }

        _drawn = Content;
        try
        {
            _module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./scripts/charts.js");
            await _module.InvokeVoidAsync(Draw, _element, _drawn);
        }
        catch (JSDisconnectedException)
        {
            // The browser went away while the page was drawn.
        }
    }
}
