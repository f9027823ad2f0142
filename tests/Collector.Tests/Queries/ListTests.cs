using System.Net;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.Queries;

public sealed class ListTests(ListTests.Network network) : IClassFixture<ListTests.Network>
{
    [Fact]
    public async Task Services_ByDefault_AreWorstFirstThenUnknownThenHealthy()
    {
        var host = await network.HostAsync();

        var page = await host.GetAsync("/api/v1/services?limit=1000", ContractsJson.Default.PageServiceItem);

        page.Items.Select(item => item.Score).Distinct().ShouldBe([0, 40, 99, -1, 100]);
        page.Items.GroupBy(item => item.Score).ShouldAllBe(group => group.Select(item => item.Name).SequenceEqual(group.Select(item => item.Name).Order(StringComparer.Ordinal)));
        page.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData("name=s03", 1)]
    [InlineData("type=tunnel", 40)]
    [InlineData("type=host", 0)]
    [InlineData("label=tier:gold", 40)]
    [InlineData("label=tier", 40)]
    [InlineData("label=tier:gold&label=customer:s05", 1)]
    [InlineData("label=tier:silver", 0)]
    [InlineData("maxScore=40&minScore=0", 16)]
    [InlineData("minScore=100", 8)]
    [InlineData("maxScore=-1", 8)]
    [InlineData("q=S07", 1)]
    [InlineData("q=happened&minScore=0", 24)]
    [InlineData("q=nothing-like-this", 0)]
    public async Task Services_Filtered_AreThoseThatMatch(string query, int count)
    {
        var host = await network.HostAsync();

        (await host.GetAsync($"/api/v1/services?limit=1000&{query}", ContractsJson.Default.PageServiceItem)).Items.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("type=interface", 1)]
    [InlineData("device=pe1", 2)]
    [InlineData("device=pe1&type=device", 1)]
    [InlineData("agent=pe1", 42)]
    [InlineData("agent=pe2", 0)]
    [InlineData("name=pe1/eth0", 1)]
    [InlineData("q=ETH0", 1)]
    [InlineData("symptoms=own", 34)]
    // The interface, and the device that nobody reported yet.
    [InlineData("symptoms=own&device=pe1", 2)]
    public async Task Subservices_Filtered_AreThoseThatMatch(string query, int count)
    {
        var host = await network.HostAsync();

        (await host.GetAsync($"/api/v1/subservices?limit=1000&{query}", ContractsJson.Default.PageSubserviceItem)).Items.Count.ShouldBe(count);
    }

    [Fact]
    public async Task Services_PageByPage_AreTheWholeListOnce()
    {
        var host = await network.HostAsync();
        foreach (var (limit, sort) in Gen.Sample(Pages(), 20))
        {
            var whole = await host.GetAsync($"/api/v1/services?limit=1000&sort={sort}", ContractsJson.Default.PageServiceItem);
            var paged = await ReadAllAsync(host, $"/api/v1/services?limit={limit}&sort={sort}&label=tier%3Agold");

            paged.ShouldBe(whole.Items.Select(item => item.Name), $"limit {limit}, sort {sort}");
        }
    }

    [Theory]
    [InlineData("name")]
    [InlineData("since")]
    [InlineData("score")]
    public async Task Services_SortedBackwards_AreInReverseOrder(string sort)
    {
        var host = await network.HostAsync();
        var forward = await host.GetAsync($"/api/v1/services?limit=1000&sort={sort}", ContractsJson.Default.PageServiceItem);
        var backward = await host.GetAsync($"/api/v1/services?limit=1000&sort=-{sort}", ContractsJson.Default.PageServiceItem);

        Func<ServiceItem, object> key = sort switch { "name" => item => item.Name, "since" => item => item.Since, _ => item => item.Score };
        backward.Items.Select(key).ShouldBe(forward.Items.Select(key).Reverse());
    }

