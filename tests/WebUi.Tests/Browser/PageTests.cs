using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>Each page shows its data.</summary>
public sealed class PageTests(BrowserFixture browser) : DashboardTest(browser)
{
    /// <summary>In milliseconds: on a busy machine of two cores a layout of hundreds of nodes waits long for its turn.</summary>
    private const float LayoutPatience = 120_000;

    [Fact]
    public async Task Overview_Troubled_ShowsCountsCausesAndWorst()
    {
        await OpenAsync(Networks.Troubled(Networks.Dozen()), "");

        await Expect(Page.Locator("[data-count=degraded] strong")).ToHaveTextAsync("1");
        await Expect(Page.Locator("[data-count=unknown] strong")).ToHaveTextAsync("11");
        await Expect(Page.Locator("[data-count=agents] strong")).ToHaveTextAsync("3/4");
        await Expect(Page.Locator("[data-section=causes] [data-symptom='base/is-is.adjacency-lost']")).ToContainTextAsync("blue");
        await Expect(Page.Locator("[data-service]").First).ToHaveAttributeAsync("data-service", "tunnel/blue");
        await Microsoft.Playwright.Assertions.Expect(Page).ToHaveTitleAsync("(12) Overview · RouterAlertAssurance");
    }

    [Fact]
    public async Task Overview_MoreThanItShows_SaysHowManyAreLeftOut()
    {
        var network = Networks.Many(122);
        network.Raise("device|pe1", "base/device.cpu", 30, "The processor of pe1 is busy");

        await OpenAsync(network, "");

        await Expect(Page.Locator("[data-section=causes] li").First).ToContainTextAsync("The processor of pe1 is busy");
        await Expect(Page.Locator("[data-section=causes] li").First).ToContainTextAsync("and 110 more");
        await Expect(Page.Locator("[data-section=troubled] [data-service]")).ToHaveCountAsync(12);
        await Page.Locator("[data-section=troubled]").GetByText("110 more").ClickAsync();
        await Expect(Page.Locator(".count")).ToContainTextAsync("122 services");
    }

    [Fact]
    public async Task Overview_MoreTroubledThanAreAsked_SaysThatItIsTheLeast()
    {
        var network = Networks.Many(200);
        network.Raise("device|pe1", "base/device.cpu", 30, "The processor of pe1 is busy");

        await OpenAsync(network, "");

        await Expect(Page.Locator("[data-section=causes] li").First).ToContainTextAsync("and at least ");
    }

