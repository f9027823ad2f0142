using Microsoft.JSInterop;

namespace RouterAlertAssurance.WebUi.Components.Shared;

/// <summary>Tells whether somebody can see the page: a window behind others needs no news.</summary>
internal sealed class PageVisibility : IDisposable
{
    private readonly IJSRuntime _script;
    private readonly Action<bool> _changed;
    private readonly DotNetObjectReference<PageVisibility> _self;

    public PageVisibility(IJSRuntime script, Action<bool> changed)
    {
        (_script, _changed) = (script, changed);
        _self = DotNetObjectReference.Create(this);
    }

    /// <summary>Begins to listen; a browser that is gone by then is not listened to.</summary>
    public async Task WatchAsync()
    {
        try
        {
            await _script.InvokeVoidAsync("raaVisibility.watch", _self);
        }
        catch (JSDisconnectedException)
        {
            // The page was left at once.
        }
    }

    [JSInvokable]
    public void OnVisibility(bool visible) => _changed(visible);

    public void Dispose() => _self.Dispose();
}
