using System.Net;
using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Packages;

public sealed class PackageApiTests : OrchestratorTest
{
    [Fact]
    public async Task Get_Package_GivesSummaryContentAndYang()
    {
        var http = (await StartAsync()).Http;

        var summary = await http.GetJsonAsync("api/v1/packages/net");
        var content = await http.GetJsonAsync("api/v1/packages/net/content");
        using var yang = await http.GetAsync("api/v1/packages/net/yang");

        summary.GetProperty("yangModule").GetString().ShouldBe("raa-net@2025-01-31.yang");
        summary.GetProperty("services").EnumerateArray().Select(type => type.GetProperty("name").GetString()).ShouldBe(["chain", "link"], ignoreOrder: true);
        content.GetProperty("digest").GetString().ShouldBe(summary.GetProperty("digest").GetString());
        content.GetProperty("files")[0].GetProperty("path").GetString().ShouldBe("package.yaml");
        yang.Content.Headers.ContentType!.MediaType.ShouldBe("application/yang");
        (await yang.Content.ReadAsStringAsync()).ShouldContain("identity path-type");
        (await http.GetJsonAsync("api/v1/packages")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Load_BadPackages_TellsEveryErrorOfEveryFile()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("one/package.yaml", "package: one\nversion: x\nrevision: 2025-01-01\nservices: {}\n");
        directory.Write("two/package.yaml", "package: two\nversion: 1.0.0\nrevision: 2025-01-01\nsubservces: {}\n");

        var (store, errors) = PackageStore.Load(directory.Path);

        store.ShouldBeNull();
        errors.ShouldContain(error => error.Contains("one/package.yaml:2:", StringComparison.Ordinal));
        errors.ShouldContain(error => error.Contains("two/package.yaml:4:", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NoFolderOrNoPackage_IsAnError()
    {
        using var directory = new TemporaryDirectory();

        PackageStore.Load(directory.Combine("missing")).Errors.ShouldHaveSingleItem().ShouldContain("does not exist");
        PackageStore.Load(directory.Path).Errors.ShouldHaveSingleItem().ShouldContain("holds no package");
    }

    [Fact]
    public async Task Start_WithABadPackage_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("one/package.yaml", "package: one\n");

        var refused = await Should.ThrowAsync<InvalidOperationException>(
            TestOrchestrator.StartAsync(Folder, "Host=/nowhere", configure: options => options.PackageDirectory = directory.Path));

        refused.Message.ShouldContain("key 'version' is missing");
        new OrchestratorOptions { ConnectionString = "x", PackageDirectory = directory.Path }.ToSection().Validate().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("api/docs")]
    [InlineData("api/docs/index.html")]
    [InlineData("api/docs/swagger-ui-bundle.js")]
    [InlineData("api/docs/swagger-ui.css")]
    public async Task Page_BesideACatchAll_IsServed(string path)
    {
        var http = (await StartAsync()).Http;

        using var response = await http.GetAsync(path);

        response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.MovedPermanently);
        (await response.Content.ReadAsStringAsync()).ShouldNotBe("fallback");
    }

    [Fact]
    public async Task Documents_OpenApiAndPage_AreServed()
    {
        var http = (await StartAsync()).Http;

        var document = await http.GetJsonAsync("openapi/orchestrator.json");
        using var page = await http.GetAsync("api/docs/index.html");
        using var script = await http.GetAsync("api/docs/swagger-ui-bundle.js");

        document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ShouldContain("/api/v1/services/{type}/{name}");
        document.GetProperty("paths").GetProperty("/api/v1/devices/{name}").GetProperty("put").GetProperty("requestBody").GetProperty("content")
            .EnumerateObject().Select(type => type.Name).ShouldContain("application/yaml");
        ParametersOf("/api/v1/services/{type}/{name}", "put").ShouldBe(["type", "name", "dryRun", "If-Match", "If-None-Match"]);
        ParametersOf("/api/v1/devices", "get").ShouldBe(["limit", "cursor"]);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        script.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await script.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(100_000);
        (await (await http.GetAsync("openapi/collector.json")).Content.ReadAsStringAsync()).ShouldBe("fallback");

        IEnumerable<string?> ParametersOf(string path, string method) =>
            document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString());
    }
}
