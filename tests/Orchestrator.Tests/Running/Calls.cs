using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RouterAlertAssurance.Contracts.Agents;

namespace RouterAlertAssurance.Orchestrator.Tests.Running;

/// <summary>Requests in few words.</summary>
internal static class Calls
{
    public const string Link = """{"parameters":{"device1":"pe1","interface1":"eth0","device2":"pe2","interface2":"eth0"}}""";

    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient http, HttpMethod method, string path, string? body = null, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        }

        return http.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PutAsync(this HttpClient http, string path, string body, string mediaType = "application/json") =>
        http.SendAsync(HttpMethod.Put, path, body, mediaType);

    public static async Task PutOkAsync(this HttpClient http, string path, string body, string mediaType = "application/json")
    {
        using var response = await http.PutAsync(path, body, mediaType);
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await JsonAsync(response);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;

    /// <summary>Pointers and details of a problem's errors.</summary>
    public static async Task<IReadOnlyList<(string Pointer, string Detail)>> ErrorsAsync(this HttpResponseMessage response)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.JsonAsync();
        return problem.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => (error.GetProperty("pointer").GetString()!, error.GetProperty("detail").GetString()!))]
            : [];
    }

    public static async Task DefineDevicesAsync(this HttpClient http, params string[] names)
    {
        foreach (var name in names)
        {
            await http.PutOkAsync($"api/v1/devices/{name}", "{}");
        }
    }

    public static FactDocument NextHop(string device, string @interface) => new("route-nexthop", new SortedDictionary<string, string>
    {
        ["device"] = device,
        ["prefix"] = "192.0.2.0/24",
        ["interface"] = @interface,
        ["gateway"] = "198.51.100.1",
        ["state"] = "active",
    });

    public static FactDocument Gateway(string device, string next) => new("default-gateway", new SortedDictionary<string, string>
    {
        ["device"] = device,
        ["interface"] = "eth0",
        ["address"] = next,
        ["family"] = "ipv4",
    });
}
