using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>Every view has an address that can be opened directly.</summary>
public sealed class LinkTests(BrowserFixture browser) : DashboardTest(browser)
{
    [Fact]
    public async Task Subservice_IdWithEscapedSlash_OpensDirectlyAndByLink()
    {
        await OpenAsync(Networks.Lab(), "subservices/ecmp/pe1/10.255.0.2%252F32");
        await Expect(Page.Locator("h1")).ToHaveTextAsync("pe1 → 10.255.0.2/32");

        await Page.GotoAsync($"{Dashboard.Address}/services/tunnel/blue");
        await Node(Networks.Prefix).ClickAsync();

        await Expect(Page.Locator("h1")).ToHaveTextAsync("pe1 → 10.255.0.2/32");
        Page.Url.ShouldEndWith("/subservices/ecmp/pe1/10.255.0.2%252F32");
        await Page.GoBackAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync("blue");
    }

    [Fact]
    public async Task Service_AtATime_ShowsTheGraphAsItWas()
    {
        var network = Networks.Lab();
        network.Raise(Networks.Interface, "base/interface.errors", 40, "rx errors");
        var at = Uri.EscapeDataString(Now.Utc.AddMinutes(-5).UtcDateTime.ToString("O"));

        await OpenAsync(network, $"services/tunnel/blue?at={at}");

        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-score", "100");
        await Expect(Page.Locator("[data-section=past]")).ToContainTextAsync("as it was");
        await Expect(Page.Locator(".page-head [data-score]")).ToHaveAttributeAsync("data-score", "100");
        await Expect(Page.Locator("[data-section=causes]")).ToHaveCountAsync(0);
        await Page.GetByText("Back to now").ClickAsync();
        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-score", "60");
        await Expect(Page.Locator(".page-head [data-score]")).ToHaveAttributeAsync("data-score", "60");
    }

    [Fact]
    public async Task Service_AMinuteAgo_SaysWhenThatWasAndDoesNotFollowTheNetwork()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue?at=-1m");
        await Expect(Page.Locator("[data-section=past] raa-moment")).ToContainTextAsync($"{Now.Utc:yyyy}-");
        var shown = await Page.Locator("[data-section=past] raa-moment").InnerTextAsync();

        Backend.Network.Raise(Networks.Interface, "base/interface.errors", 40, "rx errors");
        await Task.Delay(1500);

        (await Page.Locator(".page-head [data-score]").GetAttributeAsync("data-score")).ShouldBe("100");
        (await Page.Locator("[data-section=past] raa-moment").InnerTextAsync()).ShouldBe(shown);
    }

    [Fact]
    public async Task Service_DeletedSince_ShowsHowItWas()
    {
        var network = Networks.Lab();
        network.IsDeleted = true;

        await OpenAsync(network, "services/tunnel/blue?at=-1m");

        await Expect(Page.Locator("h1")).ToHaveTextAsync("blue");
        await Expect(Node(Networks.Blue)).ToHaveAttributeAsync("data-score", "100");
    }

    [Fact]
    public async Task Service_AtNonsense_ShowsWhatIsWrong()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue?at=yesterday");

        await Expect(Page.Locator("main")).ToContainTextAsync("'yesterday' is not a time");
    }

    [Fact]
    public async Task Cause_ShownInTheGraph_IsSelectedThere()
    {
        await OpenAsync(Networks.Troubled(Networks.Lab()), "services/tunnel/blue");

        await Page.Locator($"[data-section=causes] [data-on='{Networks.Interface}']").GetByText("show in the graph").ClickAsync();
        // The details are of what is pointed at, and the graph may come to lie where the click was.
        await Page.Mouse.MoveAsync(0, 0);

        await Expect(Node(Networks.Interface)).ToHaveClassAsync("selected");
        await Expect(Page.Locator(".node-details")).ToContainTextAsync("pe1 to-p1");
        Page.Url.ShouldContain("node=interface%7Cpe1%2Fto-p1");
    }

    [Fact]
    public async Task Pager_NextPage_IsInTheAddress()
    {
        await OpenAsync(Networks.Many(250), "services?sort=name");

        await Page.GetByText("Next ›").ClickAsync();

        await Expect(Page.Locator("[data-service]").First).ToHaveAttributeAsync("data-service", "tunnel/customer-0101");
        Page.Url.ShouldContain("page=2");
    }
}
