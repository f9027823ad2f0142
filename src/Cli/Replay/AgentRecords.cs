using System.Globalization;
using RouterAlertAssurance.Cli.Client;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Endpoints;

namespace RouterAlertAssurance.Cli.Replay;

/// <summary>Asks one agent what it was told and what it recorded.</summary>
internal sealed class AgentRecords(ServiceEndpoint endpoint) : IDisposable
{
    private const int Limit = 100_000;

    // The log's times are in milliseconds, and both ends of a question count.
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(10);

    private readonly ApiClient _api = new(endpoint);

    public void Dispose() => _api.Dispose();

    public Task<AgentAssignment> AssignmentAsync(CancellationToken cancellationToken) =>
        _api.GetAsync("/api/v1/assignment", ContractsJson.Default.AgentAssignment, cancellationToken);

    /// <summary>All samples between, both times included.</summary>
    public async Task<List<RecordedSample>> SamplesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var samples = new List<RecordedSample>();
        for (var start = from; start <= to; start += Slice)
        {
            var end = start + Slice - Resolution;
            await ReadAsync(samples, start, end < to ? end : to, cancellationToken);
        }

        return samples;
    }

    // The log is in the order of writing, so what does not fit is asked for in halves instead of from the last time on.
    private async Task ReadAsync(List<RecordedSample> samples, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var page = await _api.GetAsync($"/api/v1/samples?from={Text(from)}&to={Text(to)}&limit={Limit}", ReplayJson.Default.PageRecordedSample, cancellationToken);
        if (page.Next is null || to - from <= Resolution)
        {
            samples.AddRange(page.Items);
            return;
        }

        var middle = from + ((to - from) / 2);
        await ReadAsync(samples, from, middle - Resolution, cancellationToken);
        await ReadAsync(samples, middle, to, cancellationToken);
    }

    private static string Text(DateTimeOffset time) => Uri.EscapeDataString(time.ToString("O", CultureInfo.InvariantCulture));
}
