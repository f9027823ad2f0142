using System.Net;
using System.Text.Json;
using RouterAlertAssurance.Orchestrator.Tests.Running;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Services;

public sealed class ServiceApiTests : OrchestratorTest
{
    private const string Path = "api/v1/services/link/blue";

    [Fact]
    public async Task Put_NewThenSameThenOther_Answers201And200WithTags()
    {
        var http = await ReadyAsync();

        using var created = await http.PutAsync(Path, Calls.Link);
        using var same = await http.PutAsync(Path, Calls.Link);
        using var changed = await http.PutAsync(Path, Calls.Link.Replace("eth0", "eth9", StringComparison.Ordinal));

        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location!.ToString().ShouldBe("/" + Path);
        (same.StatusCode, changed.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        same.Headers.ETag.ShouldBe(created.Headers.ETag);
        changed.Headers.ETag.ShouldNotBe(created.Headers.ETag);
        var stored = await http.GetJsonAsync(Path);
        stored.GetProperty("definition").GetProperty("parameters").GetProperty("interface1").GetString().ShouldBe("eth9");
        $"\"{stored.GetProperty("etag").GetString()}\"".ShouldBe(changed.Headers.ETag!.Tag);
        stored.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("detail").GetString())
            .ShouldContain("no facts of device pe1 reported yet");
    }

    [Fact]
    public async Task Put_WithPreconditions_IsRefusedWhenTheyFail()
    {
        var http = await ReadyAsync();
        using var created = await http.SendAsync(HttpMethod.Put, Path, Calls.Link, headers: ("If-None-Match", "*"));
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var tag = created.Headers.ETag!.Tag;

        await RefusedAsync(("If-None-Match", "*"), HttpStatusCode.PreconditionFailed);
        await RefusedAsync(("If-Match", "\"other\""), HttpStatusCode.PreconditionFailed);
        await RefusedAsync(("If-Match", "W/" + tag), HttpStatusCode.PreconditionFailed);
        await RefusedAsync(("If-Match", "not quoted"), HttpStatusCode.BadRequest);
        (await http.SendAsync(HttpMethod.Put, "api/v1/services/link/none", Calls.Link, headers: ("If-Match", "*"))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);

        (await http.SendAsync(HttpMethod.Put, Path, Changed, headers: ("If-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.SendAsync(HttpMethod.Delete, Path, headers: ("If-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await http.SendAsync(HttpMethod.Delete, Path, headers: ("If-Match", "*"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.DeleteAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        async Task RefusedAsync((string, string) header, HttpStatusCode expected)
        {
            using var response = await http.SendAsync(HttpMethod.Put, Path, Changed, headers: header);
            response.StatusCode.ShouldBe(expected);
            (await http.GetAsync(Path)).Headers.ETag!.Tag.ShouldBe(tag);
        }
    }

    [Fact]
    public async Task Get_WithTheTagHeld_Answers304UntilProblemsChange()
    {
        var orchestrator = await StartAsync();
        var http = orchestrator.Http;
        await http.DefineDevicesAsync("pe1", "pe2");
        await http.PutOkAsync(Path, Calls.Link);
        var tag = (await http.GetAsync(Path)).Headers.ETag!.Tag;
        (await http.SendAsync(HttpMethod.Get, Path, headers: ("If-None-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        var pe1 = await AgentAsync(orchestrator, "pe1");
        await pe1.ReportAsync(http, Calls.NextHop("pe1", "eth1"));

        await Eventually.HoldsAsync(async () => (await http.SendAsync(HttpMethod.Get, Path, headers: ("If-None-Match", tag))).StatusCode == HttpStatusCode.OK);
        // The definition is the same, so the tag still allows to change it.
        (await http.SendAsync(HttpMethod.Put, Path, Changed, headers: ("If-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task DryRun_OfANewService_TellsTheGraphAndChangesNothing()
    {
        var collector = await CollectorAsync();
        var orchestrator = await StartAsync(collector);
        await orchestrator.Http.DefineDevicesAsync("pe1", "pe2");

        using var response = await orchestrator.Http.PutAsync(Path + "?dryRun=true", Calls.Link);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await response.JsonAsync();
        answer.GetProperty("graph").GetProperty("nodes").GetArrayLength().ShouldBe(6);
        answer.GetProperty("difference").GetProperty("added").GetArrayLength().ShouldBe(6);
        (await orchestrator.Http.GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await orchestrator.Http.PutOkAsync("api/v1/services/chain/other", """{"parameters":{"device":"pe1"}}""");
        await Eventually.HoldsAsync(() => collector.Version == 1);
        collector.Nodes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task DryRun_OfAChange_TellsTheDifference()
    {
        var http = await ReadyAsync();
        await http.PutOkAsync(Path, Calls.Link);

        using var response = await http.PutAsync(Path + "?dryRun=true", Changed);

        var difference = (await response.JsonAsync()).GetProperty("difference");
        Ids("added").ShouldBe(["pe1/eth9", "pe2/eth9"]);
        Ids("changed").ShouldBe(["link/blue"]);
        Ids("removed").ShouldBe(["pe1/eth0", "pe2/eth0"]);
        (await http.GetJsonAsync(Path)).GetProperty("definition").GetProperty("parameters").GetProperty("interface1").GetString().ShouldBe("eth0");

        IEnumerable<string?> Ids(string name) => difference.GetProperty(name).EnumerateArray().Select(node => node.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Put_ThatClosesALoop_IsRefusedWithTheLoop()
    {
        var orchestrator = await StartAsync();
        var http = orchestrator.Http;
        await http.DefineDevicesAsync("pe1", "pe2");
        var pe1 = await AgentAsync(orchestrator, "pe1");
        await pe1.ReportAsync(http, Calls.Gateway("pe1", "pe2"), Calls.Gateway("pe2", "pe1"));
        await Eventually.HoldsAsync(async () => (await http.GetJsonAsync("api/v1/facts")).GetProperty("items").GetArrayLength() == 2);

        using var response = await http.PutAsync("api/v1/services/chain/red", """{"parameters":{"device":"pe1"}}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.JsonAsync();
        problem.GetProperty("detail").GetString()!.ShouldContain("hop[pe1] → hop[pe2] → hop[pe1]");
        problem.GetProperty("loop").EnumerateArray().Select(node => node.GetProperty("id").GetString()).ShouldBe(["pe1", "pe2"]);
        (await http.GetAsync("api/v1/services/chain/red")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_InPages_GivesEveryServiceOnceInOrder()
    {
        var http = await ReadyAsync();
        foreach (var name in (string[])["b", "a", "c", "a-1", "a.1"])
        {
            await http.PutOkAsync($"api/v1/services/link/{name}", Calls.Link);
        }

        await http.PutOkAsync("api/v1/services/chain/z", """{"parameters":{"device":"pe1"}}""");
        var names = new List<string?>();
        for (string? next = "api/v1/definitions?limit=2"; next is not null;)
        {
            var page = await http.GetJsonAsync(next);
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("definition").GetProperty("name").GetString()));
            next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
        }

        names.ShouldBe(["z", "a", "a-1", "a.1", "b", "c"]);
        (await http.GetJsonAsync("api/v1/definitions?type=chain")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    private static string Changed => Calls.Link.Replace("eth0", "eth9", StringComparison.Ordinal);

    private async Task<HttpClient> ReadyAsync()
    {
        var http = (await StartAsync()).Http;
        await http.DefineDevicesAsync("pe1", "pe2");
        return http;
    }
}
