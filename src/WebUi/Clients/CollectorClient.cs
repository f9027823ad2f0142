using System.Globalization;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.WebUi.Clients;

/// <summary>What the dashboard reads from the collector.</summary>
public sealed class CollectorClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly ApiReader _reader;

    internal CollectorClient(WebUiOptions options, SharedReads shared)
    {
        ArgumentNullException.ThrowIfNull(options);
        _http = ServiceHttpClient.Create(options.Collector);
        _reader = new ApiReader(_http, "collector", shared);
    }

    public void Dispose() => _http.Dispose();

    public Task<Fetched<Page<ServiceItem>>> ServicesAsync(CancellationToken cancellationToken) =>
        _reader.GetAllAsync("/api/v1/services?limit=1000", ContractsJson.Default.PageServiceItem, item => (item.Type, item.Name), cancellationToken);

    public Task<Fetched<Page<SubserviceItem>>> SubservicesAsync(string? device, CancellationToken cancellationToken) =>
        _reader.GetAllAsync($"/api/v1/subservices?limit=1000{(device is null ? "" : $"&device={Uri.EscapeDataString(device)}")}", ContractsJson.Default.PageSubserviceItem, item => (item.Type, item.Id), cancellationToken);

    /// <summary>Subservices with active symptoms of their own, the worst first; those that cost nothing included.</summary>
    public Task<Fetched<Page<SubserviceItem>>> SubservicesWithSymptomsAsync(CancellationToken cancellationToken) =>
        _reader.GetAllAsync("/api/v1/subservices?limit=1000&symptoms=own", ContractsJson.Default.PageSubserviceItem, item => (item.Type, item.Id), cancellationToken);

    public Task<Fetched<Page<SubserviceItem>>> SubservicesOfTypeAsync(string type, CancellationToken cancellationToken) =>
        _reader.GetAllAsync($"/api/v1/subservices?limit=1000&type={Uri.EscapeDataString(type)}", ContractsJson.Default.PageSubserviceItem, item => (item.Type, item.Id), cancellationToken);

    /// <summary>The packets in the evidence of an occurrence of a symptom, as a capture file; the caller disposes the answer.</summary>
    /// <param name="query">The occurrence, as <see cref="Downloads.EvidenceQuery"/> names it.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<HttpResponseMessage> EvidencePacketsAsync(string query, CancellationToken cancellationToken) =>
        _http.GetAsync(new Uri($"/api/v1/symptoms/evidence.pcapng?{query}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public Task<Fetched<NodeHealth>> ServiceHealthAsync(string type, string name, CancellationToken cancellationToken) =>
        _reader.GetAsync($"{ServicePath(type, name)}/health", ContractsJson.Default.NodeHealth, cancellationToken);

    /// <summary>The graph now, or at a time as the collector understands it, such as <c>2026-11-21T09:30:00Z</c> or <c>-10m</c>.</summary>
    public Task<Fetched<HealthGraph>> ServiceGraphAsync(string type, string name, string? at, CancellationToken cancellationToken) =>
        _reader.GetAsync($"{ServicePath(type, name)}/graph{(at is null ? "" : $"?at={Uri.EscapeDataString(at)}")}", ContractsJson.Default.HealthGraph, cancellationToken, FaultOf);

    /// <summary>The hours before a time; before now when it is null.</summary>
    public Task<Fetched<HealthHistory>> ServiceHistoryAsync(string type, string name, int hours, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var from = until is { } end
            ? $"{end.UtcDateTime.AddHours(-hours):O}&to={end.UtcDateTime:O}"
            : string.Create(CultureInfo.InvariantCulture, $"-{hours}h");
        return _reader.GetAsync($"{ServicePath(type, name)}/history?from={from}", ContractsJson.Default.HealthHistory, cancellationToken);
    }

    public Task<Fetched<NodeHealth>> SubserviceAsync(string type, string id, CancellationToken cancellationToken) =>
        _reader.GetAsync($"/api/v1/subservices/{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(id)}", ContractsJson.Default.NodeHealth, cancellationToken);

    public Task<Fetched<HealthHistory>> SubserviceHistoryAsync(string type, string id, int hours, CancellationToken cancellationToken) =>
        _reader.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"/api/v1/history/subservices/{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(id)}?from=-{hours}h"),
            ContractsJson.Default.HealthHistory,
            cancellationToken);

    /// <summary>A node listed twice has two states of health; which one to draw, nobody can say.</summary>
    private static string? FaultOf(HealthGraph graph) =>
        graph.Nodes.CountBy(node => (node.Node.Type, node.Node.Id)).FirstOrDefault(node => node.Value > 1) is { Value: > 1, Key: var (type, id) }
            ? $"its graph lists {type} {id} more than once."
            : null;

    private static string ServicePath(string type, string name) => $"/api/v1/services/{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(name)}";
}
