using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Cli.Client;

/// <summary>Calls the product's REST API for a command; every failure is a <see cref="CommandFailure"/> with an exit code.</summary>
internal sealed class ApiClient(ServiceEndpoint server) : IDisposable
{
    private readonly HttpClient _http = ServiceHttpClient.Create(server);

    public void Dispose() => _http.Dispose();

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);
        return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new CommandFailure(CliExitCode.Failure, $"{path}: the answer is empty.");
    }

    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    public async Task<byte[]> GetBytesAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    public async Task<(int Status, string Body)> PutAsync(string path, string body, string mediaType, string? etag, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body, new MediaTypeHeaderValue(mediaType, "utf-8")) };
        AddCondition(request, etag);
        using var response = await SendAsync(request, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Without a body where there is none to send.</summary>
    public async Task<string> PostAsync(string path, string? body, string mediaType, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue(mediaType, "utf-8")) };
        using var response = await SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    public async Task<T> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Post, path), cancellationToken);
        return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new CommandFailure(CliExitCode.Failure, $"{path}: the answer is empty.");
    }

    public async Task DeleteAsync(string path, string? etag, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, path);
        AddCondition(request, etag);
        using var response = await SendAsync(request, cancellationToken);
    }

    private static void AddCondition(HttpRequestMessage request, string? etag)
    {
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        using (request)
        {
            try
            {
                response = await _http.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException unreachable)
            {
                throw new CommandFailure(CliExitCode.Unreachable, $"{server} does not answer: {(unreachable.InnerException ?? unreachable).Message}. Is the product running? --server or RAA_SERVER says where.");
            }
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw Refusal(await response.ReadProblemAsync(cancellationToken));
        }
    }

    private static CommandFailure Refusal(ProblemDocument problem)
    {
        var lines = new List<string> { problem.Detail is null ? problem.Title : $"{problem.Title}: {problem.Detail}" };
        lines.AddRange((problem.Errors ?? []).Select(error => $"  {PlaceOf(error)}{error.Detail}"));
        return new CommandFailure(problem.Status == 404 ? CliExitCode.NotFound : CliExitCode.Refused, string.Join(Environment.NewLine, lines));
    }

    /// <summary>Where in the definition, as far as that is known; an error in the document as a whole has no pointer.</summary>
    private static string PlaceOf(FieldError error)
    {
        var place = string.Join(", ", ((string?[])[error.Line is null ? null : $"line {error.Line}, column {error.Column}", error.Pointer]).Where(part => part is { Length: > 0 }));
        return place.Length == 0 ? "" : $"{place}: ";
    }
}
