using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Restconf;

/// <summary>A whole agent on a Unix socket, assuring the loopback interface of the machine it runs on.</summary>
public sealed class RestconfTests : IAsyncLifetime
{
    private const string LoopbackEntry = "ietf-service-assurance-interface:interface-type,here%2Flo";
    private const string LoopbackPath = "/restconf/data/ietf-service-assurance:subservices/subservice=" + LoopbackEntry;

    private readonly TemporaryDirectory _folder = new();
    private AgentApp _agent = null!;

    private HttpClient Client => _agent.Client;

    public async ValueTask InitializeAsync() => _agent = await AgentApp.StartAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Put_Configuration_IsEvaluatedAndShown()
    {
        await AssignAsync();

        await Eventually.HoldsAsync(async () => await Client.ScoreAsync(LoopbackEntry) == 100);

        var tree = await Client.GetJsonAsync("/restconf/data");
        tree["ietf-restconf:data"]!["ietf-service-assurance:subservices"]!["subservice"]!.AsArray().Count.ShouldBe(1);
        var entry = (await Client.GetJsonAsync(LoopbackPath))["ietf-service-assurance:subservice"]![0]!;
        entry["label"]!.GetValue<string>().ShouldBe("Interface lo of here");
    }

    [Fact]
    public async Task Get_Content_SeparatesConfigurationFromState()
    {
        await AssignAsync();

        (await Client.GetJsonAsync(LoopbackPath + "?content=config"))["ietf-service-assurance:subservice"]![0]!["health-score"].ShouldBeNull();
        (await Client.GetJsonAsync(LoopbackPath + "?content=nonconfig"))["ietf-service-assurance:subservice"]![0]!["health-score"].ShouldNotBeNull();
        (await Client.GetJsonAsync("/restconf/data?depth=1"))["ietf-restconf:data"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Get_SameTag_AnswersNotModified()
    {
        await AssignAsync();
        using var first = await Client.GetAsync(new Uri(LoopbackPath + "?content=config", UriKind.Relative));
        first.Content.Headers.ContentType!.MediaType.ShouldBe("application/yang-data+json");
        using var request = new HttpRequestMessage(HttpMethod.Get, LoopbackPath + "?content=config");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await Client.SendAsync(request);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("GET", "/restconf/data/ietf-service-assurance:subservices/subservice=a,b", 404, "invalid-value")]
    [InlineData("GET", "/restconf/data/nonsense", 400, "unknown-element")]
    [InlineData("GET", "/restconf/data?content=x", 400, "invalid-value")]
    [InlineData("GET", "/restconf/nothing-here", 404, "invalid-value")]
    [InlineData("DELETE", "/restconf/data/ietf-service-assurance:subservices", 405, "operation-not-supported")]
    [InlineData("GET", "/restconf/streams/subservice-health/json?subservice=nonsense", 400, "invalid-value")]
    public async Task Request_Wrong_IsAnsweredWithRestconfErrors(string method, string path, int status, string tag)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/yang-data+json");
        Error(await response.Content.ReadAsStringAsync())["error-tag"]!.GetValue<string>().ShouldBe(tag);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"ietf-service-assurance:subservices":7}""")]
    [InlineData("""{"ietf-service-assurance:subservices":{"subservice":[{"type":"no-such-type","id":"x"}]}}""")]
    [InlineData("""{"ietf-service-assurance:subservices":{"subservice":[{"type":"ietf-service-assurance-interface:interface-type","id":"x"}]}}""")]
    [InlineData("""{"ietf-service-assurance:subservices":{"subservice":[{"type":"ietf-service-assurance-interface:interface-type","id":"x","health-score":3}]}}""")]
    public async Task Put_BadConfiguration_IsRefusedAndTheRunningOneGoesOn(string body)
    {
        await AssignAsync();

        using var response = await Client.PutYangAsync("/restconf/data/ietf-service-assurance:subservices", body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Error(await response.Content.ReadAsStringAsync())["error-message"]!.GetValue<string>().ShouldNotBeEmpty();
        (await Client.ScoreAsync(LoopbackEntry)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Put_DependencyThatIsNotThere_IsRefused()
    {
        await AssignAsync();
        var entry = AgentClient.Loopback.Trim().TrimEnd('}') + """
            ,"dependencies":{"dependency":[{"type":"ietf-service-assurance-device:device-type","id":"here","dependency-type":"impacting"}]}}
            """;

        using var response = await Client.PutYangAsync(LoopbackPath, "{\"ietf-service-assurance:subservice\":[" + entry + "}]}");

        ((int)response.StatusCode).ShouldBeInRange(400, 499);
        (await Client.GetJsonAsync(LoopbackPath))["ietf-service-assurance:subservice"]![0]!["dependencies"].ShouldBeNull();
    }

    [Fact]
    public async Task Put_OneEntry_AddsItAndRepeatingItChangesNothing()
    {
        await AssignAsync();
        const string Path = "/restconf/data/ietf-service-assurance:subservices/subservice=ietf-service-assurance-device:device-type,here";
        const string Body = """
            {"ietf-service-assurance:subservice":[{"type":"ietf-service-assurance-device:device-type","id":"here","ietf-service-assurance-device:parameters":{"device":"here"}}]}
            """;

        (await Client.PutYangAsync(Path, Body)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Client.PutYangAsync(Path, Body)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Client.PutYangAsync(LoopbackPath, Body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await Client.GetJsonAsync("/restconf/data/ietf-service-assurance:subservices"))["ietf-service-assurance:subservices"]!["subservice"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Put_WrongMediaType_Is415()
    {
        await AssignAsync();
        using var content = new StringContent("x", Encoding.UTF8, "text/plain");

        using var response = await Client.PutAsync(new Uri(LoopbackPath, UriKind.Relative), content);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Put_BodyOfTenMegabytes_Is413()
    {
        await AssignAsync();
        using var content = new ByteArrayContent(new byte[10 << 20]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/yang-data+json");

        using var response = await Client.PutAsync(new Uri("/restconf/data/ietf-service-assurance:subservices", UriKind.Relative), content);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Discovery_WellKnownAndRoot_LeadToTheTree()
    {
        (await Client.GetStringAsync(new Uri("/.well-known/host-meta", UriKind.Relative))).ShouldContain("href='/restconf'");
        (await Client.GetJsonAsync("/restconf"))["ietf-restconf:restconf"]!["yang-library-version"].ShouldNotBeNull();
        (await Client.GetJsonAsync("/restconf/yang-library-version"))["ietf-restconf:yang-library-version"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Assignment_PackageMissing_IsAskedForAndNothingChanges()
    {
        using var response = await Client.PutAsJsonAsync("/api/v1/assignment", AgentClient.Assignment(), ContractsJson.Default.AgentAssignment);

        var answer = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.AssignmentAnswer))!;
        answer.MissingPackages.Single().Name.ShouldBe("base");
        answer.Revision.ShouldBe(0);
    }

    [Fact]
    public async Task Assignment_OlderRevision_IsRefused()
    {
        await Client.AssignAsync(AgentClient.Assignment(5), AgentClient.Subservices(AgentClient.Loopback));

        using var response = await Client.PutAsJsonAsync("/api/v1/assignment", AgentClient.Assignment(4), ContractsJson.Default.AgentAssignment);

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Client.GetJsonAsync("/api/v1/assignment"))["revision"]!.GetValue<int>().ShouldBe(5);
    }

    [Theory]
    [InlineData("""{"revision":1,"packages":null}""", "/packages")]
    [InlineData("""{"revision":1,"peers":[{"agent":"x","endpoint":"nonsense"}]}""", "/peers/0/endpoint")]
    [InlineData("""{"revision":1,"devices":[null]}""", "/devices/0")]
    [InlineData("""{"revision":1,"unknown":1}""", "/unknown")]
    public async Task Assignment_Wrong_SaysWhere(string body, string pointer)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await Client.PutAsync(new Uri("/api/v1/assignment", UriKind.Relative), content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe(pointer);
    }

    [Fact]
    public async Task Package_DigestDoesNotFit_IsRefused()
    {
        var content = BasePackage.Content with { Digest = new string('0', 64) };

        using var response = await Client.PutAsJsonAsync("/api/v1/packages/base", content, ContractsJson.Default.PackageContent);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe("/digest");
    }

    [Fact]
    public async Task Restart_Assignment_IsStillThere()
    {
        await AssignAsync();
        await Eventually.HoldsAsync(async () => await Client.ScoreAsync(LoopbackEntry) == 100);

        await _agent.DisposeAsync();
        _agent = await AgentApp.StartAsync(_folder);

        await Eventually.HoldsAsync(async () => await Client.ScoreAsync(LoopbackEntry) == 100);
        (await Client.GetJsonAsync("/api/v1/assignment"))["revision"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Samples_OfAMetric_CanBeReadBack()
    {
        await AssignAsync();
        await Eventually.HoldsAsync(async () => await Client.ScoreAsync(LoopbackEntry) == 100);

        var items = (await Client.GetJsonAsync("/api/v1/samples?metric=interface-oper-up&device=here&limit=1"))["items"]!.AsArray();

        items.Single()!["number"]!.GetValue<double>().ShouldBe(1);
        items.Single()!["implementation"]!.GetValue<string>().ShouldBe("rtnetlink");
    }

    [Fact]
    public async Task Stream_OfANode_FeedsTheShadowOfAnotherAgent()
    {
        await AssignAsync();
        await using var other = await AgentApp.StartAsync(_folder, "other");
        var shadows = new[] { new ShadowOwner("interface", "here/lo", "here") };
        var peers = new[] { new AgentPeer("here", $"unix:{_folder.Combine("here.sock")}") };

        await other.Client.AssignAsync(AgentClient.Assignment(1, shadows, peers), AgentClient.Subservices(AgentClient.Loopback));

        await Eventually.HoldsAsync(async () => await other.Client.ScoreAsync(LoopbackEntry) == 100);
    }

    private Task AssignAsync() => Client.AssignAsync(AgentClient.Assignment(), AgentClient.Subservices(AgentClient.Loopback));

    private static JsonNode Error(string body) => JsonNode.Parse(body)!["ietf-restconf:errors"]!["error"]![0]!;
}
