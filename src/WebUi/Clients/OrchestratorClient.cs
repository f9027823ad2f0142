using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Contracts.Definitions;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Contracts.RouterAlert;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.WebUi.Clients;

/// <summary>What the dashboard reads from the orchestrator.</summary>
public sealed class OrchestratorClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly ApiReader _reader;

    internal OrchestratorClient(WebUiOptions options, SharedReads shared)
    {
        ArgumentNullException.ThrowIfNull(options);
        _http = ServiceHttpClient.Create(options.Orchestrator);
        _reader = new ApiReader(_http, "orchestrator", shared);
    }

    public void Dispose() => _http.Dispose();

    public Task<Fetched<Page<DeviceDefinition>>> DevicesAsync(CancellationToken cancellationToken) =>
        _reader.GetAllAsync("/api/v1/devices?limit=1000", ContractsJson.Default.PageDeviceDefinition, device => device.Name, cancellationToken);

    public Task<Fetched<DeviceDefinition>> DeviceAsync(string name, CancellationToken cancellationToken) =>
        _reader.GetAsync(DevicePath(name), ContractsJson.Default.DeviceDefinition, cancellationToken);

    /// <summary>What the agent of a device knows of Router Alert there.</summary>
    public Task<Fetched<RouterAlertDocument>> RouterAlertAsync(string device, CancellationToken cancellationToken) =>
        _reader.GetAsync($"{DevicePath(device)}/router-alert", ContractsJson.Default.RouterAlertDocument, cancellationToken);

    /// <summary>The packets with Router Alert that the agent of a device keeps, of one protocol or of all, as a capture file; the caller disposes the answer.</summary>
    public Task<HttpResponseMessage> RouterAlertPacketsAsync(string device, string? protocol, CancellationToken cancellationToken) =>
        _http.GetAsync(
            new Uri($"{DevicePath(device)}/router-alert/packets.pcapng{(protocol is null ? "" : $"?protocol={Uri.EscapeDataString(protocol)}")}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public Task<Fetched<Page<AgentItem>>> AgentsAsync(CancellationToken cancellationToken) =>
        _reader.GetAllAsync("/api/v1/agents?limit=1000", ContractsJson.Default.PageAgentItem, agent => agent.Registration.Id, cancellationToken);

    public Task<Fetched<StoredService>> DefinitionAsync(string type, string name, CancellationToken cancellationToken) =>
        _reader.GetAsync($"/api/v1/services/{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(name)}", ContractsJson.Default.StoredService, cancellationToken);

    private static string DevicePath(string name) => $"/api/v1/devices/{Uri.EscapeDataString(name)}";
}
