using System.Net;

namespace RouterAlertAssurance.WebUi.Tests.Shared;

/// <summary>Outside the Development environment the framework once answered every file with no bytes.</summary>
public sealed class AssetTests(EmptyDashboard dashboard) : IClassFixture<EmptyDashboard>
{
    [Theory]
    [InlineData("app.css")]
    [InlineData("graph.css")]
    [InlineData("grid.css")]
    [InlineData("theme.js")]
    [InlineData("moment.js")]
    [InlineData("connection.js")]
    [InlineData("router-alert.css")]
    [InlineData("tip.js")]
    [InlineData("visibility.js")]
    [InlineData("favicon.svg")]
    [InlineData("scripts/graph.js")]
    [InlineData("scripts/charts.js")]
    [InlineData("scripts/layout-worker.js")]
    [InlineData("_framework/blazor.web.js")]
    public async Task Asset_InProduction_HasContent(string path)
    {
        using var http = dashboard.CreateClient();

        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData("api/v1/nothing", "application/json", "application/problem+json")]
    [InlineData("api/v1/nothing", "text/html", "application/problem+json")]
    [InlineData("nothing", "application/json", "application/problem+json")]
    [InlineData("nothing", "text/html", "text/html")]
    public async Task Address_OfNothing_IsAnsweredInTheFormAskedFor(string path, string accept, string type)
    {
        using var http = dashboard.CreateClient();
        http.DefaultRequestHeaders.Accept.ParseAdd(accept);

        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }
}
