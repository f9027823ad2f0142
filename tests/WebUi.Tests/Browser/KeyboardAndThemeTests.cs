using Microsoft.Playwright;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>Without a mouse, and in the viewer's colours.</summary>
public sealed class KeyboardAndThemeTests(BrowserFixture browser) : DashboardTest(browser)
{
    private const string Focused = "document.activeElement?.dataset?.node ?? ''";

    [Fact]
    public async Task Graph_Tab_ReachesNodesAndEnterOpensThem()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await Expect(Page.Locator(".graph-frame[data-drawn=yes]")).ToBeVisibleAsync();

        var key = "";
        for (var press = 0; press < 40 && key.Length == 0; press++)
        {
            await Page.Keyboard.PressAsync("Tab");
            key = await Page.EvaluateAsync<string>(Focused);
        }

        key.ShouldBe(Networks.Blue);
        await Page.Keyboard.PressAsync("Tab");
        (await Page.EvaluateAsync<string>(Focused)).ShouldStartWith("tunnel|");
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.Locator("h1")).ToHaveTextAsync("pe1 vxlan100");
    }

    [Fact]
    public async Task Graph_ArrowKeys_FollowTheDependencies()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await Node(Networks.Blue).FocusAsync();

        await Page.Keyboard.PressAsync("ArrowRight");
        (await Page.EvaluateAsync<string>(Focused)).ShouldMatch("^(tunnel|ip-connectivity)\\|");
        await Page.Keyboard.PressAsync("ArrowLeft");

        (await Page.EvaluateAsync<string>(Focused)).ShouldBe(Networks.Blue);
    }

    [Fact]
    public async Task Graph_FocusedNode_ShowsItsDetails()
    {
        await OpenAsync(Networks.Troubled(Networks.Lab()), "services/tunnel/blue");

        await Node(Networks.Interface).FocusAsync();

        await Expect(Page.Locator(".node-details")).ToContainTextAsync("112.4 packets/s");
        await Expect(Node(Networks.Link)).ToHaveAttributeAsync("data-near", "");
    }

    [Fact]
    public async Task Graph_PlusAndMinus_Zoom()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await Node(Networks.Blue).FocusAsync();
        var before = await ScaleAsync();

        await Page.Keyboard.PressAsync("+");
        (await ScaleAsync()).ShouldBeGreaterThan(before);
        await Page.Keyboard.PressAsync("0");

        (await ScaleAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Theme_Toggled_IsKeptAndTheTimelineFollows()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        var html = Page.Locator("html");
        var chart = Page.Locator("[data-section=timeline] .chart");
        await Expect(html).ToHaveAttributeAsync("data-theme", "light");
        await Expect(chart.Locator("svg")).ToBeVisibleAsync();
        var light = await chart.InnerHTMLAsync();

        await Page.Locator("button.theme").ClickAsync();
        await Expect(html).ToHaveAttributeAsync("data-theme", "dark");
        (await chart.InnerHTMLAsync()).ShouldNotBe(light);
        await Page.ReloadAsync();

        await Expect(html).ToHaveAttributeAsync("data-theme", "dark");
    }

    private Task<double> ScaleAsync() => Page.EvaluateAsync<double>("Number(document.querySelector('.graph-frame').dataset.scale)");
}
