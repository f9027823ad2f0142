using System.Collections.Frozen;
using System.Collections.Immutable;
using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;
using RouterAlertAssurance.Heuristics.Facts;

namespace RouterAlertAssurance.Agent.Sources.Facts;

/// <summary>The facts the agent itself found, as inputs. Nothing is read for them: each revision is compared with the one before.</summary>
internal sealed class FactsSource(FactBoard board, TimeProvider time) : IStreamingSource
{
    private readonly Lock _gate = new();
    private volatile FrozenSet<MetricRead> _wanted = [];
    private (FactsReport? Report, FactBase Facts) _known = (null, FactBase.Empty);

    public string Name => FactRead.Source;

    public SourceState State => new(Name, true, null);

    /// <summary>The agent's own answer has them.</summary>
    public static string CommandOf(MetricRead read) => SourceCommands.WithComment("GET /api/v1/facts", $"of the agent, found over rtnetlink and from FRR: {read.Read}");

    public void Want(IReadOnlyCollection<MetricRead> reads) => _wanted = reads.ToFrozenSet();

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var state = board.State;
        var now = time.GetUtcNow();
        foreach (var read in due)
        {
            // Told of each, so that nothing is left alone for a while when the facts are followed again.
            Report(sink, read, state.Lost is { } reason ? new Reading(Sample.Failed(now, reason)) : FactAnswers.Answer(read, FactsOf(state), now));
        }

        return Task.CompletedTask;
    }

    public async Task StreamAsync(IStreamSink sink, CancellationToken cancellationToken)
    {
        var changed = new AsyncSignal();
        using var changes = board.Listen(changed.Set);
        while (board.State.Lost is not null)
        {
            await changed.WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        var before = Followed();
        sink.Connected();
        while (true)
        {
            await changed.WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken);
            var after = Followed();
            ReportChanges(before, after, sink);
            before = after;
        }
    }

    private void ReportChanges(FactBase before, FactBase after, IReadingSink sink)
    {
        var now = time.GetUtcNow();
        foreach (var read in _wanted)
        {
            var answer = FactAnswers.Answer(read, after, now);
            if (!Same(answer, FactAnswers.Answer(read, before, now)))
            {
                Report(sink, read, answer);
            }
        }
    }

    private FactBase Followed() => board.State switch
    {
        { Lost: { } reason } => throw new IOException(reason),
        var state => FactsOf(state),
    };

    private FactBase FactsOf(FactState state)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_known.Report, state.Report))
            {
                _known = (state.Report, FactBase.From(state.Report!.Facts.Select(RowOf)));
            }

            return _known.Facts;
        }
    }

    private static Fact RowOf(FactDocument document) => new(document.Relation, document.Fields.ToImmutableSortedDictionary(StringComparer.Ordinal));

    private static void Report(IReadingSink sink, MetricRead read, in Reading reading)
    {
        if (reading.Series.IsDefault)
        {
            sink.Report(read, reading.Sample);
        }
        else
        {
            sink.Report(read, reading.Sample.Time, reading.Series);
        }
    }

    private static bool Same(in Reading left, in Reading right) => left.Sample == right.Sample && left.Series.IsDefault == right.Series.IsDefault
        && (left.Series.IsDefault || left.Series.AsSpan().SequenceEqual(right.Series.AsSpan()));
}
