using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.EndToEnd.Tests.Harness;

namespace RouterAlertAssurance.EndToEnd.Tests;

/// <summary>Bad input is refused with a problem that says what is wrong and where, and changes nothing.</summary>
[Place(5)]
public sealed class BadInputTests(AssuredLab lab)
{
    private const string Problem = "application/problem+json";
    private const string Assurance = "ietf-service-assurance:subservices";

    [Fact]
    public Task Device_BadInput_IsRefused() => RefusesAsync(lab, [.. BadInput.Anywhere("PUT", "/api/v1/devices/e2e-bad"), .. BadInput.Devices()]);

    [Fact]
    public Task Service_BadInput_IsRefused() => RefusesAsync(lab, [.. BadInput.Anywhere("PUT", "/api/v1/services/tunnel/e2e-bad"), .. BadInput.Services()]);

    [Fact]
    public Task Collector_BadInput_IsRefused() =>
        RefusesAsync(lab, [.. BadInput.Anywhere("POST", "/api/v1/ingest"), .. BadInput.Anywhere("PUT", "/api/v1/graph"), .. BadInput.Collector()]);

    [Fact]
    public Task Agents_BadInputInTheirName_IsRefused() =>
        RefusesAsync(lab, [.. BadInput.Anywhere("PUT", "/api/v1/agents/e2e-bad"), .. BadInput.Anywhere("PUT", "/api/v1/agents/e2e-bad/facts")]);

    [Fact]
    public async Task Assignment_BadInput_IsRefusedByTheAgent()
    {
        await lab.CalmAsync();
        using var agent = lab.Product.Agent("pe1");
        var before = await AgentStateAsync(agent);

        var wrong = new List<string>();
        foreach (var input in (BadInput[])[.. BadInput.Anywhere("PUT", "/api/v1/assignment"), .. BadInput.Anywhere("PUT", "/api/v1/packages/base"), .. Assignments()])
        {
            await CheckAsync(agent, input, wrong);
        }

        wrong.ShouldBeEmpty();
        (await AgentStateAsync(agent)).ShouldBe(before);
    }

    [Fact]
    public async Task Subservices_BadInput_IsRefusedByTheAgentInRestconfsForm()
    {
        await lab.CalmAsync();
        using var agent = lab.Product.Agent("pe1");
        var before = await AgentStateAsync(agent);

        var wrong = new List<string>();
        foreach (var input in (BadInput[])[.. BadInput.Anywhere("PUT", $"/restconf/data/{Assurance}"), .. Subservices()])
        {
            await CheckRestconfAsync(agent, input with { MediaType = input.MediaType == "application/json" ? "application/yang-data+json" : input.MediaType }, wrong);
        }

        wrong.ShouldBeEmpty();
        (await AgentStateAsync(agent)).ShouldBe(before);
    }

    [Fact]
    public async Task Restconf_OfTheCollector_IsReadOnly()
    {
        await lab.ReadyAsync();
        using var response = await SendAsync(lab.Api, new BadInput("write", "PUT", $"/restconf/data/{Assurance}", "{}"u8.ToArray(), 405, null, "application/yang-data+json"));
        ((int)response.StatusCode).ShouldBe(405);
    }

    private static IEnumerable<BadInput> Assignments()
    {
        yield return new("revision is text", "PUT", "/api/v1/assignment", """{"revision":"x"}"""u8.ToArray(), 400, "/revision");
        yield return new("revision is negative", "PUT", "/api/v1/assignment", """{"revision":-1}"""u8.ToArray(), 400, "/revision");
        yield return new("devices are text", "PUT", "/api/v1/assignment", """{"revision":900000,"devices":"pe1"}"""u8.ToArray(), 400, "/devices");
        yield return new("unknown member", "PUT", "/api/v1/assignment", """{"revision":900000,"colour":"blue"}"""u8.ToArray(), 400, "/colour");
    }

    private static IEnumerable<BadInput> Subservices()
    {
        const string Path = $"/restconf/data/{Assurance}";
        yield return new("unknown container", "PUT", Path, """{"ietf-service-assurance:nonsense":{}}"""u8.ToArray(), 400, null);
        yield return new("list is text", "PUT", Path, """{"ietf-service-assurance:subservices":{"subservice":"x"}}"""u8.ToArray(), 400, null);
        yield return new("entry without keys", "PUT", Path, """{"ietf-service-assurance:subservices":{"subservice":[{}]}}"""u8.ToArray(), 400, null);
        yield return new(
            "unknown type", "PUT", Path, """{"ietf-service-assurance:subservices":{"subservice":[{"type":"raa-base:colour-type","id":"x"}]}}"""u8.ToArray(), 400, null);
        yield return new(
            "unknown leaf",
            "PUT",
            Path,
            """{"ietf-service-assurance:subservices":{"subservice":[{"type":"ietf-service-assurance-device:device-type","id":"pe1","colour":"blue"}]}}"""u8.ToArray(),
            400,
            null);
        yield return new("no such resource", "PUT", "/restconf/data/ietf-service-assurance:nothing", "{}"u8.ToArray(), 400, null);
    }

