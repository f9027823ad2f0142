using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.WebUi.Clients;

/// <summary>Reads resources of one service; the same question asked at the same time is one request.</summary>
internal sealed class ApiReader(HttpClient http, string service, SharedReads shared)
{
    private const int MaximumPages = 20;

    /// <param name="path">Path and query of the resource.</param>
    /// <param name="type">How it is read.</param>
    /// <param name="cancellationToken">Ends the wait, not the read.</param>
    /// <param name="fault">What is wrong with an answer that can be read but not shown; null when nothing is.</param>
    public Task<Fetched<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken, Func<T, string?>? fault = null)
        where T : class => shared.GetAsync($"{service} {path}", () => ReadAsync(path, type, fault, CancellationToken.None), cancellationToken);

    /// <summary>A collection, page after page up to a bound. An item that moved to a later page meanwhile is listed once, by its identity.</summary>
    public Task<Fetched<Page<T>>> GetAllAsync<T, TIdentity>(string path, JsonTypeInfo<Page<T>> type, Func<T, TIdentity> identity, CancellationToken cancellationToken) =>
        shared.GetAsync($"{service} all {path}", () => ReadAllAsync(path, type, identity, CancellationToken.None), cancellationToken);

    private async Task<Fetched<T>> ReadAsync<T>(string path, JsonTypeInfo<T> type, Func<T, string?>? fault, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                var problem = await response.ReadProblemAsync(cancellationToken);
                return response.StatusCode == HttpStatusCode.NotFound
                    ? Fetched.Missing<T>(problem.Detail ?? problem.Title)
                    : Fetched.Failed<T>($"The {service} answers: {problem.Detail ?? problem.Title}");
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            if (await JsonSerializer.DeserializeAsync(body, type, cancellationToken) is not { } value)
            {
                return Fetched.Failed<T>($"The {service} answers nothing to {path}");
            }

            return fault?.Invoke(value) is { } wrong ? Fetched.Failed<T>($"The {service}'s answer cannot be shown: {wrong}") : Fetched.Of(value);
        }
        catch (Exception away) when (away is HttpRequestException or IOException or JsonException || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Fetched.Failed<T>($"The {service} cannot be read: {away.Message}");
        }
    }

    private async Task<Fetched<Page<T>>> ReadAllAsync<T, TIdentity>(string path, JsonTypeInfo<Page<T>> type, Func<T, TIdentity> identity, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        var next = path;
        for (var page = 0; page < MaximumPages && next is not null; page++)
        {
            var fetched = await ReadAsync(next, type, fault: null, cancellationToken);
            if (fetched.Value is null)
            {
                return fetched;
            }

            items.AddRange(fetched.Value.Items);
            next = fetched.Value.Next;
        }

        return Fetched.Of(new Page<T>([.. items.DistinctBy(identity)], next));
    }
}
