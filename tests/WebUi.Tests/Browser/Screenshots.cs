using Microsoft.Playwright;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>Pictures of every page for a designer's eye, written to the folder named by RAA_SCREENSHOTS; run explicitly.</summary>
public sealed class Screenshots(BrowserFixture browser) : DashboardTest(browser)
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("RAA_SCREENSHOTS") ?? Path.Combine(Path.GetTempPath(), "raa-screenshots");

    private static readonly (string Name, string Path)[] Pages =
    [
        ("overview", ""), ("services", "services"), ("service", "services/tunnel/blue"), ("service-past", "services/tunnel/blue?at=-5m"), ("service-maintenance", "services/tunnel/red"), ("subservices", "subservices"),
        ("subservice", "subservices/interface/pe1/to-p1"), ("devices", "devices"), ("device", "devices/pe1"), ("agents", "agents"),
    ];

    [Theory(Explicit = true)]
    [InlineData("phone", 390, 844)]
    [InlineData("desk", 1440, 900)]
    [InlineData("wall", 3840, 2160)]
    public async Task EveryPage(string size, int width, int height)
    {
        var network = Networks.Troubled(Networks.Dozen());
        network.Maintain("service-instance|tunnel/red", new("noc@example.net", Now.Utc.AddHours(-1), Now.Utc.AddHours(1)));
        await ServeAsync(network);
        await OpenAsync("", width, height);
        foreach (var (name, path) in Pages)
        {
            await ShootAsync($"{size}-{name}", path);
        }
    }

    [Theory(Explicit = true)]
    [InlineData("phone", 390, 844)]
    [InlineData("desk", 1440, 900)]
    [InlineData("wall", 3840, 2160)]
    public async Task RouterAlert(string size, int width, int height)
    {
        await ServeAsync(Networks.RouterAlert());
        await OpenAsync("", width, height);
        await ShootAsync($"{size}-router-alert", "router-alert", () => Expect(Page.Locator("[data-section=rates] .chart svg")).ToBeVisibleAsync());
        await ShootAsync($"{size}-router-alert-proof", "router-alert", async () =>
        {
            await Page.Locator(".proof > summary").First.ClickAsync();
            await Page.Locator(".proof details summary").First.ClickAsync();
        });
        await ShootAsync($"{size}-router-alert-one", "router-alert?device=pe1", async () =>
        {
            await Page.Locator("[data-section=packets] button.link").First.ClickAsync();
            await Page.Locator(".verdict").First.FocusAsync();
        });
        await ShootAsync($"{size}-router-alert-evidence", "subservices/rao-rate-limit/pe2/rsvp", async () =>
        {
            await Page.Locator("[data-section=evidence] summary").First.ClickAsync();
            await Page.Locator("[data-section=evidence] [data-section=evidence-packets] summary").First.ClickAsync();
        });
    }

    [Theory(Explicit = true)]
    [InlineData(60, 6)]
    [InlineData(300, 10)]
    public async Task LargeGraphs(int nodes, int layers)
    {
        await ServeAsync(Networks.Layered(nodes, layers));
        await OpenAsync("");
        await ShootAsync($"large-{nodes}", "services/tunnel/big");
    }

    [Theory(Explicit = true)]
    [InlineData(0)]
    [InlineData(122)]
    [InlineData(500)]
    public async Task ManyServices(int services)
    {
        await ServeAsync(Networks.Many(services));
        await OpenAsync("");
        await ShootAsync($"many-{services}", "");
        await ShootAsync($"many-{services}-list", "services");
    }

    private async Task ShootAsync(string name, string path, Func<Task>? act = null)
    {
        Directory.CreateDirectory(Folder);
        foreach (var theme in new[] { "light", "dark" })
        {
            await Page.EvaluateAsync("theme => localStorage.setItem('raa-theme', theme)", theme);
            await Page.GotoAsync($"{Dashboard.Address}/{path}");
            await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            if (path.StartsWith("services/", StringComparison.Ordinal))
            {
                await Expect(Page.Locator(".graph-frame[data-drawn=yes]")).ToBeVisibleAsync();
            }

            await Page.WaitForTimeoutAsync(700);
            await (act?.Invoke() ?? Task.CompletedTask);
            await Page.WaitForTimeoutAsync(300);
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{theme}.png"), FullPage = !name.StartsWith("wall", StringComparison.Ordinal) });
        }
    }
}
