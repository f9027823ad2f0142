using Microsoft.Playwright;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.WebUi.Tests.Browser;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

// Two at a time keep two processors busy; with more of them each page waits for its turn, and assertions wait with it.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>One Chromium for all browser tests, which run at the same time, each with a profile of its own, and dashboards for them; started by the first that needs it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(StartAsync);

    internal DashboardPool Dashboards { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A new, empty browser profile.</summary>
    internal async Task<IBrowserContext> NewContextAsync(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        Requirement.Need(File.Exists(Executable), "Chromium is needed (apt-get install chromium)");
        var (_, browser) = await _started.Value;
        return await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme });
    }

    public async ValueTask DisposeAsync()
    {
        await Dashboards.DisposeAsync();
        if (_started.IsValueCreated)
        {
            var (driver, browser) = await _started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(60_000);
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Flags }));
    }
}
