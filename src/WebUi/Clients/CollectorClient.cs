using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.WebUi.Clients;

/// <summary>What the dashboard reads from the collector.</summary>
public sealed class CollectorClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly ApiReader _reader;

    public CollectorClient(WebUiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _http = ServiceHttpClient.Create(options.Collector);
        _reader = new ApiReader(_http, "collector");
    }

    public void Dispose() => _http.Dispose();

    public Task<Fetched<Page<ServiceItem>>> ServicesAsync(CancellationToken cancellationToken) =>
        _reader.GetAllAsync("/api/v1/services?limit=1000", ContractsJson.Default.PageServiceItem, cancellationToken);

    public Task<Fetched<Page<SubserviceItem>>> SubservicesAsync(string query, CancellationToken cancellationToken) =>
        _reader.GetAllAsync($"/api/v1/subservices?limit=1000{query}", ContractsJson.Default.PageSubserviceItem, cancellationToken);

    public Task<Fetched<NodeHealth>> ServiceHealthAsync(string type, string name, CancellationToken cancellationToken) =>
        _reader.GetAsync($"{ServicePath(type, name)}/health", ContractsJson.Default.NodeHealth, cancellationToken);

    public Task<Fetched<HealthGraph>> ServiceGraphAsync(string type, string name, DateTimeOffset? at, CancellationToken cancellationToken) =>
        _reader.GetAsync($"{ServicePath(type, name)}/graph{(at is null ? "" : $"?at={Time(at.Value)}")}", ContractsJson.Default.HealthGraph, cancellationToken);

    public Task<Fetched<HealthHistory>> ServiceHistoryAsync(string type, string name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        _reader.GetAsync($"{ServicePath(type, name)}/history?from={Time(from)}&to={Time(to)}", ContractsJson.Default.HealthHistory, cancellationToken);

    public Task<Fetched<NodeHealth>> SubserviceAsync(string type, string id, CancellationToken cancellationToken) =>
        _reader.GetAsync($"/api/v1/subservices/{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(id)}", ContractsJson.Default.NodeHealth, cancellationToken);

    public Task<Fetched<HealthHistory>> SubserviceHistoryAsync(string type, string id, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        _reader.GetAsync(
            $"/api/v1/history/subservices/{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(id)}?from={Time(from)}&to={Time(to)}", ContractsJson.Default.HealthHistory, cancellationToken);

    private static string ServicePath(string type, string name) => $"/api/v1/services/{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(name)}";

    private static string Time(DateTimeOffset time) => Uri.EscapeDataString(time.UtcDateTime.ToString("O"));
}