    [Theory]
    [InlineData("limit=0", "?limit")]
    [InlineData("limit=1001", "?limit")]
    [InlineData("limit=many", "?limit")]
    [InlineData("minScore=-2", "?minScore")]
    [InlineData("maxScore=101", "?maxScore")]
    [InlineData("symptoms=all", "?symptoms")]
    [InlineData("sort=colour", "?sort")]
    [InlineData("cursor=%21", "?cursor")]
    [InlineData("cursor=c2NvcmU", "?cursor")]
    [InlineData("label=%3Agold", "?label")]
    public async Task List_WrongParameter_IsToldByName(string query, string pointer)
    {
        var host = await network.HostAsync();
        foreach (var path in new[] { "/api/v1/services", "/api/v1/subservices" })
        {
            var (status, problem) = await host.ProblemAsync(HttpMethod.Get, $"{path}?{query}");

            status.ShouldBe(HttpStatusCode.BadRequest);
            problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe(pointer);
        }
    }

    [Fact]
    public async Task Cursor_OfAnotherOrder_IsRefused()
    {
        var host = await network.HostAsync();
        var page = await host.GetAsync("/api/v1/services?limit=2&sort=name", ContractsJson.Default.PageServiceItem);
        var cursor = page.Next![(page.Next!.IndexOf("cursor=", StringComparison.Ordinal) + 7)..];

        (await host.ProblemAsync(HttpMethod.Get, $"/api/v1/services?sort=score&cursor={cursor}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Health_OfAService_HasSymptomsAndWhoIsHurt()
    {
        var host = await network.HostAsync();

        var service = await host.GetAsync("/api/v1/services/tunnel/s00/health", ContractsJson.Default.NodeHealth);
        var node = await host.GetAsync("/api/v1/subservices/device/pe1", ContractsJson.Default.NodeHealth);

        service.Node.Id.ShouldBe("tunnel/s00");
        service.Status.Symptoms.ShouldHaveSingleItem();
        node.Services.Count.ShouldBe(40);
    }

    [Theory]
    [InlineData("/api/v1/services/tunnel/none/health")]
    [InlineData("/api/v1/services/tunnel/none/graph")]
    [InlineData("/api/v1/services/tunnel/none/history")]
    [InlineData("/api/v1/subservices/interface/none")]
    [InlineData("/api/v1/history/subservices/interface/none")]
    public async Task Node_Unknown_IsNotFound(string path)
    {
        var host = await network.HostAsync();

        (await host.ProblemAsync(HttpMethod.Get, path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Subservice_WithASlashInsideAValue_IsToldFromOneBetweenValues()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh("slashes"));
        var inside = new SubserviceReference("interface", "pe1/eth%2F0");
        var between = new SubserviceReference("interface", "pe1/eth/0");
        await host.AcceptAsync(new GraphVersion { Version = 1, Time = Begin, Upserts = [Node(inside, "pe1"), Node(between, "pe1")] });

        foreach (var node in new[] { inside, between })
        {
            var whole = await host.GetAsync($"/api/v1/subservices/interface/{Uri.EscapeDataString(node.Id)}", ContractsJson.Default.NodeHealth);
            var slashes = await host.GetAsync($"/api/v1/subservices/interface/{node.Id.Replace("%", "%25", StringComparison.Ordinal)}", ContractsJson.Default.NodeHealth);
            (whole.Node.Id, slashes.Node.Id).ShouldBe((node.Id, node.Id));
        }
    }

    [Theory]
    [InlineData("/api/v1/services?bogus=1", "?bogus")]
    [InlineData("/api/v1/services?q=a&q=b", "?q")]
    [InlineData("/api/v1/subservices/device/pe1?at=-1h", "?at")]
    [InlineData("/api/v1/graph?at=-99999999d", "?at")]
    [InlineData("/api/v1/services/tunnel/s00/graph?at=-106751991d", "?at")]
    [InlineData("/api/v1/services/tunnel/s00/graph?at=-21000d", "?at")]
    [InlineData("/api/v1/services/tunnel/s00/history?from=-2147483647w", "?from")]
    [InlineData("/api/v1/events?filter=x", "?filter")]
    public async Task Query_UnknownRepeatedOrOutOfRange_IsRefusedByName(string address, string pointer)
    {
        var host = await network.HostAsync();

        var (status, problem) = await host.ProblemAsync(HttpMethod.Get, address);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe(pointer);
    }

    [Theory]
    [InlineData("/api/v1/services", HttpStatusCode.OK)]
    [InlineData("/api/v1/services/tunnel/s00/graph", HttpStatusCode.OK)]
    [InlineData("/api/v1/services/tunnel/none/graph", HttpStatusCode.NotFound)]
    [InlineData("/restconf/data", HttpStatusCode.OK)]
    [InlineData("/api/v1/events", HttpStatusCode.OK)]
    public async Task Head_OfWhatCanBeRead_AnswersTheHeadersAlone(string address, HttpStatusCode status)
    {
        var host = await network.HostAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, address);

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task OpenApi_Document_DescribesEveryEndpoint()
    {
        var host = await network.HostAsync();
        var document = JsonNode.Parse(await host.Client.GetStringAsync("/openapi/collector.json", TestContext.Current.CancellationToken))!;

        var paths = document["paths"]!.AsObject();
        paths.Select(path => path.Key).ShouldContain("/api/v1/ingest");
        paths.Select(path => path.Key).ShouldContain("/api/v1/services/{type}/{name}/history");
        foreach (var (path, operations) in paths)
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                operation!["summary"]?.GetValue<string>().ShouldNotBeNullOrEmpty($"{method} {path}");
                operation["responses"]!.AsObject().Count.ShouldBeGreaterThan(0, $"{method} {path}");
                foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                {
                    parameter!["description"]?.GetValue<string>().ShouldNotBeNullOrEmpty($"{method} {path} {parameter["name"]}");
                }
            }
        }

        document["components"]!["schemas"]!.AsObject().ContainsKey("HealthBatch").ShouldBeTrue();
        (await host.Client.GetAsync("/openapi/orchestrator.json", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Gen<(int Limit, string Sort)> Pages() =>
        from limit in Gen.Choose(1, 45)
        from sort in Gen.Elements("score", "-score", "name", "-name", "since", "-since")
        select (limit, sort);

    private static async Task<List<string>> ReadAllAsync(CollectorHost host, string first)
    {
        var names = new List<string>();
        for (var next = first; next is not null && names.Count <= 100;)
        {
            var page = await host.GetAsync(next, ContractsJson.Default.PageServiceItem);
            names.AddRange(page.Items.Select(item => item.Name));
            next = page.Next;
        }

        return names;
    }

    /// <summary>Forty services over one interface, a fifth of each score; the interface has a symptom that costs nothing.</summary>
    public sealed class Network : IAsyncDisposable
    {
        private static readonly int[] Scores = [0, 40, 99, -1, 100];

        private readonly Lazy<Task<CollectorHost>> _host = new(StartAsync);

        internal Task<CollectorHost> HostAsync() => _host.Value;

        public async ValueTask DisposeAsync()
        {
            if (_host.IsValueCreated)
            {
                await (await _host.Value).DisposeAsync();
            }
        }

        private static async Task<CollectorHost> StartAsync()
        {
            var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
            var names = Enumerable.Range(0, 40).Select(number => $"s{number:00}").ToArray();
            await host.AcceptAsync(new GraphVersion
            {
                Version = 1,
                Time = Begin,
                Upserts = [.. names.Select(name => Service(name, "pe1", Interface)), Node(Interface, "pe1", Device), Node(Device, "pe1")],
            });
            await host.AcceptAsync(Batch([.. names.Select((name, place) => StatusEvent(
                place + 1, new("service-instance", $"tunnel/{name}"), Status(Scores[place % 5]) with { Since = Begin.AddMinutes(place / 3) })),
                // One that costs nothing.
                StatusEvent(names.Length + 1, Interface, Status(100, Symptom(weight: 0)))]));
            return host;
        }
    }
}
