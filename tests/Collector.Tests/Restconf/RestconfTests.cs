using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.Restconf;

public sealed class RestconfTests
{
    private const string Subservices = "/restconf/data/ietf-service-assurance:subservices";
    private const string InterfaceEntry = Subservices + "/subservice=ietf-service-assurance-interface%3Ainterface-type,pe1%2Feth0";

    [Fact]
    public async Task Datastore_WithReportsMissingAndSymptomsPast_IsValidData()
    {
        using var yanglint = new Yanglint();
        await using var host = await StartAsync();
        var again = Symptom(start: Begin.AddMinutes(5));
        await host.AcceptAsync(Batch(
            SymptomEvent(1, Interface, Symptom(), Evidence()),
            SymptomEvent(2, Interface, Symptom(stop: Begin), Evidence()),
            SymptomEvent(3, Interface, again, Evidence()),
            StatusEvent(4, Interface, Status(40, again)),
            StatusEvent(5, Tunnel, Status(40, Inherited(Interface)))));

        var data = (await GetAsync(host, "/restconf/data"))["ietf-restconf:data"]!;

        (await yanglint.ErrorsOfAsync(data)).ShouldBe("");
        var entry = Entry(data, "pe1/eth0");
        entry["symptoms"]!["symptom"]!.AsArray().ShouldHaveSingleItem()!["start-date-time"]!.GetValue<string>().ShouldBe("2025-03-01T12:05:00Z");
        entry["symptoms-history-start"]!.GetValue<string>().ShouldBe("2025-03-01T12:00:00Z");
        Entry(data, "pe1")["health-score"]!.GetValue<int>().ShouldBe(-1);
        Entry(data, "pe1")["symptoms"]!["symptom"]![0]!["symptom-id"]!.GetValue<string>().ShouldBe("collector/no-report");
        var instance = data["ietf-service-assurance:assured-services"]!["assured-service"]![0]!["instances"]![0]!;
        (instance["name"]!.GetValue<string>(), instance["subservices"]!.AsArray().Count).ShouldBe(("blue", 4));
    }

    [Fact]
    public async Task Datastore_WhileEverythingFlaps_IsValidEachTime()
    {
        using var yanglint = new Yanglint();
        await using var host = await StartAsync();
        using var end = new CancellationTokenSource();
        var flapping = FlapAsync(host, end.Token);
        var trees = new Dictionary<string, JsonNode>();
        while (trees.Count < 10 && !flapping.IsFaulted)
        {
            using var response = await host.Client.GetAsync("/restconf/data", TestContext.Current.CancellationToken);
            var body = await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
            trees[response.Headers.ETag!.Tag] = body!["ietf-restconf:data"]!;
        }

        await end.CancelAsync();
        await flapping;
        trees.Count.ShouldBe(10, "different trees");
        foreach (var data in trees.Values)
        {
            (await yanglint.ErrorsOfAsync(data)).ShouldBe("", data.ToJsonString());
        }
    }

    [Fact]
    public async Task SingleNode_MergedWithTheAgentsOfTheSameSnapshot_IsValid()
    {
        using var yanglint = new Yanglint();
        await using var host = await StartAsync();
        await host.AcceptAsync(Batch(StatusEvent(1, Device, Status(40, Symptom("base/device.cpu-high")))));

        var node = await GetAsync(host, Subservices + "/subservice=ietf-service-assurance-device%3Adevice-type,pe1");
        var agents = await GetAsync(host, "/restconf/data/ietf-service-assurance:agents");
        var change = await GetAsync(host, "/restconf/data/ietf-service-assurance:assurance-graph-last-change");

        var tree = new JsonObject
        {
            ["ietf-service-assurance:subservices"] = new JsonObject { ["subservice"] = node["ietf-service-assurance:subservice"]!.DeepClone() },
            ["ietf-service-assurance:agents"] = agents["ietf-service-assurance:agents"]!.DeepClone(),
            ["ietf-service-assurance:assurance-graph-last-change"] = change["ietf-service-assurance:assurance-graph-last-change"]!.DeepClone(),
        };
        (await yanglint.ErrorsOfAsync(tree)).ShouldBe("");
    }

