using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Definitions;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>What an orchestrator does with an agent.</summary>
internal static class AgentClient
{
    /// <summary>An interface on a device, as RFC 9418 configures it.</summary>
    public const string Loopback = """
        {"type":"ietf-service-assurance-interface:interface-type","id":"here/lo","ietf-service-assurance-interface:parameters":{"device":"here","interface":"lo"}}
        """;

    public static AgentAssignment Assignment(long revision = 1, IReadOnlyList<ShadowOwner>? shadows = null, IReadOnlyList<AgentPeer>? peers = null) => new()
    {
        Revision = revision,
        Packages = [new PackageReference("base", BasePackage.Content.Version, BasePackage.Content.Digest)],
        Devices = [new DeviceDefinition { Name = "here" }],
        Shadows = shadows ?? [],
        Peers = peers ?? [],
    };

    public static string Subservices(params string[] entries) =>
        "{\"ietf-service-assurance:subservices\":{\"subservice\":[" + string.Join(',', entries) + "]}}";

    public static async Task AssignAsync(this HttpClient client, AgentAssignment assignment, string subservices)
    {
        (await client.PutAsJsonAsync("/api/v1/packages/base", BasePackage.Content, ContractsJson.Default.PackageContent)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.PutAsJsonAsync("/api/v1/assignment", assignment, ContractsJson.Default.AgentAssignment)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PutYangAsync("/restconf/data/ietf-service-assurance:subservices", subservices)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    public static Task<HttpResponseMessage> PutYangAsync(this HttpClient client, string path, string json) =>
        client.PutAsync(new Uri(path, UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/yang-data+json"));

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    /// <summary>Score of a node; null while it is not there.</summary>
    public static async Task<int?> ScoreAsync(this HttpClient client, string entry)
    {
        using var response = await client.GetAsync(new Uri($"/restconf/data/ietf-service-assurance:subservices/subservice={entry}", UriKind.Relative));
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(await response.Content.ReadAsStringAsync())!["ietf-service-assurance:subservice"]![0]!["health-score"]!.GetValue<int>()
            : null;
    }
}
