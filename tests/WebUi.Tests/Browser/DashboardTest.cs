using Microsoft.Playwright;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>A dashboard over a fake backend, and a page in a browser. A test fails when its page reported an error it did not expect.</summary>
public abstract class DashboardTest(BrowserFixture browser) : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly List<string> _errors = [];

    internal FakeBackend Backend { get; private set; } = default!;

    internal Dashboard Dashboard { get; private set; } = default!;

    protected IPage Page { get; private set; } = default!;

    protected IReadOnlyList<string> Errors => _errors;

    /// <summary>Set by tests that let the connection to the dashboard or an asset fail.</summary>
    protected bool ExpectsErrors { get; set; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _owned.Reverse();
        foreach (var item in _owned)
        {
            await item.DisposeAsync();
        }

        if (!ExpectsErrors)
        {
            _errors.ShouldBeEmpty();
        }
    }

    internal async Task ServeAsync(FakeNetwork network)
    {
        var served = await browser.Dashboards.RentAsync(network);
        _owned.Add(served);
        (Backend, Dashboard) = (served.Backend, served.Dashboard);
    }

    /// <summary>Opens a page of the dashboard and waits until it is live.</summary>
    internal async Task OpenAsync(FakeNetwork network, string path, int width = 1440, int height = 900)
    {
        await ServeAsync(network);
        await OpenAsync(path, width, height);
        await Assertions.Expect(Page.Locator("[data-live=live]")).ToBeVisibleAsync();
    }

    protected async Task OpenAsync(string path, int width = 1440, int height = 900)
    {
        var context = await browser.NewContextAsync(width, height);
        _owned.Add(context);
        context.SetDefaultTimeout(60_000);
        Page = await context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _errors.Add($"{message.Type}: {message.Text} {message.Location}");
            }
        };
        Page.PageError += (_, error) => _errors.Add(error);
        await Page.GotoAsync($"{Dashboard.Address}/{path}");
    }

    protected ILocator Node(string key) => Page.Locator($"[data-node='{key}']");

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
