using Microsoft.Playwright;
using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>The page on Router Alert over the running product, in a real browser.</summary>
[Place(17)]
public sealed class RouterAlertPageTests(AssuredLab lab)
{
    private const string Fault = "rao-udp";
    private const string Symptom = "router-alert/rao-usage.over-transport/ipv4/udp";
    private const float Patience = 60_000;
    private const float DetectionLimit = 15_000;

    [Fact]
    public async Task Page_FaultOnAndOff_ShowsTheNetworkTheSymptomAndWhatProvesIt()
    {
        await lab.CalmAsync();
        await using var browser = await PageUnderWatch.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync($"{lab.Product.Url}/router-alert");
        await ShowsTheNetworkAsync(page);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Figures.Folder, "router-alert-healthy.png"), FullPage = true });

        await using var fault = await AssuredLab.FaultAsync(Fault);
        var row = page.Locator($"[data-section=symptoms] [data-symptom='{Symptom}'][data-on^='rao-usage|pe1/']");
        await Assertions.Expect(row).ToContainTextAsync("section", new() { Timeout = DetectionLimit });
        await row.Locator(".proof > summary").ClickAsync(new() { Timeout = Patience });
        var proof = row.Locator("[data-section=evidence-packets]");
        await proof.Locator("details summary").First.ClickAsync();
        await Assertions.Expect(proof.Locator("table.hex mark").First).ToHaveTextAsync("94 04 00 00", new() { Timeout = Patience });
        await page.ScreenshotAsync(new() { Path = Path.Combine(Figures.Folder, "router-alert-faulty.png"), FullPage = true });
        var download = await page.RunAndWaitForDownloadAsync(() => proof.GetByText("Download as pcapng").ClickAsync());
        var packets = EvidenceFile.Read(await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        packets.ShouldNotBeEmpty();
        packets.ShouldAllBe(packet => packet.Contains(" udp, Router Alert 0", StringComparison.Ordinal));

        await fault.OffAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0, new() { Timeout = Patience });
        browser.Complaints.ShouldBeEmpty();
    }

    // Everything that a healthy network has to say: policies, what takes packets, rates, and the verdicts of probes.
    private static async Task ShowsTheNetworkAsync(IPage page)
    {
        foreach (var router in (string[])["pe1", "pe2", "p1", "p2"])
        {
            await Assertions.Expect(page.Locator($"[data-router='{router}']")).ToHaveCountAsync(1, new() { Timeout = Patience });
        }

        await Assertions.Expect(page.Locator("[data-section=policy]")).ToContainTextAsync("RSVP", new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("[data-section=slow-path]")).ToContainTextAsync("IGMP", new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("[data-section=rates]")).ToContainTextAsync("IGMP", new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("[data-section=transparency]")).ToContainTextAsync("carried", new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("[data-section=transparency]")).ToContainTextAsync("10.255.0.1 → 10.255.0.2", new() { Timeout = Patience });
    }
}
