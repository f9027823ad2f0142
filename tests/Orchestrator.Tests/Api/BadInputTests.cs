using System.Net;
using RouterAlertAssurance.Orchestrator.Tests.Running;

namespace RouterAlertAssurance.Orchestrator.Tests.Api;

/// <summary>Every field with a wrong type or value: a 4xx problem with the pointer, and nothing changed.</summary>
public sealed class BadInputTests : OrchestratorTest
{
    private const string Service = "api/v1/services/link/blue";
    private const string Device = "api/v1/devices/new";
    private const string Agent = "api/v1/agents/new";
    private const string Facts = "api/v1/agents/pe1/facts";

    public static TheoryData<string, string, string> WrongFields() => new()
    {
        { Device, "[]", "" },
        { Device, "null", "" },
        { Device, "\"text\"", "" },
        { Device, """{"name":5}""", "/name" },
        { Device, """{"name":"other"}""", "/name" },
        { Device, """{"role":{}}""", "/role" },
        { Device, """{"role":"a\u0007b"}""", "/role" },
        { Device, """{"role":"\ud800"}""", "/role" },
        { Device, """{"agent":["a"]}""", "/agent" },
        { Device, """{"agent":"a b"}""", "/agent" },
        { Device, """{"characteristics":[]}""", "/characteristics" },
        { Device, """{"characteristics":{"os":5}}""", "/characteristics/os" },
        { Device, """{"characteristics":{"a b":"c"}}""", "/characteristics/a b" },
        { Device, """{"labels":{"x":null}}""", "/labels/x" },
        { Device, """{"lables":{}}""", "/lables" },
        { Device, """{"role":"a","role":"b"}""", "" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"type":"chain"}""", "/type" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"name":7}""", "/name" },
        { Service, "{}", "/parameters/device1" },
        { Service, """{"parameters":"x"}""", "/parameters" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":7}}""", "/parameters/interface2" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":""}}""", "/parameters/interface2" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"nowhere","interface2":"e"}}""", "/parameters/device2" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e","vni":"many"}}""", "/parameters/vni" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e","vnii":"1"}}""", "/parameters/vnii" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"profile":"silver"}""", "/profile" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"profile":3}""", "/profile" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"labels":["a"]}""", "/labels" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":"now"}""", "/maintenance" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{}}""", "/maintenance" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":" "}}""", "/maintenance/contact" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","start":"today"}}""", "/maintenance/start" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","start":"2025-01-01T00:00:00"}}""", "/maintenance/start" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","start":"2025-01-02T00:00:00Z","end":"2025-01-01T00:00:00Z"}}""", "/maintenance/end" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","ende":"x"}}""", "/maintenance/ende" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","recurrence":"dayly"}}""", "/maintenance/recurrence" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","recurrence":"daily"}}""", "/maintenance/recurrence" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","recurrence":7}}""", "/maintenance/recurrence" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","recurrence":"daily","start":"2025-01-01T00:00:00Z","end":"2025-01-02T00:00:01Z"}}""", "/maintenance/end" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","recurrence":"daily","start":"2025-01-01T00:00:00Z","end":"2025-01-01T01:00:00Z","until":"2025-01-01T00:00:00Z"}}""", "/maintenance/until" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","until":"2025-01-01T00:00:00Z"}}""", "/maintenance/until" },
        { Service, """{"parameters":{"device1":"pe1","interface1":"e","device2":"pe2","interface2":"e"},"maintenance":{"contact":"a","scope":"all"}}""", "/maintenance/scope" },
        { "api/v1/services/lnik/blue", "{}", "/type" },
        { Agent, "{}", "" },
        { Agent, """{"endpoint":5,"started":"2025-01-01T00:00:00Z"}""", "/endpoint" },
        { Agent, """{"endpoint":"ftp://x","started":"2025-01-01T00:00:00Z"}""", "/endpoint" },
        { Agent, """{"endpoint":"http://192.0.2.1:80","started":"2025-01-01T00:00:00Z"}""", "/endpoint" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025"}""", "/started" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025-01-01T00:00:00Z","id":"pe1"}""", "/id" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025-01-01T00:00:00Z","devices":"pe1"}""", "/devices" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025-01-01T00:00:00Z","devices":["pe1",5]}""", "/devices/1" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025-01-01T00:00:00Z","version":1}""", "/version" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025-01-01T00:00:00Z","sources":[{"name":"x","works":"yes"}]}""", "/sources/0/works" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025-01-01T00:00:00Z","sources":[5]}""", "/sources/0" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025-01-01T00:00:00Z","assignmentRevision":-1}""", "/assignmentRevision" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025-01-01T00:00:00Z","spoolLength":1.5}""", "/spoolLength" },
        { Agent, """{"endpoint":"unix:/tmp/a","started":"2025-01-01T00:00:00Z","extra":1}""", "/extra" },
        { Facts, """{"revision":1,"observed":"2025-01-01T00:00:00Z"}""", "" },
        { Facts, """{"revision":"1","observed":"2025-01-01T00:00:00Z","facts":[]}""", "/revision" },
        { Facts, """{"revision":1,"observed":5,"facts":[]}""", "/observed" },
        { Facts, """{"revision":1,"observed":"2025-01-01T00:00:00Z","facts":{}}""", "/facts" },
        { Facts, """{"revision":1,"observed":"2025-01-01T00:00:00Z","facts":[{"relation":"route","fields":{"device":"x"}},7]}""", "/facts/1" },
        { Facts, """{"revision":1,"observed":"2025-01-01T00:00:00Z","facts":[{"relation":5,"fields":{"device":"x"}}]}""", "/facts/0/relation" },
        { Facts, """{"revision":1,"observed":"2025-01-01T00:00:00Z","facts":[{"relation":"route","fields":{}}]}""", "/facts/0/fields" },
        { Facts, """{"revision":1,"observed":"2025-01-01T00:00:00Z","facts":[{"relation":"route","fields":{"device":"x","mtu":1500}}]}""", "/facts/0/fields/mtu" },
        { Facts, """{"revision":1,"observed":"2025-01-01T00:00:00Z","facts":[{"relation":"route","fields":{"device":"x\u0000"}}]}""", "/facts/0/fields/device" },
        { Facts, """{"revision":1,"observed":"2025-01-01T00:00:00Z","agentId":"pe9","facts":[]}""", "/agentId" },
    };

    [Fact]
    public async Task Put_WrongField_IsRefusedWithItsPointerAndChangesNothing()
    {
        var http = await ReadyAsync();
        var before = await StateAsync(http);
        foreach (var row in WrongFields())
        {
            var (path, body, pointer) = row.Data;
            using var response = await http.PutAsync(path, body);

            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{path} {body}");
            var errors = await response.ErrorsAsync();
            errors.Select(error => error.Pointer).ShouldContain(pointer, $"{path} {body}");
            errors.ShouldAllBe(error => !error.Detail.Contains("System.", StringComparison.Ordinal));
        }

        (await StateAsync(http)).ShouldBe(before);
    }

    [Fact]
    public async Task Put_ManyWrongFields_AreToldAtOnceWithSuggestions()
    {
        var http = await ReadyAsync();

        using var response = await http.PutAsync(Service, """{"parameters":{"device1":"pe3","devcie2":"pe2","interface1":"a"},"profile":"godl"}""");

        var errors = await response.ErrorsAsync();
        errors.Select(error => error.Pointer).ShouldBe(
            ["/parameters/device1", "/parameters/device2", "/parameters/interface2", "/parameters/devcie2", "/profile"], ignoreOrder: true);
        errors.Single(error => error.Pointer == "/parameters/device1").Detail.ShouldContain("did you mean 'pe1'?");
        errors.Single(error => error.Pointer == "/parameters/devcie2").Detail.ShouldContain("did you mean 'device2'?");
        errors.Single(error => error.Pointer == "/profile").Detail.ShouldContain("did you mean 'gold'?");
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("application/yaml", HttpStatusCode.RequestEntityTooLarge)]
    public async Task Put_TenMegabytes_IsRefused(string mediaType, HttpStatusCode expected)
    {
        var http = await ReadyAsync();
        var body = $$"""{"role":"{{new string('a', 10 << 20)}}"}""";

        foreach (var path in (string[])[Device, Service, Agent, Facts])
        {
            using var response = await http.PutAsync(path, body, mediaType);
            response.StatusCode.ShouldBe(expected, path);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Theory]
    [InlineData("{\"labels\":", "{\"a\":", "application/json")]
    [InlineData("{\"labels\":", "[", "application/json")]
    [InlineData("labels: ", "[", "application/yaml")]
    [InlineData("labels: ", "{a: ", "application/yaml")]
    public async Task Put_NestedDeeply_IsRefused(string start, string nesting, string mediaType)
    {
        var http = await ReadyAsync();
        var body = start + string.Concat(Enumerable.Repeat(nesting, 5000));

        using var response = await http.PutAsync(Device, body, mediaType);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await http.GetAsync(Device)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("PUT", "api/v1/devices/a%20b", "{}", 400)]
    [InlineData("PUT", "api/v1/devices/%2e%2e", "{}", 405)]
    [InlineData("PUT", "api/v1/devices/.a", "{}", 400)]
    [InlineData("PUT", "api/v1/devices/a%2Fb", "{}", 400)]
    [InlineData("PUT", "api/v1/services/link/a%0Ab", "{}", 400)]
    [InlineData("PUT", "api/v1/devices/new", "{", 400)]
    [InlineData("PUT", "api/v1/devices/new", "", 400)]
    [InlineData("PUT", "api/v1/devices/new?dryRun=true", "{}", 400)]
    [InlineData("PUT", "api/v1/services/link/new?dryrun=true", "{}", 400)]
    [InlineData("PUT", "api/v1/services/link/new?dryRun=yes", "{}", 400)]
    [InlineData("DELETE", "api/v1/devices/pe1?force=true", null, 400)]
    [InlineData("GET", "api/v1/devices?limit=0", null, 400)]
    [InlineData("GET", "api/v1/devices?limit=many", null, 400)]
    [InlineData("GET", "api/v1/devices?limit=1&limit=2", null, 400)]
    [InlineData("GET", "api/v1/devices?cursor=%21", null, 400)]
    [InlineData("GET", "api/v1/definitions?typ=link", null, 400)]
    [InlineData("GET", "api/v1/devices/nowhere", null, 404)]
    [InlineData("GET", "api/v1/services/link/nowhere", null, 404)]
    [InlineData("GET", "api/v1/agents/nowhere", null, 404)]
    [InlineData("GET", "api/v1/packages/nowhere", null, 404)]
    [InlineData("GET", "api/v1/packages/nowhere/yang", null, 404)]
    [InlineData("DELETE", "api/v1/devices/nowhere", null, 404)]
    [InlineData("DELETE", "api/v1/agents/nowhere", null, 404)]
    [InlineData("POST", "api/v1/devices", "{}", 405)]
    public async Task Request_Wrong_IsAProblemAndChangesNothing(string method, string path, string? body, int expected)
    {
        var http = await ReadyAsync();
        var before = await StateAsync(http);

        using var response = await http.SendAsync(HttpMethod.Parse(method), path, body);

        ((int)response.StatusCode).ShouldBe(expected, await response.Content.ReadAsStringAsync());
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await StateAsync(http)).ShouldBe(before);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("multipart/form-data; boundary=a")]
    public async Task Put_OtherMediaType_Is415(string mediaType)
    {
        var http = await ReadyAsync();

        using var response = await http.PutAsync(Device, "{}", mediaType);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Facts_OfAnAgentThatNeverRegistered_Are404()
    {
        var http = await ReadyAsync();

        using var response = await http.PutAsync("api/v1/agents/pe2/facts", """{"revision":1,"observed":"2025-01-01T00:00:00Z","facts":[]}""");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.JsonAsync()).GetProperty("detail").GetString()!.ShouldContain("did you mean 'pe1'?");
    }

    private async Task<HttpClient> ReadyAsync()
    {
        var http = (await StartAsync()).Http;
        await http.DefineDevicesAsync("pe1", "pe2");
        await http.PutOkAsync("api/v1/services/link/kept", Calls.Link);
        await http.PutOkAsync("api/v1/agents/pe1", """{"endpoint":"unix:/nowhere/a","started":"2025-01-01T00:00:00Z"}""");
        return http;
    }

    private static async Task<string> StateAsync(HttpClient http)
    {
        var devices = await http.GetJsonAsync("api/v1/devices");
        var services = await http.GetJsonAsync("api/v1/definitions");
        var facts = await http.GetJsonAsync("api/v1/facts");
        var agents = await http.GetJsonAsync("api/v1/agents");
        return $"{devices}{services}{facts}{agents.GetProperty("items").GetArrayLength()}";
    }
}
