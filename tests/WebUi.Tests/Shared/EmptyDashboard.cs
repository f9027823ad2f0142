using RouterAlertAssurance.WebUi.Tests.Browser;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Shared;

/// <summary>One dashboard of an empty network, for all tests of a class that change nothing.</summary>
public sealed class EmptyDashboard : IAsyncLifetime
{
    private readonly FakeBackend _backend = new(Networks.Empty());
    private Dashboard? _dashboard;

    public async ValueTask InitializeAsync()
    {
        await _backend.StartAsync();
        _dashboard = await Dashboard.StartAsync(_backend.Endpoint);
    }

    /// <summary>Asks it; the caller disposes the client.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = new Uri(_dashboard!.Address) };

    public async ValueTask DisposeAsync()
    {
        await _dashboard!.DisposeAsync();
        await _backend.DisposeAsync();
    }
}
