using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Agent.Registration;

/// <summary>Calls the orchestrator over HTTP. One client lasts for the life of the agent.</summary>
internal sealed partial class OrchestratorClient(AgentOptions options, ILogger<OrchestratorClient> logger) : IOrchestratorClient, IDisposable
{
    private readonly HttpClient? _client = options.Orchestrator is { } endpoint
        ? ServiceHttpClient.Create(endpoint, new ServiceHttpClientOptions { Timeout = TimeSpan.FromSeconds(10) })
        : null;

    private readonly TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>By path, why the orchestrator refused last: said once, however often it is tried again.</summary>
    private readonly ConcurrentDictionary<string, string> _refusals = new(StringComparer.Ordinal);

    public Task Registered => _registered.Task;

    public bool IsConfigured => _client is not null;

    public async Task<AgentRegistrationAnswer?> RegisterAsync(AgentRegistration registration, CancellationToken cancellationToken)
    {
        var path = $"api/v1/agents/{Uri.EscapeDataString(options.Id)}";
        using var content = JsonContent.Create(registration, ContractsJson.Default.AgentRegistration);
        using var response = await PutAsync(path, content, cancellationToken);
        if (response is null)
        {
            return null;
        }

        _registered.TrySetResult();
        return await response.Content.ReadFromJsonAsync(ContractsJson.Default.AgentRegistrationAnswer, cancellationToken);
    }

    public async Task<bool> PutFactsAsync(FactsReport report, CancellationToken cancellationToken)
    {
        if (_client is null)
        {
            return true;
        }

        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Default.FactsReport));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await PutAsync($"api/v1/agents/{Uri.EscapeDataString(options.Id)}/facts", content, cancellationToken);
        return response is not null;
    }

    public void Dispose() => _client?.Dispose();

    /// <summary>The answer if it was a success; otherwise null, with the reason in the log.</summary>
    private async Task<HttpResponseMessage?> PutAsync(string path, HttpContent content, CancellationToken cancellationToken)
    {
        if (_client is null)
        {
            return null;
        }

        try
        {
            var response = await _client.PutAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                _refusals.TryRemove(path, out _);
                return response;
            }

            await NoteRefusalAsync(path, response, cancellationToken);
            response.Dispose();
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException && !cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(path, exception.Message);
        }

        return null;
    }

    private async Task NoteRefusalAsync(string path, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var problem = await response.ReadProblemAsync(cancellationToken);
        var reason = problem.Detail ?? problem.Title;
        if (_refusals.GetValueOrDefault(path) == reason)
        {
            return;
        }

        _refusals[path] = reason;
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            LogNotReady(path, reason);
        }
        else
        {
            LogRefused(path, problem.Status, reason);
        }
    }
}
