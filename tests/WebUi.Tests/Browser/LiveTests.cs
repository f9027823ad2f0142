using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>Pages follow the network without being loaded again.</summary>
public sealed class LiveTests(BrowserFixture browser) : DashboardTest(browser)
{
    [Fact]
    public async Task Service_ScoreChanges_UpdatesBadgeNodeAndCausesInPlace()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-score", "100");
        await MarkAsync();

        Backend.Network.Raise(Networks.Interface, "base/interface.errors", 40, "rx errors on pe1 to-p1");

        await Expect(Page.Locator(".page-head [data-score]")).ToHaveAttributeAsync("data-score", "60");
        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-score", "60");
        await Expect(Page.Locator("[data-section=causes]")).ToContainTextAsync("rx errors on pe1 to-p1");

        Backend.Network.Clear(Networks.Interface);

        await Expect(Page.Locator(".page-head [data-score]")).ToHaveAttributeAsync("data-score", "100");
        await Expect(Page.Locator("[data-section=causes]")).ToHaveCountAsync(0);
        await StillMarkedAsync();
    }

    [Fact]
    public async Task Service_GraphChanges_DrawsTheNewGraph()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await Expect(Page.Locator(".graph-frame[data-drawn=yes]")).ToBeVisibleAsync();
        await MarkAsync();

        Backend.Network.Add("ospf", "pe1", "pe1 OSPF", "pe1", "device|pe1");
        Backend.Network.Rewire("ip-connectivity|pe1/10.255.0.1/pe2/10.255.0.2", "ospf|pe1", "ecmp|pe1/10.255.0.2%2F32");

        await Expect(Node("ospf|pe1")).ToBeVisibleAsync();
        await Expect(Node("is-is|pe1/core")).ToHaveCountAsync(0);
        await Expect(Page.Locator("[data-section=versions] summary")).ToContainTextAsync("1 time");
        await StillMarkedAsync();
    }

    [Fact]
    public async Task Overview_ServiceBreaks_CountsAndTitleFollow()
    {
        await OpenAsync(Networks.Dozen(), "");
        await Expect(Page.Locator("[data-count=healthy] strong")).ToHaveTextAsync("12");
        await MarkAsync();

        Backend.Network.Raise("probe|red", "base/probe.down", 100, "probe red is down", broken: true);

        await Expect(Page.Locator("[data-count=broken] strong")).ToHaveTextAsync("1");
        await Expect(Page.Locator("[data-section=causes]")).ToContainTextAsync("probe red is down");
        await StillMarkedAsync();
    }

    [Fact]
    public async Task Lists_SubserviceAndDevice_FollowAChange()
    {
        await OpenAsync(Networks.Lab(), "devices/pe1");
        await Expect(Page.Locator("[data-section=subservices] tbody tr").First).ToContainTextAsync("100");
        await MarkAsync();

        Backend.Network.Raise(Networks.Interface, "base/interface.errors", 40, "rx errors");
        await Expect(Page.Locator("[data-section=subservices] tbody tr").First).ToContainTextAsync("60");

        await Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Subservices" }).ClickAsync();
        await Expect(Page.Locator(".rz-data-grid tbody tr").First).ToContainTextAsync("60");
        Backend.Network.Clear(Networks.Interface);
        await Expect(Page.Locator(".rz-data-grid tbody tr").First).ToContainTextAsync("100");
        await StillMarkedAsync();
    }

    [Fact]
    public async Task Collector_GoesAwayAndComesBack_PageSaysSoAndRecovers()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await MarkAsync();

        await Backend.StopAsync();
        await Expect(Page.Locator("[data-live=away]")).ToContainTextAsync("Collector away");
        await Expect(Page.Locator("[data-section=away]")).ToBeVisibleAsync();
        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-score", "100");

        Backend.Network.Raise(Networks.Interface, "base/interface.errors", 40, "rx errors on pe1 to-p1");
        await Backend.StartAsync();

        await Expect(Page.Locator("[data-live=live]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-score", "60");
        await Expect(Page.Locator("[data-section=away]")).ToHaveCountAsync(0);
        await StillMarkedAsync();
    }

    [Fact]
    public async Task Storm_OfEvents_IsReadFewTimes()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await Expect(Page.Locator(".graph-frame[data-drawn=yes]")).ToBeVisibleAsync();
        var before = Reads();

        for (var round = 0; round < 200; round++)
        {
            Backend.Network.Raise(Networks.Interface, "base/interface.errors", 10 + (round % 50), "rx errors");
            Backend.Network.Clear(Networks.Interface);
            await Task.Delay(5);
        }

        Backend.Network.Raise(Networks.Interface, "base/interface.errors", 33, "rx errors");
        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-score", "67");
        // Thousands of events; each read is followed by a pause of half a second at least.
        (Reads() - before).ShouldBeLessThan(20);
    }

    [Fact]
    public async Task Dashboard_LeftByTheBrowser_KeepsOneSubscription()
    {
        await OpenAsync(Networks.Lab(), "");
        await Page.GotoAsync($"{Dashboard.Address}/services");
        await Expect(Page.Locator("[data-service]")).ToHaveCountAsync(1);

        await Eventually.HoldsAsync(() => Backend.EventReaders == 1);
    }

    private int Reads() => Backend.Requests.GetValueOrDefault("/api/v1/services/tunnel/blue/graph");

    private async Task MarkAsync() => await Page.EvaluateAsync("window.mark = 'not reloaded'");

    private async Task StillMarkedAsync() => (await Page.EvaluateAsync<string>("window.mark")).ShouldBe("not reloaded");
}
