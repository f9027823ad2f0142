using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.RouterAlert;
using static RouterAlertAssurance.Collector.Tests.Samples;

namespace RouterAlertAssurance.Collector.Tests.Ingestion;

/// <summary>Every field of every body with every kind of wrong value: a 4xx problem that says where, and nothing changed.</summary>
public sealed class BadInputTests
{
    // No JsonNode holds one; it is put into the text.
    private const string LoneSurrogate = "lone-surrogate";

    private static readonly string[] WrongValues =
    [
        "null", "true", "-2", "1e300", "123456789012345678901234567890", "3.5", "\"\"", "\"x\"", "\"a\\u0000b\"", "\"" + LoneSurrogate + "\"", "[]", "{}", "[null]", "{\"unknown\":1}",
        "\"" + new string('y', 5000) + "\"", "\"0001-01-01T00:00:00Z\"", "\"9999-01-01T00:00:00Z\"",
    ];

    [Fact]
    public async Task Ingest_AnyFieldWrong_IsRefusedOrTaken_AndARefusalChangesNothing()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        var refused = 0;
        foreach (var (pointer, body) in Mutations(JsonSerializer.Serialize(FullBatch(), ContractsJson.Default.HealthBatch)))
        {
            body["epoch"] = pointer == "/epoch" ? body["epoch"]?.DeepClone() : Guid.NewGuid().ToString();
            refused += await CheckAsync(host, HttpMethod.Post, "/api/v1/ingest", pointer, body) ? 1 : 0;
        }

