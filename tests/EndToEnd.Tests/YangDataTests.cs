using System.Text.Json.Nodes;
using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>What agents and collector answer over RESTCONF is valid RFC 9418 data, at any time.</summary>
[Place(20)]
public sealed class YangDataTests(AssuredLab lab)
{
    private const string Core = "ietf-service-assurance";
    private static readonly string[] Devices = ["ce1", "ce2", "pe1", "pe2", "p1", "p2"];

    [Fact]
    public async Task Datastore_OfEveryAgentAndTheCollector_IsValid()
    {
        await lab.CalmAsync();
        using var yang = await YangValidator.CreateAsync(lab.Api);
        foreach (var device in Devices)
        {
            using var agent = lab.Product.Agent(device);
            await yang.CheckAsync(await YangValidator.DatastoreAsync(agent), device);
        }

        await yang.CheckDatastoreAsync(lab.Api);
    }

    [Fact]
    public async Task Datastore_OfTheCollector_HoldsAgentsSubservicesAndAssuredServices()
    {
        await lab.CalmAsync();

        var data = await YangValidator.DatastoreAsync(lab.Api);

        Entries(data, "subservices", "subservice").Count.ShouldBeGreaterThan(20);
        Entries(data, "agents", "agent").Count.ShouldBeGreaterThanOrEqualTo(4);
        data[$"{Core}:assured-services"].ShouldNotBeNull().ToJsonString().ShouldContain("blue");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Node_WithTheAgentsOfTheSameServer_IsValid(bool ofAgent)
    {
        await lab.CalmAsync();
        using var yang = await YangValidator.CreateAsync(lab.Api);
        using var agent = lab.Product.Agent("pe1");
        await CheckEachTypeAsync(ofAgent ? agent : lab.Api, yang);
    }

    // The graph may change meanwhile (a stream that ended leaves it half a minute later): a node that went with a change is no fault, and the look begins anew.
    private static async Task CheckEachTypeAsync(Api server, YangValidator yang)
    {
        for (var look = 1; ; look++)
        {
            var before = await LastChangeAsync(server);
            try
            {
                await CheckEachTypeOnceAsync(server, yang);
                return;
            }
            catch (HttpRequestException) when (look < 4)
            {
                (await LastChangeAsync(server)).ShouldNotBe(before, "a node of the datastore is not there, and the graph is the same");
            }
        }
    }

    private static async Task CheckEachTypeOnceAsync(Api server, YangValidator yang)
    {
        var all = Entries(await YangValidator.DatastoreAsync(server), "subservices", "subservice");
        foreach (var entry in all.DistinctBy(entry => entry["type"]!.GetValue<string>()))
        {
            var nodes = await ClosureAsync(server, KeyOf(entry));
            var agents = await server.GetJsonAsync($"/restconf/data/{Core}:agents");
            // Mandatory at the top level, in whatever is to be valid.
            agents[$"{Core}:subservices"] = new JsonObject { ["subservice"] = new JsonArray([.. nodes.Select(node => node.DeepClone())]) };
            agents[$"{Core}:assurance-graph-last-change"] = await LastChangeAsync(server);
            await yang.CheckAsync(agents, KeyOf(entry));
        }
    }

    private static async Task<string> LastChangeAsync(Api server)
    {
        var answer = await server.GetJsonAsync($"/restconf/data/{Core}:assurance-graph-last-change");
        return answer[$"{Core}:assurance-graph-last-change"]!.GetValue<string>();
    }

    /// <summary>A node and what it depends on, since its dependencies are references that must resolve; each in a request of its own.</summary>
    private static async Task<List<JsonNode>> ClosureAsync(Api server, string root)
    {
        var nodes = new List<JsonNode>();
        var keys = new List<string> { root };
        for (var index = 0; index < keys.Count; index++)
        {
            var answer = await server.GetJsonAsync($"/restconf/data/{Core}:subservices/subservice={keys[index]}");
            var node = answer[$"{Core}:subservice"].ShouldNotBeNull().AsArray().ShouldHaveSingleItem().ShouldNotBeNull();
            KeyOf(node).ShouldBe(keys[index]);
            nodes.Add(node);
            keys.AddRange((node["dependencies"]?["dependency"]?.AsArray() ?? []).Select(edge => KeyOf(edge!)).Except(keys).ToArray());
        }

        return nodes;
    }

    private static string KeyOf(JsonNode entry) => $"{Uri.EscapeDataString(entry["type"]!.GetValue<string>())},{Uri.EscapeDataString(entry["id"]!.GetValue<string>())}";

    private static IReadOnlyList<JsonNode> Entries(JsonObject data, string container, string list) =>
        [.. data[$"{Core}:{container}"].ShouldNotBeNull()[list].ShouldNotBeNull().AsArray().Select(entry => entry!)];
}