    [Fact]
    public async Task Maintenance_WhileActive_IsShownWithItsContact()
    {
        using var yanglint = new Yanglint();
        await using var host = await StartAsync();
        await host.AcceptAsync(new GraphVersion
        {
            Version = 2,
            Base = 1,
            Time = Begin.AddMinutes(1),
            Upserts = [Node(Device, "pe1") with { Maintenance = new MaintenanceDocument("noc@example.net", Begin) }],
        });

        var data = (await GetAsync(host, "/restconf/data"))["ietf-restconf:data"]!;

        Entry(data, "pe1")["under-maintenance"]!["contact"]!.GetValue<string>().ShouldBe("noc@example.net");
        (await yanglint.ErrorsOfAsync(data)).ShouldBe("");
    }

    [Fact]
    public async Task Type_ThatNoPackageDefines_IsLeftOutWithTheEdgesToIt()
    {
        using var yanglint = new Yanglint();
        await using var host = await StartAsync();
        var odd = new SubserviceReference("odd-type", "x");
        await host.AcceptAsync(new GraphVersion
        {
            Version = 2,
            Base = 1,
            Time = Begin.AddMinutes(1),
            Upserts = [Service("green", "pe1", odd, Device), Node(odd, "pe1")],
        });

        var data = (await GetAsync(host, "/restconf/data"))["ietf-restconf:data"]!;

        (await yanglint.ErrorsOfAsync(data)).ShouldBe("");
        data.ToJsonString().ShouldNotContain("odd-type");
        (await host.GetAsync("/api/v1/subservices?type=odd-type", ContractsJson.Default.PageSubserviceItem)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Data_Unchanged_AnswersNotModified()
    {
        await using var host = await StartAsync();
        using var first = await host.Client.GetAsync(InterfaceEntry, TestContext.Current.CancellationToken);
        first.Content.Headers.ContentType!.MediaType.ShouldBe("application/yang-data+json");
        first.Content.Headers.LastModified.ShouldNotBeNull();

        (await WithTagAsync(host, first.Headers.ETag!.Tag)).ShouldBe(HttpStatusCode.NotModified);
        await host.AcceptAsync(Batch(StatusEvent(1, Device, Status(40))));
        (await WithTagAsync(host, first.Headers.ETag!.Tag)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", Subservices + "/subservice=ietf-service-assurance-interface%3Ainterface-type,none", 404, "invalid-value")]
    [InlineData("GET", "/restconf/data/ietf-service-assurance:unknown", 400, "unknown-element")]
    [InlineData("GET", Subservices + "/subservice=one-key", 400, "invalid-value")]
    [InlineData("GET", "/restconf/data?depth=deep", 400, "invalid-value")]
    [InlineData("GET", "/restconf/data?surprise=1", 400, "invalid-value")]
    [InlineData("GET", "/restconf/nothing", 404, "invalid-value")]
    [InlineData("PUT", "/restconf/data", 405, "operation-not-supported")]
    [InlineData("DELETE", Subservices, 405, "operation-not-supported")]
    [InlineData("GET", "/restconf/streams/subservice-health/json?subservice=device", 400, "invalid-value")]
    public async Task Wrong_Request_AnswersRestconfErrors(string method, string path, int status, string tag)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/yang-data+json");
        var body = await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        body!["ietf-restconf:errors"]!["error"]![0]!["error-tag"]!.GetValue<string>().ShouldBe(tag);
    }

    [Fact]
    public async Task Xml_IsNotAcceptable()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/restconf/data");
        request.Headers.Accept.ParseAdd("application/yang-data+xml");

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotAcceptable);
    }

    [Fact]
    public async Task Root_IsFoundAsTheStandardHasIt()
    {
        await using var host = await StartAsync();

        (await host.Client.GetStringAsync("/.well-known/host-meta", TestContext.Current.CancellationToken)).ShouldContain("rel='restconf' href='/restconf'");
        (await GetAsync(host, "/restconf"))["ietf-restconf:restconf"]!["yang-library-version"]!.GetValue<string>().ShouldBe("2019-01-04");
    }

    [Fact]
    public async Task Stream_OfANode_BeginsWithItsStatusAndGoesOn()
    {
        await using var host = await StartAsync();
        await host.AcceptAsync(Batch(StatusEvent(1, Interface, Status(40))));
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var response = await host.Client.GetAsync(
            "/restconf/streams/subservice-health/json?subservice=interface%2Fpe1%2Feth0&subservice=device/pe1", HttpCompletionOption.ResponseHeadersRead, end.Token);
        await using var stream = await response.Content.ReadAsStreamAsync(end.Token);
        await using var items = SseParser.Create(stream).EnumerateAsync(end.Token).GetAsyncEnumerator(end.Token);

        (await NextAsync(items), await NextAsync(items)).ShouldBeOneOf((("interface", 40), ("device", -1)), (("device", -1), ("interface", 40)));
        await host.AcceptAsync(Batch(StatusEvent(2, Tunnel, Status(10)), StatusEvent(3, Device, Status(70))));
        (await NextAsync(items)).ShouldBe(("device", 70));
    }

    private static async Task<(string Type, int Score)> NextAsync(IAsyncEnumerator<SseItem<string>> items)
    {
        (await items.MoveNextAsync()).ShouldBeTrue();
        var notification = JsonNode.Parse(items.Current.Data)!["ietf-restconf:notification"]!;
        notification["eventTime"].ShouldNotBeNull();
        var status = notification["raa-health:status"]!;
        return (status["subservice"]!["type"]!.GetValue<string>(), status["status"]!["score"]!.GetValue<int>());
    }

    /// <summary>The tunnel over one interface and a link-less IS-IS instance, both on the device.</summary>
    private static async Task<CollectorHost> StartAsync()
    {
        var host = await CollectorHost.StartAsync(TestDatabase.Fresh(), options => options.Packages = Yanglint.Packages);
        var isis = new SubserviceReference("is-is", "pe1/core");
        var node = Node(isis, "pe2", Device) with { Parameters = new Dictionary<string, string> { ["device"] = "pe1", ["instance"] = "core" } };
        var graph = Graph(1, null, node);
        await host.AcceptAsync(graph with { Upserts = [.. graph.Upserts.Skip(1), Service("blue", "pe1", Interface, isis)] });
        return host;
    }

    private static SymptomDocument Inherited(SubserviceReference node) => Symptom($"dependency/{node.Type}/{node.Id}") with { Kind = "inherited", Dependency = node };

    private static async Task FlapAsync(CollectorHost host, CancellationToken cancellationToken)
    {
        var up = true;
        for (long sequence = 1; !cancellationToken.IsCancellationRequested; sequence += 4)
        {
            up = !up;
            var symptom = Symptom(start: Begin.AddSeconds(sequence - (up ? 4 : 0)), stop: up ? Begin.AddSeconds(sequence) : null);
            await host.AcceptAsync(Batch(
                SymptomEvent(sequence, Interface, symptom, Evidence()),
                StatusEvent(sequence + 1, Interface, up ? Status(100, symptom) : Status(40, symptom)),
                up ? WithdrawnEvent(sequence + 2, Device) : StatusEvent(sequence + 2, Device, Status(100)),
                StatusEvent(sequence + 3, Tunnel, up ? Status(100) : Status(40, Inherited(Interface) with { Start = symptom.Start }))));
        }
    }

    private static async Task<HttpStatusCode> WithTagAsync(CollectorHost host, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, InterfaceEntry);
        request.Headers.IfNoneMatch.ParseAdd(tag);
        using var response = await host.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static JsonNode Entry(JsonNode data, string id) =>
        data["ietf-service-assurance:subservices"]!["subservice"]!.AsArray().Single(entry => entry!["id"]!.GetValue<string>() == id)!;

    private static async Task<JsonNode> GetAsync(CollectorHost host, string path)
    {
        using var response = await host.Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }
}
