using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.WebUi.Clients;

namespace RouterAlertAssurance.WebUi.Components.Pages.RouterAlert;

/// <summary>
/// What active symptoms rest on. Read once for each occurrence and again now and then, since agents send another evidence when the reason changes. To be used by one circuit alone.
/// </summary>
internal sealed class SymptomProofs(CollectorClient collector, TimeProvider time)
{
    // Reaches back far enough for what is active: episodes that are not over are told however long ago they began.
    private const int Hours = 1;

    /// <summary>Agents tell times to the tick of 100 ns; what is stored is kept to the microsecond.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMicroseconds(1);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(20);

    private readonly Dictionary<SubserviceReference, (long Read, IReadOnlyList<SymptomEpisode> Episodes)> _known = [];

    /// <summary>The occurrences of the symptoms that were last asked for.</summary>
    public IReadOnlyList<SymptomEpisode> Episodes { get; private set; } = [];

    /// <summary>Reads what is not known, or was read some time ago. What cannot be read stays as it was.</summary>
    public async Task RefreshAsync(IReadOnlyList<CauseDocument> symptoms, CancellationToken cancellationToken)
    {
        var nodes = symptoms.ToLookup(cause => cause.Subservice);
        foreach (var gone in _known.Keys.Where(node => !nodes.Contains(node)).ToArray())
        {
            _known.Remove(gone);
        }

        await Task.WhenAll(nodes.Where(IsDue).Select(same => ReadAsync(same.Key, cancellationToken)));
        Episodes = [.. _known.Values.SelectMany(known => known.Episodes)];
    }

    private bool IsDue(IGrouping<SubserviceReference, CauseDocument> same) =>
        !_known.TryGetValue(same.Key, out var known)
        || time.GetElapsedTime(known.Read) >= Age
        || same.Any(cause => !known.Episodes.Any(episode => IsOf(episode, cause)));

    private static bool IsOf(SymptomEpisode episode, CauseDocument cause) =>
        episode.Symptom.Id == cause.Symptom.Id && episode.Symptom.AgentId == cause.Symptom.AgentId && (episode.Symptom.Start - cause.Symptom.Start).Duration() <= Rounding;

    private async Task ReadAsync(SubserviceReference node, CancellationToken cancellationToken)
    {
        var answer = await collector.SubserviceHistoryAsync(node.Type, node.Id, Hours, cancellationToken);
        if (answer.Value is { } history)
        {
            _known[node] = (time.GetTimestamp(), [.. history.Episodes.Where(episode => episode.Subservice == node && episode.Symptom.Stop is null)]);
        }
    }
}
