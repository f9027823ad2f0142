using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>Calls the product as any client would.</summary>
internal sealed class Api(ServiceEndpoint endpoint) : IDisposable
{
    public ServiceEndpoint Endpoint => endpoint;

    public HttpClient Http { get; } = ServiceHttpClient.Create(endpoint);

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type)
    {
        using var response = await Http.GetAsync(path);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize(body, type)!
            : throw new HttpRequestException($"GET {endpoint}{path}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}", null, response.StatusCode);
    }

    public async Task<JsonObject> GetJsonAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(body)!.AsObject()
            : throw new HttpRequestException($"GET {endpoint}{path}: {(int)response.StatusCode} {body}", null, response.StatusCode);
    }

    public Task<HealthGraph> GraphAsync(string service, DateTimeOffset? at = null) =>
        GetAsync($"/api/v1/services/{service}/graph" + (at is { } time ? $"?at={Uri.EscapeDataString(time.ToString("O"))}" : ""), ContractsJson.Default.HealthGraph);

    public Task<NodeHealth> HealthAsync(string service) => GetAsync($"/api/v1/services/{service}/health", ContractsJson.Default.NodeHealth);

    public Task<HealthHistory> HistoryAsync(string service, DateTimeOffset from) =>
        GetAsync($"/api/v1/services/{service}/history?from={Uri.EscapeDataString(from.ToString("O"))}", ContractsJson.Default.HealthHistory);

    /// <summary>The capture file of what proves an occurrence of a symptom; empty when there are no packets.</summary>
    public async Task<byte[]> EvidenceAsync(SubserviceReference node, SymptomDocument symptom)
    {
        using var response = await Http.GetAsync(
            $"/api/v1/symptoms/evidence.pcapng?type={Uri.EscapeDataString(node.Type)}&id={Uri.EscapeDataString(node.Id)}&symptom={Uri.EscapeDataString(symptom.Id)}&start={Uri.EscapeDataString(symptom.Start.ToString("O"))}");
        return response.IsSuccessStatusCode ? await response.Content.ReadAsByteArrayAsync() : [];
    }

    public async Task<IReadOnlyList<StoredService>> DefinitionsAsync() => (await GetAsync("/api/v1/definitions", ContractsJson.Default.PageStoredService)).Items;

    public async Task<IReadOnlyList<DeviceDefinition>> DevicesAsync() => (await GetAsync("/api/v1/devices", ContractsJson.Default.PageDeviceDefinition)).Items;

    /// <summary>Defines something; fails when it is refused.</summary>
    public async Task PutAsync<T>(string path, T definition, JsonTypeInfo<T> type)
    {
        using var response = await Http.PutAsync(path, JsonContent.Create(definition, type));
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"PUT {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}", null, response.StatusCode);
        }
    }

    public async Task DeleteAsync(string path)
    {
        using var response = await Http.DeleteAsync(path);
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.NoContent, HttpStatusCode.NotFound);
    }

    /// <summary>Up to which event the collector has an agent's; asked with a batch without events, which is the heartbeat of an agent.</summary>
    public async Task<long> AcknowledgedAsync(string agent, Guid epoch)
    {
        using var response = await Http.PostAsync("/api/v1/ingest", JsonContent.Create(new HealthBatch(agent, epoch, []), ContractsJson.Default.HealthBatch));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.HealthBatchAnswer))!.Acknowledged;
    }

    /// <summary>Whether the service says it is ready; false also while nobody answers.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Http.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => Http.Dispose();
}
