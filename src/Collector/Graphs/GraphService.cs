using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Collector.Graphs;

/// <summary>What became of a graph version.</summary>
/// <param name="Version">The newest version stored.</param>
/// <param name="BaseMismatch">It is a difference from another version than the newest.</param>
/// <param name="Errors">What is wrong with it.</param>
internal sealed record GraphOutcome(long Version, bool BaseMismatch, IReadOnlyList<FieldError> Errors);

/// <summary>Takes versions of the graph in order, one at a time: stored first, then shown.</summary>
internal sealed partial class GraphService(CurrentState current, GraphStore store, StateReader reader, ILogger<GraphService> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    public async Task<GraphOutcome> TakeAsync(GraphVersion version, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await TakeInTurnAsync(version);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<GraphOutcome> TakeInTurnAsync(GraphVersion version)
    {
        // Twice: an earlier commit whose answer was lost makes the first attempt find the database ahead.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var graph = current.State!.Graph;
            if (version.Version <= graph.Version)
            {
                return new GraphOutcome(graph.Version, false, []);
            }

            if (version.Base is { } start && start != graph.Version)
            {
                return new GraphOutcome(graph.Version, true, []);
            }

            var change = GraphEditor.Apply(graph, version);
            if (change.Errors.Count > 0)
            {
                return new GraphOutcome(graph.Version, false, change.Errors);
            }

            // Once begun it is finished even when the sender goes away.
            if (await store.TryStoreAsync(graph.Version, change.Next, change.Ended, change.Begun, CancellationToken.None))
            {
                current.Apply(change.Next);
                LogTaken(version.Version, change.Begun.Count, change.Ended.Count, change.Next.Entries.Count);
                return new GraphOutcome(version.Version, false, []);
            }

            LogOutOfStep(graph.Version);
            current.Apply(await reader.ReadGraphAsync(CancellationToken.None));
        }

        throw new HistoryUnavailableException("The stored graph keeps changing");
    }
}
