using Microsoft.Playwright;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>What pages show when there is nothing, nothing yet, or no answer.</summary>
public sealed class StateTests(BrowserFixture browser) : DashboardTest(browser)
{
    [Theory]
    [InlineData("", "No services yet")]
    [InlineData("services", "No services yet")]
    [InlineData("subservices", "No subservices yet")]
    [InlineData("devices", "No devices yet")]
    [InlineData("agents", "No agent has registered yet")]
    [InlineData("router-alert", "No devices yet")]
    public async Task Page_OfNothing_SaysWhatToDo(string path, string text)
    {
        await OpenAsync(Networks.Empty(), path);

        await Expect(Page.Locator("main")).ToContainTextAsync(text);
    }

    [Theory]
    [InlineData("services/tunnel/none", "There is no service tunnel/none", "services")]
    [InlineData("services/tunnel/none?at=-1m", "There was no service tunnel/none then", "services")]
    [InlineData("subservices/interface/pe9/eth0", "There is no subservice interface pe9 / eth0", "subservices")]
    [InlineData("devices/none", "There is no device none", "devices")]
    public async Task Page_OfUnknownThing_SaysSoWithStatus404AndALinkToTheList(string path, string text, string list)
    {
        ExpectsErrors = true;
        await OpenAsync(Networks.Lab(), path);

        await Expect(Page.Locator("main")).ToContainTextAsync(text);
        await Expect(Page.Locator($"main .state a[href='{list}']")).ToBeVisibleAsync();
        (await Page.ReloadAsync())!.Status.ShouldBe(404);
    }

    [Fact]
    public async Task List_NothingMatches_SaysSo()
    {
        await OpenAsync(Networks.Lab(), "services?q=nothing-like-this");

        await Expect(Page.Locator("main")).ToContainTextAsync("No service matches");
    }

    [Fact]
    public async Task Page_ProblemAnswered_ShowsItsDetailAndRecoversByItself()
    {
        await ServeAsync(Networks.Lab());
        Backend.Problem = "The database is away";
        await OpenAsync("services");
        await Expect(Page.Locator("main [role=alert]")).ToContainTextAsync("The database is away");

        Backend.Problem = null;

        await Expect(Page.Locator("[data-service='tunnel/blue']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_ProblemAfterData_KeepsTheDataAndSaysItIsOld()
    {
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await Expect(Page.Locator("[data-node]").First).ToBeVisibleAsync();

        Backend.Problem = "The database is away";
        Backend.Network.Raise(Networks.Interface, "base/interface.errors", 40, "rx errors");

        await Expect(Page.Locator(".stale").First).ToContainTextAsync("The database is away");
        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-score", "60");
    }

    [Fact]
    public async Task Page_SlowAnswer_ShowsThatItLoads()
    {
        await OpenAsync(Networks.Lab(), "");
        Backend.Gate = new TaskCompletionSource();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Devices" }).ClickAsync();
        await Expect(Page.Locator(".skeleton").First).ToBeVisibleAsync();
        Backend.Gate.SetResult();

        await Expect(Page.Locator("[data-device]")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Answer_ThatCannotBeShown_LeavesTheRestOfThePageAliveAndIsReadAgain()
    {
        var network = Networks.Lab();
        network.IsMalformed = true;
        await OpenAsync(network, "services/tunnel/blue");
        await Expect(Page.Locator("[data-section=graph]")).ToContainTextAsync("more than once");

        network.Raise(Networks.Interface, "base/interface.errors", 40, "rx errors on pe1 to-p1");
        await Expect(Page.Locator("[data-section=causes]")).ToContainTextAsync("rx errors on pe1 to-p1");

        network.IsMalformed = false;
        network.Clear(Networks.Interface);
        await Expect(Node(Networks.Interface)).ToHaveAttributeAsync("data-score", "100");
    }

    [Fact]
    public async Task Dashboard_Restarted_PageLoadsItselfAgain()
    {
        ExpectsErrors = true;
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await Expect(Page.Locator("[data-node]").First).ToBeVisibleAsync();
        await Page.EvaluateAsync("window.mark = 'old'");

        await Dashboard.RestartAsync();

        await Page.WaitForFunctionAsync("window.mark === undefined && document.querySelector('[data-live=live]') !== null", null, new() { Timeout = 60_000 });
        await Expect(Page.Locator("[data-node]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Dashboard_Stopped_HeadSaysThatTheConnectionIsLost()
    {
        ExpectsErrors = true;
        await OpenAsync(Networks.Lab(), "services/tunnel/blue");
        await Expect(Page.Locator(".live")).ToHaveTextAsync("Live", new() { UseInnerText = true });
        // Before, there is no connection that could be lost.
        await Expect(Page.Locator(".live")).ToHaveAttributeAsync("data-live", "live");

        await Dashboard.StopAsync();

        await Expect(Page.Locator(".live")).ToHaveTextAsync("Connection lost", new() { UseInnerText = true });
    }

    [Fact]
    public async Task Address_OfNothing_AnswersAPageWithStatus404()
    {
        ExpectsErrors = true;
        await OpenAsync(Networks.Lab(), "");

        var answer = await Page.GotoAsync($"{Dashboard.Address}/no/such/page");

        answer!.Status.ShouldBe(404);
        await Expect(Page.Locator("h1")).ToHaveTextAsync("There is no such page");
        await Expect(Page.Locator("nav a")).ToHaveCountAsync(6);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Go to the overview" }).ClickAsync();
        await Expect(Page.Locator("[data-count=healthy]")).ToBeVisibleAsync();
    }
}
