using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Collector.Queries;

/// <summary>Answers what was between two times.</summary>
internal sealed class HistoryQueries(CurrentState current, GraphReader graphs, HealthReader health, TimeProvider time)
{
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxSpan = TimeSpan.FromDays(92);

    public async Task<IResult> HistoryAsync(HttpContext context, SubserviceId? id, string? from, string? to)
    {
        var now = time.GetUtcNow();
        var errors = new QueryErrors();
        var end = errors.Time(to, "to", now) ?? now;
        var begin = errors.Time(from, "from", now) ?? end - DefaultSpan;
        if (!errors.Any && (begin >= end || end - begin > MaxSpan))
        {
            errors.Add("from", begin >= end ? "not before 'to'" : $"more than {MaxSpan.TotalDays} days before 'to'");
        }

        if (errors.Any)
        {
            return Problem.Validation(errors.All);
        }

        if (id is not { } root)
        {
            return Problem.NotFound("The path names no node");
        }

        var history = await ReadAsync(root, begin, end, context.RequestAborted);
        return history.Graphs.Count == 0 && history.Scores.Count == 0 && history.Episodes.Count == 0 && current.State?.Views.ContainsKey(root) != true
            ? Problem.NotFound($"Nothing is known of {root} between {begin:O} and {end:O}")
            : Results.Json(history, ContractsJson.Default.HealthHistory);
    }

    private async Task<HealthHistory> ReadAsync(SubserviceId root, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (versions, nodes) = await graphs.BetweenAsync(from, to, cancellationToken);
        var (intervals, members) = GraphIntervals.Of(root, versions, nodes);
        var scores = await health.ScoresAsync(root, from, to, cancellationToken);
        var silences = await health.SilencesAsync(from, to, cancellationToken);
        return new HealthHistory
        {
            From = from,
            To = to,
            Scores = SilenceOverlay.Apply(scores, silences, from, to),
            Episodes = await health.EpisodesAsync(members.Contains(root) ? members : [.. members, root], from, to, cancellationToken),
            Graphs = intervals,
        };
    }
}