        refused.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task Graph_AnyFieldWrong_IsRefusedOrTaken_AndARefusalChangesNothing()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());
        var version = 1L;
        var refused = 0;
        foreach (var (pointer, body) in Mutations(JsonSerializer.Serialize(FullGraph(), ContractsJson.Default.GraphVersion)))
        {
            if (pointer is not ("/version" or "/base"))
            {
                (body["version"], body["base"]) = (version + 1, version);
            }

            refused += await CheckAsync(host, HttpMethod.Put, "/api/v1/graph", pointer, body) ? 1 : 0;
            version = host.State.Graph.Version;
        }

        refused.ShouldBeGreaterThan(250);
    }

    [Theory]
    [InlineData("POST", "/api/v1/ingest")]
    [InlineData("PUT", "/api/v1/graph")]
    public async Task Body_OfAWrongKind_IsRefused(string method, string path)
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        var verb = new HttpMethod(method);

        (await host.ProblemAsync(verb, path, "")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.ProblemAsync(verb, path, "{")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.ProblemAsync(verb, path, "null")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.ProblemAsync(verb, path, "[1]")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.ProblemAsync(verb, path, "{\"surprise\":1}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.ProblemAsync(verb, path, "{\"time\":1,\"time\":1}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var (status, problem) = await host.ProblemAsync(verb, path, string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100));
        (status, problem["errors"]![0]!["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.BadRequest, "nested too deeply"));
        using var text = await host.SendAsync(verb, path, "agentId: pe1", "text/plain");
        text.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        host.State.Agents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/api/v1/ingest")]
    [InlineData("PUT", "/api/v1/graph")]
    public async Task Body_OfTenMegabytes_IsRefusedAsTooLarge(string method, string path)
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        using var response = await host.SendAsync(new HttpMethod(method), path, "{\"agentId\":\"" + new string('x', 10_000_000) + "\"}");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        host.State.Agents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Graph_WithALoop_IsRefusedNamingIt()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        var loop = Graph(1) with { Upserts = [Node(Interface, "pe1", Device), Node(Device, "pe1", Interface)] };

        var (status, problem) = await host.ProblemAsync(HttpMethod.Put, "/api/v1/graph", JsonSerializer.Serialize(loop, ContractsJson.Default.GraphVersion));

        status.ShouldBe(HttpStatusCode.BadRequest);
        var detail = problem["errors"]![0]!["detail"]!.GetValue<string>();
        detail.ShouldContain("interface[pe1/eth0]");
        detail.ShouldContain("device[pe1]");
        host.State.Graph.Version.ShouldBe(0);
    }

    [Fact]
    public async Task Graph_WithDanglingEdges_IsRefusedWithTheirPlaces()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        await host.AcceptAsync(Graph());

        var missing = new GraphVersion { Version = 2, Base = 1, Time = Begin, Upserts = [Node(new("interface", "pe1/eth9"), "pe1", new SubserviceReference("device", "pe9"))] };
        var removed = new GraphVersion { Version = 2, Base = 1, Time = Begin, Removals = [Device] };

        (await host.ProblemAsync(HttpMethod.Put, "/api/v1/graph", JsonSerializer.Serialize(missing, ContractsJson.Default.GraphVersion)))
            .Problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe("/upserts/0/dependencies/0");
        (await host.ProblemAsync(HttpMethod.Put, "/api/v1/graph", JsonSerializer.Serialize(removed, ContractsJson.Default.GraphVersion)))
            .Problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe("/removals/0");
        host.State.Graph.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Ingest_UnexplainedScore_IsRefusedWithLineAndColumn()
    {
        await using var host = await CollectorHost.StartAsync(TestDatabase.Fresh());
        var batch = Batch(StatusEvent(1, Interface, Status(100) with { Score = 40 }));

        var (_, problem) = await host.ProblemAsync(HttpMethod.Post, "/api/v1/ingest", JsonSerializer.Serialize(batch, ContractsJson.Default.HealthBatch));

        var error = problem["errors"]![0]!;
        error["pointer"]!.GetValue<string>().ShouldBe("/events/0/status/status/symptoms");
        error["line"]!.GetValue<int>().ShouldBe(1);
        error["column"]!.GetValue<int>().ShouldBeGreaterThan(1);
    }

    /// <summary>True when it was refused.</summary>
    private static async Task<bool> CheckAsync(CollectorHost host, HttpMethod method, string path, string pointer, JsonNode body)
    {
        var before = host.State.Revision;
        using var response = await host.SendAsync(method, path, body.ToJsonString().Replace(LoneSurrogate, "\\ud800", StringComparison.Ordinal));
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict)
        {
            return false;
        }

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{pointer}: {text}");
        var errors = JsonNode.Parse(text)!["errors"]!.AsArray();
        errors.Count.ShouldBeGreaterThan(0);
        errors.ShouldContain(error => Concerns(error!["pointer"]!.GetValue<string>(), pointer), $"{pointer}: {text}");
        host.State.Revision.ShouldBe(before, pointer);
        return true;
    }

    // The error names the field, something in it, or something around it (a name it lacks, a reference to it, the numbering it breaks).
    private static bool Concerns(string named, string changed) =>
        changed.StartsWith(named, StringComparison.Ordinal) || named.StartsWith(changed, StringComparison.Ordinal)
        || Parent(changed).StartsWith(Parent(named), StringComparison.Ordinal) || Parent(named).StartsWith(Parent(changed), StringComparison.Ordinal);

    private static string Parent(string pointer) => pointer.LastIndexOf('/') is var last and > 0 ? pointer[..last] : "";

    private static IEnumerable<(string Pointer, JsonNode Body)> Mutations(string json)
    {
        foreach (var pointer in Pointers(JsonNode.Parse(json)!, ""))
        {
            foreach (var value in WrongValues)
            {
                var body = JsonNode.Parse(json)!;
                Replace(body, pointer, JsonNode.Parse(value));
                if (body.ToJsonString() != json)
                {
                    yield return (pointer, body);
                }
            }
        }
    }

    private static IEnumerable<string> Pointers(JsonNode node, string pointer)
    {
        var children = node switch
        {
            JsonObject map => map.Select(pair => (pair.Key, pair.Value)),
            JsonArray list => list.Select((item, place) => (place.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var (name, child) in children)
        {
            yield return $"{pointer}/{name}";
            foreach (var deeper in child is null ? [] : Pointers(child, $"{pointer}/{name}"))
            {
                yield return deeper;
            }
        }
    }

    private static void Replace(JsonNode root, string pointer, JsonNode? value)
    {
        var parts = pointer.Split('/')[1..];
        var parent = parts[..^1].Aggregate(root, (node, part) => node is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : node[part]!);
        if (parent is JsonArray array)
        {
            array[int.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            parent[parts[^1]] = value;
        }
    }

    private static HealthBatch FullBatch()
    {
        var symptom = Symptom(stop: null) with { Dependency = Device, Gain = 3, Cost = 4 };
        return Batch(
            StatusEvent(1, Interface, Status(40, symptom) with { Causes = [new CauseDocument(Device, symptom)] }),
            SymptomEvent(2, Interface, symptom with { Stop = Begin.AddSeconds(3) }, Evidence() with
            {
                Samples = [new EvidenceSample("i", "m", "d", "s", "r", Begin, "", "failed", "timeout")],
                Packets = [new EvidencePacket(Begin, "eth0", "in", 4, [1, 2, 3, 4], "RSVP")],
            }),
            WithdrawnEvent(3, Device));
    }

    private static GraphVersion FullGraph() => new()
    {
        Version = 2,
        Base = 1,
        Time = Begin.AddMinutes(1),
        Upserts =
        [
            Node(Interface, "pe1", Device) with
            {
                Groups = [new GraphGroup("members", "at-least", 1)],
                Dependencies = [new GraphEdge("device", "pe1", "impacting", "members", "0:50 100:100")],
                Labels = new Dictionary<string, string> { ["site"] = "north" },
                Maintenance = new MaintenanceDocument("noc", Begin, Begin.AddHours(1), "daily", Begin.AddDays(9), "exclusive"),
            },
        ],
        Removals = [new SubserviceReference("interface", "pe1/eth7")],
    };
}
