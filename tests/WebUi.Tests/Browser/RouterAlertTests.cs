using System.Globalization;
using Microsoft.Playwright;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>The page about Router Alert.</summary>
public sealed class RouterAlertTests(BrowserFixture browser) : DashboardTest(browser)
{
    private const string Path = "router-alert";

    [Fact]
    public async Task Page_FromTheNavigation_ShowsEveryRouterWithItsFindings()
    {
        await OpenAsync(Networks.RouterAlert(), "");
        await Page.Locator("nav[aria-label=Main]").GetByText("Router Alert").ClickAsync();

        await Expect(Router("pe2")).ToContainTextAsync("share the limit");
        await Expect(Router("pe2")).ToContainTextAsync("RFC 6398, section 5");
        await Expect(Router("pe2")).ToContainTextAsync("18\u202f221");
        await Expect(Router("pe1")).ToContainTextAsync("nothing found");
        await Expect(Router("p2")).ToContainTextAsync("CAP_NET_ADMIN");
        await Expect(Page.Locator("[data-router]").First).ToHaveAttributeAsync("data-router", "pe2");
        await Expect(Section("symptoms")).ToContainTextAsync("shares its limit with IGMP [RFC 6398, section 5]");
    }

    [Fact]
    public async Task Policy_OfTheLab_IsSortedByGravityAndFiltersByTheAddress()
    {
        await OpenAsync(Networks.RouterAlert(), Path);
        var rows = Section("policy").Locator("[data-policy]");
        await Expect(rows).ToHaveCountAsync(12);
        await Expect(rows.First).ToContainTextAsync("checksum broken");
        await Expect(rows.Nth(1)).ToContainTextAsync("dropped");
        await Expect(rows.Filter(new() { HasText = "shared with other protocols" })).ToHaveCountAsync(2);
        await Expect(Section("policy").Locator(".not-known")).ToContainTextAsync("Not known on 1 of 4 routers");

        await Filter(1).SelectOptionAsync("rsvp");
        await Expect(rows).ToHaveCountAsync(4);
        await Filter(0).SelectOptionAsync("p1");
        await Expect(rows).ToHaveCountAsync(2);

        Page.Url.ShouldContain("device=p1");
        Page.Url.ShouldContain("protocol=rsvp");
        await Page.ReloadAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(Page.Locator("[data-router]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Traffic_OfAllRouters_HasRatesWithNamesOfValuesAndTalkers()
    {
        await OpenAsync(Networks.RouterAlert(), Path);

        await Expect(Section("rates").Locator("[data-rate]").First).ToContainTextAsync("protocol 253");
        await Expect(Section("rates").Locator("[data-rate]").First).ToContainTextAsync("41\u202f870");
        await Expect(Section("rates").Locator("[data-rate=rsvp]")).ToContainTextAsync("examine packet");
        await Expect(Section("rates").Locator("[data-rate=rsvp]")).ToContainTextAsync("13.9");
        await Expect(Section("rates").Locator("[data-rate=udp] .warn")).ToContainTextAsync("unassigned");
        await Expect(Section("rates").Locator("[data-rate=mld]")).ToContainTextAsync("MLD");
        await Expect(Section("talkers").Locator("[data-talker]").First).ToHaveAttributeAsync("data-talker", "203.0.113.77");
        await Expect(Section("talkers")).ToContainTextAsync("may be forged");
    }

    [Fact]
    public async Task Rates_WhilePolling_AreAChartAndFollow()
    {
        var network = Networks.RouterAlert();
        await OpenAsync(network, Path);
        var rates = Section("rates");
        await Expect(rates).ToContainTextAsync("The chart begins with the next reading");
        await Expect(rates.Locator(".chart svg")).ToContainTextAsync("packets/s");
        (await rates.Locator(".chart").GetAttributeAsync("aria-label")).ShouldNotBeNull().ShouldStartWith("Packets with Router Alert in a second over the last minutes: protocol 253 41\u202f870 now");
        await Expect(rates.Locator("[data-series]")).ToHaveTextAsync(["protocol 253", "RSVP", "IGMP", "MLD", "UDP"]);

        network.RouterAlert["pe1"] = network.RouterAlert["pe1"] with { Traffic = null };

        await Expect(rates.Locator("[data-rate=rsvp]")).ToContainTextAsync("2.1");
        await Expect(rates.Locator(".not-known")).ToContainTextAsync("2 of 4 routers");
        await rates.GetByText("The chart as a table").ClickAsync();
        await Expect(rates.Locator("details tr", new() { HasText = "RSVP" })).ToContainTextAsync("13.9");
    }

    [Fact]
    public async Task Rates_WithoutTheFlood_ShowTheOthersInTheirOwnScale()
    {
        await OpenAsync(Networks.RouterAlert(), Path);
        var chart = Section("rates").Locator(".chart svg");
        var flood = Section("rates").Locator("[data-series=protocol-253]");
        var thousands = chart.GetByText("50 k", new() { Exact = true });
        await Expect(thousands).ToHaveCountAsync(1);
        await Expect(flood).ToHaveAttributeAsync("aria-pressed", "true");

        await flood.ClickAsync();

        await Expect(flood).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(thousands).ToHaveCountAsync(0);
        await Page.Locator("button.theme").ClickAsync();
        await Expect(chart.Locator("path[stroke='#ff9d5c']").First).ToBeAttachedAsync();
    }

    [Fact]
    public async Task Page_Hidden_AsksNobody()
    {
        await OpenAsync(Networks.RouterAlert(), Path);
        await Expect(Router("pe2")).ToBeVisibleAsync();

        await Page.EvaluateAsync("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); document.dispatchEvent(new Event('visibilitychange'))");
        await Task.Delay(2000);
        var asked = Asked("pe2");
        await Task.Delay(7000);
        Asked("pe2").ShouldBe(asked);
        await Page.EvaluateAsync("delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))");

        await Eventually.HoldsAsync(() => Asked("pe2") > asked);
    }

    [Fact]
    public async Task Transparency_Cell_TellsAtTheFocusAndToScreenReaders()
    {
        await OpenAsync(Networks.RouterAlert(), Path);
        var matrix = Section("transparency").Locator("table");
        await Expect(matrix.Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(matrix.Locator("thead tr").First).ToContainTextAsync("IPv6");
        var dropped = matrix.Locator("[data-path='pe1|p1'] .verdict").Filter(new() { HasText = "dropped" }).First;
        await Expect(dropped.Locator(".visually-hidden")).ToContainTextAsync("It happens behind 10.0.0.1. 0 of 20 with the option, 20 of 20 without.");
        await Expect(matrix.Locator("[data-path='pe1|pe2'] th a")).ToHaveAttributeAsync("href", "subservices/rao-transparency/pe1/10.255.0.1/pe2/10.255.0.2");
        await Expect(matrix.Locator("[data-path='pe1|p1'] th a")).ToHaveCountAsync(0);

        await matrix.Locator(".verdict[tabindex='0']").FocusAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("ArrowUp");
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Page.Locator(".tip")).ToContainTextAsync("20 of 20");
        await Page.Keyboard.PressAsync("Escape");

        await Expect(Page.Locator(".tip")).ToBeHiddenAsync();
        await Expect(matrix.Locator(".verdict[tabindex='0']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task SlowPath_OfTheLab_HasSocketsQueuesAndWhyUnknown()
    {
        await OpenAsync(Networks.RouterAlert(), Path);
        var rows = Section("slow-path").Locator("[data-slow-path]");

        await Expect(rows).ToHaveCountAsync(6);
        await Expect(rows.First).ToContainTextAsync("queue 5");
        await Expect(rows.First).ToContainTextAsync("8\u202f114\u202f003");
        await Expect(rows.Nth(1)).ToContainTextAsync("87%");
        await Expect(Section("slow-path")).ToContainTextAsync("CAP_SYS_PTRACE");
    }

    [Fact]
    public async Task Packet_Opened_MarksTheOptionAndStaysOpenWhileThePagePolls()
    {
        var network = Networks.RouterAlert();
        await OpenAsync(network, "router-alert?device=pe1");
        await Section("packets").GetByText("RSVP, Router Alert value 0").ClickAsync();
        await Expect(Section("packets").Locator("table.hex mark")).ToHaveTextAsync("94 04 00 00");
        await Expect(Section("packets").Locator(".facts mark")).ToContainTextAsync("value 0 (examine packet), octets 20 to 23");

        network.RouterAlert["pe1"] = network.RouterAlert["pe1"] with { Traffic = network.RouterAlert["pe1"].Traffic! with { Packets = [FakePackets.Evidence(0, FakePackets.Mld(), "a later one")] } };
        await Expect(Section("packets")).ToContainTextAsync("a later one");

        await Expect(Section("packets").Locator("table.hex mark")).ToHaveTextAsync("94 04 00 00");
        await Section("packets").GetByText("RSVP, Router Alert value 0").ClickAsync();
        await Expect(Section("packets").Locator("table.hex")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("", null, "router-alert-pe1.pcapng")]
    [InlineData("&protocol=rsvp", "rsvp", "router-alert-pe1-rsvp.pcapng")]
    public async Task Packets_Downloaded_AreTheFileOfTheAgentForTheFilter(string filter, string? protocol, string name)
    {
        await OpenAsync(Networks.RouterAlert(), $"router-alert?device=pe1{filter}");

        var download = await Page.RunAndWaitForDownloadAsync(() => Section("packets").GetByText("Download pcapng").ClickAsync());

        download.SuggestedFilename.ShouldBe(name);
        (await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe(FakeApi.CaptureOf(protocol));
    }

    [Fact]
    public async Task Packets_OfAProtocol_AreOfferedWhereItWasSeen()
    {
        await OpenAsync(Networks.RouterAlert(), "router-alert?protocol=igmp");

        await Expect(Section("packets").Locator("header a[download]")).ToHaveAttributeAsync("href", "downloads/router-alert/pe1/packets.pcapng?protocol=igmp");
        await Expect(Section("packets")).ToContainTextAsync("None of the last packets is of this protocol");
    }

    [Fact]
    public async Task Download_OfAnAgentThatIsAway_AnswersItsProblem()
    {
        await ServeAsync(Networks.Lab());
        using var http = new HttpClient { BaseAddress = new Uri(Dashboard.Address) };

        using var answer = await http.GetAsync(new Uri("downloads/router-alert/pe1/packets.pcapng", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("The agent of pe1 does not answer");
    }

    [Fact]
    public async Task Evidence_WithPackets_ShowsThemAndHasThemAsAFile()
    {
        await OpenAsync(Networks.RouterAlert(), "subservices/rao-rate-limit/pe2/rsvp");
        await Page.Locator("[data-section=evidence] summary").First.ClickAsync();
        var packets = Page.Locator("[data-section=evidence] [data-section=evidence-packets]");
        await Expect(packets).ToContainTextAsync("2 packets that prove it");
        await packets.Locator("summary").First.ClickAsync();
        await Expect(packets.Locator("table.hex mark").First).ToHaveTextAsync("94 04 00 00");

        var download = await Page.RunAndWaitForDownloadAsync(() => packets.GetByText("Download as pcapng").ClickAsync());

        (await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe(FakeApi.Capture);
    }

    [Fact]
    public async Task Symptoms_WithPackets_ShowThemInPlaceAndHaveThemAsAFile()
    {
        await OpenAsync(Networks.RouterAlert(), Path);
        var row = Section("symptoms").Locator("[data-symptom='router-alert/rao-rate-limit.shared']");
        await row.Locator(".proof > summary").ClickAsync();
        var packets = row.Locator("[data-section=evidence-packets]");
        await Expect(packets).ToContainTextAsync("2 packets that prove it");
        await packets.Locator("details summary").First.ClickAsync();
        await Expect(packets.Locator("table.hex mark").First).ToHaveTextAsync("94 04 00 00");
        await Expect(packets.Locator("dd.mono").First).ToBeVisibleAsync();
        await Expect(row.Locator(".runbook")).ToContainTextAsync("docs/runbooks/");
        await Expect(row.Locator(".runbook .mono")).ToBeVisibleAsync();

        var download = await Page.RunAndWaitForDownloadAsync(() => packets.GetByText("Download as pcapng").ClickAsync());

        (await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe(FakeApi.Capture);
    }

    [Fact]
    public async Task Router_ThatDoesNotAnswer_CostsTheOthersNothing()
    {
        var network = Networks.RouterAlert();
        var never = new TaskCompletionSource();
        network.Slow["p1"] = never.Task;
        network.RouterAlert.Remove("p2");

        await OpenAsync(network, Path);

        await Expect(Router("pe2")).ToContainTextAsync("share the limit");
        await Expect(Router("p2")).ToContainTextAsync("The agent of p2 does not answer");
        await Expect(Router("p1")).ToContainTextAsync("No answer within 8 s");
        never.SetResult();
        await Expect(Router("p1")).ToContainTextAsync("dropped for the option alone");
    }

    [Fact]
    public async Task Page_WhereNothingIsMeasured_SaysWhatIsMissingAndWhy()
    {
        var network = Networks.Lab();
        network.RouterAlert = network.Devices.ToDictionary(device => device.Name, device => RouterAlertDocuments.Unprivileged(device.Name));
        await OpenAsync(network, Path);

        await Expect(Section("policy")).ToContainTextAsync("The policy is not known on any router");
        await Expect(Section("policy").Locator(".reasons li")).ToHaveTextAsync("pe1, pe2, p1, p2: The policy cannot be read: nft needs CAP_NET_ADMIN. Nothing is captured: the ring needs CAP_NET_RAW.");
        await Expect(Section("rates")).ToContainTextAsync("The traffic is not known on any router");
        await Expect(Section("transparency")).ToContainTextAsync("No probe has ended yet");
        await Expect(Section("symptoms")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_OfFiftyRouters_ShowsPagesAndAnswersAtOnce()
    {
        await OpenAsync(Networks.ManyRouters(50), Path);
        await Expect(Page.Locator("[data-router]")).ToHaveCountAsync(50);
        await Expect(Section("policy").Locator("[data-policy]")).ToHaveCountAsync(25);
        await Expect(Section("policy").Locator(".count")).ToContainTextAsync("2000 rows");
        await Expect(Section("transparency").Locator("[data-path]")).ToHaveCountAsync(20);
        await Section("policy").GetByText("Next ›").ClickAsync();
        await Expect(Section("policy").Locator(".pager")).ToContainTextAsync("26–50 of 2000");

        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Filter(1).SelectOptionAsync("protocol-7");
        await Expect(Section("policy").Locator(".count")).ToContainTextAsync("50 rows");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), watch.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        Backend.Requests.Where(request => request.Key.EndsWith("/router-alert", StringComparison.Ordinal)).Count().ShouldBe(50);
    }

    [Fact]
    public async Task Device_Page_LinksToItsRouterAlert()
    {
        await OpenAsync(Networks.RouterAlert(), "devices/pe2");

        await Page.Locator(".page-head").GetByText("Router Alert").ClickAsync();

        await Expect(Page.Locator("[data-router]")).ToHaveCountAsync(1);
        await Expect(Router("pe2")).ToContainTextAsync("more finding");
    }

    private int Asked(string device) => Backend.Requests.GetValueOrDefault($"/api/v1/devices/{device}/router-alert");

    private ILocator Router(string device) => Page.Locator($"[data-router='{device}']");

    private ILocator Filter(int number) => Page.Locator(".filters select").Nth(number);

    private ILocator Section(string name) => Page.Locator($"[data-section='{name}']");
}