    [Fact]
    public async Task Service_InMaintenance_IsNoTroubleAndSaysUntilWhen()
    {
        var network = Networks.Dozen();
        network.Maintain(Networks.Blue, new("noc@example.net", Now.Utc.AddHours(-1), Now.Utc.AddHours(1)));

        await OpenAsync(network, "");
        await Expect(Page.Locator("[data-count='in maintenance'] strong")).ToHaveTextAsync("1");
        await Expect(Page.Locator("[data-count=unknown] strong")).ToHaveTextAsync("0");
        await Expect(Page.Locator("[data-section=troubled]")).ToHaveCountAsync(0);
        await Expect(Page.Locator("[data-section=causes]")).ToContainTextAsync("Everything is healthy");

        await Page.GotoAsync($"{Dashboard.Address}/services/tunnel/blue");
        await Expect(Page.Locator(".page-head .word")).ToHaveTextAsync("in maintenance");
        await Expect(Page.Locator("[data-section=maintenance]")).ToContainTextAsync("contact noc@example.net");
        await Expect(Page.Locator("[data-section=maintenance] raa-moment")).ToBeVisibleAsync();
        await Expect(Page.Locator("[data-section=symptoms] .weight i")).ToHaveCountAsync(0);
        await Expect(Node(Networks.Blue).Locator(".node.maintenance")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ServiceList_FilterAndOrder_AreInTheAddress()
    {
        await OpenAsync(Networks.Dozen(), "services?sort=name");
        await Expect(Page.Locator("[data-service]")).ToHaveCountAsync(12);
        await Expect(Page.Locator("[data-service]").First).ToHaveAttributeAsync("data-service", "tunnel/amber");

        await Page.GetByRole(Microsoft.Playwright.AriaRole.Searchbox).FillAsync("vio");

        await Expect(Page.Locator("[data-service]")).ToHaveCountAsync(1);
        await Page.WaitForURLAsync(url => url.Contains("q=vio", StringComparison.Ordinal) && url.Contains("sort=name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Service_Troubled_ShowsCausesGraphSymptomsAndTimeline()
    {
        await OpenAsync(Networks.Troubled(Networks.Lab()), "services/tunnel/blue");

        await Expect(Page.Locator("h1")).ToHaveTextAsync("blue");
        await Expect(Page.Locator(".page-head [data-score]")).ToHaveAttributeAsync("data-score", "35");
        await Expect(Page.Locator("[data-section=causes] [data-symptom]")).ToHaveCountAsync(3);
        await Expect(Page.Locator("[data-node]")).ToHaveCountAsync(Backend.Network.Closure(Backend.Network[Networks.Blue]).Count);
        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-cause", "yes");
        await Expect(Node("device|pe1")).ToHaveAttributeAsync("data-shared", "yes");
        await Expect(Page.Locator($"path[data-source='{Networks.Link}'][data-target='{Networks.Interface}']")).ToHaveClassAsync("edge lossy warn");
        await Expect(Page.Locator("path[data-target='tcp-stack|pe1']")).ToHaveClassAsync("edge informational good");
        await Expect(Page.Locator("[data-section=symptoms] [data-symptom]")).ToHaveCountAsync(3);
        await Expect(Page.Locator("[data-section=timeline] svg path").First).ToBeAttachedAsync();
    }

    [Fact]
    public async Task SubserviceList_Grid_ShowsSortsAndFilters()
    {
        await OpenAsync(Networks.Troubled(Networks.Lab()), "subservices");
        await Expect(Page.Locator(".rz-data-grid tbody tr")).ToHaveCountAsync(Backend.Network.Nodes.Count - 1);
        await Expect(Page.Locator(".rz-data-grid tbody tr").First).ToContainTextAsync("35");

        await Page.GetByLabel("Type").SelectOptionAsync("is-is");
        await Expect(Page.Locator(".rz-data-grid tbody tr")).ToHaveCountAsync(2);
        await Page.GetByText("Subservice", new() { Exact = true }).Last.ClickAsync();

        await Expect(Page.Locator(".rz-data-grid tbody tr").First).ToContainTextAsync("pe1 core");
    }

    [Fact]
    public async Task Subservice_WithSymptom_ShowsEvidenceAndWhomItHurts()
    {
        await OpenAsync(Networks.Troubled(Networks.Lab()), "subservices/interface/pe1/to-p1");

        await Expect(Page.Locator("h1")).ToHaveTextAsync("pe1 to-p1");
        await Expect(Page.Locator("[data-section=symptoms] [data-symptom]")).ToContainTextAsync("112.4 packets/s");
        await Expect(Page.Locator("[data-section=services]")).ToContainTextAsync("tunnel / blue");
        await Page.Locator("[data-section=evidence] summary").ClickAsync();
        await Expect(Page.Locator("[data-section=evidence]")).ToContainTextAsync("RTM_GETLINK");
        // A path in the package's repository is no address of the dashboard.
        foreach (var section in (string[])["symptoms", "evidence"])
        {
            await Expect(Page.Locator($"[data-section={section}] .runbook").First).ToContainTextAsync("docs/runbooks/base.md#interface-errors");
            await Expect(Page.Locator($"[data-section={section}] .runbook a")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Devices_And_Device_ShowTheirSubservices()
    {
        await OpenAsync(Networks.Troubled(Networks.Lab()), "devices");
        await Expect(Page.Locator("[data-device]")).ToHaveCountAsync(4);

        await Page.Locator("[data-device=pe1] a.name").ClickAsync();

        await Expect(Page.Locator("h1")).ToHaveTextAsync("pe1");
        await Expect(Page.Locator("[data-section=subservices] tbody tr").First).ToContainTextAsync("35");
        await Expect(Page.Locator("dl.facts")).ToContainTextAsync("raa-pe1");
    }

    [Fact]
    public async Task Agents_OneSilent_IsFirstWithItsError()
    {
        await OpenAsync(Networks.Lab(), "agents");

        await Expect(Page.Locator("[data-agent]").First).ToHaveAttributeAsync("data-agent", "p2");
        await Expect(Page.Locator("[data-agent=p2]")).ToContainTextAsync("no heartbeat since 95 s");
        await Expect(Page.Locator("[data-agent=p2]")).ToContainTextAsync("214");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(500, 100)]
    [InlineData(5000, 100)]
    public async Task ServiceList_OfAnySize_ShowsAPageOfIt(int services, int rows)
    {
        await OpenAsync(Networks.Many(services), "services");

        await Expect(Page.Locator("[data-service]")).ToHaveCountAsync(rows);
        await Expect(Page.Locator(".count")).ToContainTextAsync($"{services} service");
        await Expect(Page.Locator("nav.pager")).ToHaveCountAsync(services > rows ? 1 : 0);
    }

    [Theory]
    [InlineData(60, 6)]
    [InlineData(300, 10)]
    public async Task Service_WithLargeGraph_DrawsEveryNodeInsideTheDrawing(int nodes, int layers)
    {
        await OpenAsync(Networks.Layered(nodes, layers), "services/tunnel/big");

        await Expect(Page.Locator(".graph-frame[data-drawn=yes]")).ToBeVisibleAsync(new() { Timeout = LayoutPatience });
        var expected = Backend.Network.Closure(Backend.Network["service-instance|tunnel/big"]).Count;
        await Expect(Page.Locator("[data-node]")).ToHaveCountAsync(expected);
        expected.ShouldBeGreaterThan(nodes / 2);
        await Expect(Page.Locator("path.lossy").First).ToBeAttachedAsync();
    }
}
