using Microsoft.Playwright;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>A page in Debian's chromium; everything it complains about is kept.</summary>
internal sealed class PageUnderWatch : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _complaints = [];

    private PageUnderWatch(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) => Add(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Add(true, $"script: {error}");
        page.Response += (_, response) => Add(response.Status >= 400, $"{response.Status}: {response.Url}");
        page.Request += (_, request) => Add(!IsOfThisMachine(request.Url), $"foreign: {request.Url}");
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, uncaught script errors, failed requests, requests to other machines.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    public static async Task<PageUnderWatch> OpenAsync()
    {
        Requirement.Need(File.Exists(Chromium), "chromium is needed (apt-get install chromium)");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        return new PageUnderWatch(playwright, browser, await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1400, Height = 900 } }));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static bool IsOfThisMachine(string url) => new Uri(url) is var uri && (uri.Scheme is "data" or "blob" || uri.IsLoopback);

    private void Add(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            lock (_complaints)
            {
                _complaints.Add(text);
            }
        }
    }
}
