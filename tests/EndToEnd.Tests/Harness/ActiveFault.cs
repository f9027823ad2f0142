namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>A fault of the lab that is on until it is disposed of.</summary>
internal sealed class ActiveFault(string name) : IAsyncDisposable
{
    private bool _isOn = true;

    public Task OnAsync() => NetworkLab.FaultAsync(name, on: true);

    public async Task OffAsync()
    {
        await NetworkLab.FaultAsync(name, on: false);
        _isOn = false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOn)
        {
            await OffAsync();
        }
    }
}