    private static async Task RefusesAsync(AssuredLab lab, BadInput[] inputs)
    {
        await lab.CalmAsync();
        var before = await StateAsync(lab.Api);

        var wrong = new List<string>();
        foreach (var input in inputs)
        {
            await CheckAsync(lab.Api, input, wrong);
        }

        wrong.ShouldBeEmpty();
        (await StateAsync(lab.Api)).ShouldBe(before);
    }

    private static async Task CheckAsync(Api api, BadInput input, List<string> wrong)
    {
        using var response = await SendAsync(api, input);
        var body = await response.Content.ReadAsStringAsync();
        var complaint = !Fits(response, input) ? $"answered {(int)response.StatusCode} instead of {input.Status}"
            : response.Content.Headers.ContentType?.MediaType != Problem ? $"answered {response.Content.Headers.ContentType}"
            : Complaint(JsonNode.Parse(body)!.AsObject(), input);
        if (complaint is not null)
        {
            wrong.Add($"{input}: {complaint}: {Shorten(body)}");
        }
    }

    /// <summary>An endpoint that takes larger bodies reads them, and finds what else is wrong.</summary>
    private static bool Fits(HttpResponseMessage response, BadInput input) =>
        (int)response.StatusCode == input.Status || (input.Status == 413 && (int)response.StatusCode == 400);

    private static string? Complaint(JsonObject problem, BadInput input)
    {
        var errors = problem["errors"]?.AsArray() ?? [];
        var details = errors.Select(error => error!["detail"]?.GetValue<string>()).Append(problem["detail"]?.GetValue<string>());
        return details.All(string.IsNullOrWhiteSpace) ? "nothing says what is wrong"
            : input.Pointer is not null && !errors.Any(error => error!["pointer"]!.GetValue<string>().StartsWith(input.Pointer, StringComparison.Ordinal)) ? $"nothing points to '{input.Pointer}'"
            : null;
    }

    private static async Task CheckRestconfAsync(Api api, BadInput input, List<string> wrong)
    {
        using var response = await SendAsync(api, input);
        var body = await response.Content.ReadAsStringAsync();
        var error = response.Content.Headers.ContentType?.MediaType is "application/yang-data+json" ? JsonNode.Parse(body)?["ietf-restconf:errors"]?["error"]?[0] : null;
        var complaint = !Fits(response, input) ? $"answered {(int)response.StatusCode} instead of {input.Status}"
            : error is null ? $"answered {response.Content.Headers.ContentType} without ietf-restconf:errors"
            : error["error-tag"] is null || error["error-type"] is null ? "the error has no tag or no type"
            : error["error-message"] is null ? "nothing says what is wrong"
            : null;
        if (complaint is not null)
        {
            wrong.Add($"{input}: {complaint}: {Shorten(body)}");
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Api api, BadInput input)
    {
        var request = new HttpRequestMessage(new HttpMethod(input.Method), input.Path);
        if (input.Method != "GET")
        {
            request.Content = new ByteArrayContent(input.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(input.MediaType);
            // A server that refuses a large body before reading it would otherwise cut the connection under our hands.
            request.Headers.ExpectContinue = input.Body.Length > 1_000_000;
        }

        return await api.Http.SendAsync(request);
    }

    /// <summary>Definitions and graph as text; equal when nothing changed.</summary>
    private static async Task<string> StateAsync(Api api)
    {
        var services = (await api.DefinitionsAsync()).Select(service => $"{service.Definition.Type}/{service.Definition.Name} {service.Etag}");
        var devices = (await api.DevicesAsync()).Select(device => $"{device.Name} {device.Role} {string.Join(',', device.Characteristics)}");
        var agents = (await api.GetAsync("/api/v1/agents", ContractsJson.Default.PageAgentItem)).Items.Select(agent => $"{agent.Registration.Id} {agent.AssignedRevision}");
        var graph = await api.GetAsync("/api/v1/graph", ContractsJson.Default.HealthGraph);
        return string.Join('\n', [.. services, .. devices, .. agents, $"graph {graph.Version}, {graph.Nodes.Count} nodes"]);
    }

    private static async Task<string> AgentStateAsync(Api agent)
    {
        var data = await YangValidator.DatastoreAsync(agent);
        var nodes = data[Assurance]!["subservice"]!.AsArray().Select(node => $"{node!["type"]} {node["id"]}");
        return string.Join('\n', [(await agent.GetJsonAsync("/api/v1/assignment")).ToJsonString(), .. nodes]);
    }

    private static string Shorten(string body) => body.Length > 300 ? body[..300] + " ..." : body;
}
