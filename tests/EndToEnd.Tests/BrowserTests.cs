using Microsoft.Playwright;
using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>What an operator sees, in a real browser.</summary>
[Place(30)]
public sealed class BrowserTests(AssuredLab lab)
{
    private const string Fault = "tunnel-misconfigured";
    private const string Symptom = "base/tunnel.endpoint-mismatch";
    private const float DetectionLimit = 10_000;
    private const float Patience = 60_000;

    [Fact]
    public async Task ServicePage_FaultOnAndOff_FollowsLiveWithoutReload()
    {
        await lab.CalmAsync();
        await using var browser = await PageUnderWatch.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync($"{lab.Product.Url}/services/tunnel/blue");
        var score = page.Locator(".page-head .score");
        await Assertions.Expect(score).ToHaveAttributeAsync("data-score", "100", new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("[data-node]").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Assertions.Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = Patience });
        await page.ScreenshotAsync(new() { Path = Path.Combine(Figures.Folder, "service-healthy.png"), FullPage = true });
        // Lost with the first reload.
        await page.EvaluateAsync("window.sameDocument = true");

        await using var fault = await AssuredLab.FaultAsync(Fault);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Assertions.Expect(score).Not.ToHaveAttributeAsync("data-score", "100", new() { Timeout = DetectionLimit });
        var cause = page.Locator($"[data-section=causes] [data-symptom='{Symptom}']");
        await Assertions.Expect(cause).ToContainTextAsync("leads to 10.255.0.12 instead of 10.255.0.2", new() { Timeout = DetectionLimit });
        Figures.Add($"{Fault}: command to score and cause in the browser", clock.Elapsed, TimeSpan.FromMilliseconds(DetectionLimit));
        clock.Elapsed.TotalMilliseconds.ShouldBeLessThan(DetectionLimit);
        await Assertions.Expect(page.Locator("[data-section=symptoms]")).ToContainTextAsync("does not answer", new() { Timeout = DetectionLimit });
        await page.ScreenshotAsync(new() { Path = Path.Combine(Figures.Folder, "service-faulty.png"), FullPage = true });

        await fault.OffAsync();
        await Assertions.Expect(score).ToHaveAttributeAsync("data-score", "100", new() { Timeout = Patience });
        await Assertions.Expect(cause).ToHaveCountAsync(0, new() { Timeout = Patience });
        (await page.EvaluateAsync<bool>("window.sameDocument === true")).ShouldBeTrue("the page was loaded again");
        browser.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/", "blue")]
    [InlineData("/services", "blue")]
    [InlineData("/subservices", "to-p1")]
    [InlineData("/devices", "pe1")]
    [InlineData("/devices/pe1", "pe1")]
    [InlineData("/agents", "pe1")]
    public async Task Page_Opened_ShowsTheNetworkWithoutComplaints(string path, string text)
    {
        await lab.CalmAsync();
        await using var browser = await PageUnderWatch.OpenAsync();

        await browser.Page.GotoAsync(lab.Product.Url + path);

        await Assertions.Expect(browser.Page.Locator("main")).ToContainTextAsync(text, new() { Timeout = Patience });
        await browser.Page.ScreenshotAsync(new() { Path = Path.Combine(Figures.Folder, $"page{path.Replace('/', '-')}.png"), FullPage = true });
        browser.Complaints.ShouldBeEmpty();
    }
}
