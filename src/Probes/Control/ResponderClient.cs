using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Probes.Control;

/// <summary>Why a probe cannot be made, in a sentence without a full stop.</summary>
internal sealed class ProbeFailedException(string message) : Exception(message);

/// <summary>Asks a responder to open and to close rounds.</summary>
/// <param name="endpoint">Where it answers.</param>
/// <param name="task">Identifies the task.</param>
/// <param name="key">Of the task.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class ResponderClient(ServiceEndpoint endpoint, string task, ReadOnlyMemory<byte> key, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient _http = ServiceHttpClient.Create(endpoint, new() { Timeout = Patience, MaxBufferedResponse = 1 << 20 });

    /// <summary>Opens a round.</summary>
    /// <exception cref="ProbeFailedException">The responder does not answer, refuses, or is somebody else.</exception>
    public Task<RoundOpened> OpenAsync(RoundOpening opening, CancellationToken cancellationToken) =>
        PostAsync(ProbePaths.RoundsOf, opening, ProbeJson.Default.RoundOpening, ProbeJson.Default.RoundOpened, cancellationToken);

    /// <summary>Closes a round.</summary>
    /// <exception cref="ProbeFailedException">The responder does not answer, refuses, or is somebody else.</exception>
    public Task<RoundResults> CloseAsync(long round, CancellationToken cancellationToken) =>
        PostAsync(id => ProbePaths.ResultsOf(id, round), new RoundClosing(round), ProbeJson.Default.RoundClosing, ProbeJson.Default.RoundResults, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<TAnswer> PostAsync<TBody, TAnswer>(
        Func<string, string> path, TBody value, JsonTypeInfo<TBody> type, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var time = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var code = ProbeAuthentication.CodeOf(key, path(task), time, body);
        using var request = new HttpRequestMessage(HttpMethod.Post, path(Uri.EscapeDataString(task))) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(ProbeAuthentication.TimeHeader, time);
        request.Headers.Add(ProbeAuthentication.CodeHeader, code);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return await ReadAsync(response, code, answerType, cancellationToken);
        }
        catch (HttpRequestException unreachable)
        {
            throw new ProbeFailedException($"the responder at {endpoint} does not answer: {(unreachable.InnerException ?? unreachable).Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProbeFailedException($"the responder at {endpoint} did not answer within {Patience.TotalSeconds:0} s");
        }
        catch (JsonException wrong)
        {
            throw new ProbeFailedException($"the answer of the responder at {endpoint} is not understood: {wrong.Message}");
        }
    }

    private async Task<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage response, string code, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode == 401)
        {
            throw new ProbeFailedException($"the responder at {endpoint} does not accept the key (or does not know the task, or its clock is more than {ProbeAuthentication.Tolerance.TotalSeconds:0} s apart)");
        }

        if (!response.IsSuccessStatusCode)
        {
            var problem = await response.ReadProblemAsync(cancellationToken);
            throw new ProbeFailedException($"the responder at {endpoint} refuses: {problem.Detail ?? problem.Title}");
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var isAuthentic = response.Headers.TryGetValues(ProbeAuthentication.CodeHeader, out var given) && ProbeAuthentication.IsRight(ProbeAuthentication.CodeOfAnswer(key, code, body), given.First());
        return isAuthentic && JsonSerializer.Deserialize(body, type) is { } answer
            ? answer
            : throw new ProbeFailedException($"the answer from {endpoint} is not by somebody who has the key");
    }
}
