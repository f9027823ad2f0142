using System.Collections.Concurrent;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Tests.Support;

/// <summary>A source whose answers a test decides; counts what it is asked.</summary>
internal sealed class FakeSource(string name, TimeProvider time) : IMetricSource
{
    public ConcurrentQueue<IReadOnlyList<MetricRead>> Rounds { get; } = new();

    public Func<MetricRead, DateTimeOffset, Sample?> Answer { get; set; } = static (_, now) => Sample.Present(now, 1);

    /// <summary>The whole round fails with this when set.</summary>
    public string? Broken { get; set; }

    public string Name => name;

    public SourceState State => new(name, true, null);

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        Rounds.Enqueue(due);
        if (Broken is { } reason)
        {
            throw new IOException(reason);
        }

        foreach (var read in due)
        {
            if (Answer(read, time.GetUtcNow()) is { } sample)
            {
                sink.Report(read, sample);
            }
        }

        return Task.CompletedTask;
    }
}
