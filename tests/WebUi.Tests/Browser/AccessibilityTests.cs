using System.Text.Json;
using Microsoft.Playwright;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.WebUi.Tests.Fakes;

namespace RouterAlertAssurance.WebUi.Tests.Browser;

/// <summary>axe-core finds nothing serious on any page in either theme.</summary>
public sealed class AccessibilityTests(BrowserFixture browser) : DashboardTest(browser)
{
    private const string Run = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
          .map((violation) => `${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html + ' ' + (node.any[0]?.message ?? '')).join(' ;; ')}`)
        """;

    private static readonly string Axe = RepositoryPaths.Combine("src", "WebUi", "Scripts", "node_modules", "axe-core", "axe.min.js");

    public static TheoryData<string> Paths() =>
        ["", "services", "services/tunnel/blue", "subservices", "subservices/interface/pe1/to-p1", "devices", "devices/pe1", "agents", "services/tunnel/none", "router-alert"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_InBothThemes_HasNoSeriousViolation(string path)
    {
        // The browser reports the status of an address of nothing as an error.
        ExpectsErrors = path.EndsWith("/none", StringComparison.Ordinal);
        await OpenAsync(path == "router-alert" ? Networks.RouterAlert() : Networks.Troubled(Networks.Dozen()), path);
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Page.AddStyleTagAsync(new() { Content = "* { transition: none !important; }" });
        await Page.AddScriptTagAsync(new() { Path = Axe });

        foreach (var theme in new[] { "light", "dark" })
        {
            await Page.EvaluateAsync("theme => { localStorage.setItem('raa-theme', theme === 'dark' ? 'light' : 'dark'); document.documentElement.dataset.theme = theme === 'dark' ? 'light' : 'dark'; raaTheme.toggle(); }", theme);
            var violations = (await Page.EvaluateAsync<JsonElement>(Run)).EnumerateArray().Select(item => item.GetString()).ToArray();
            violations.ShouldBeEmpty($"{path} in {theme}");
        }
    }
}
