using System.Collections.Concurrent;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Assignments;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>Which protocols routers on a way are meant to take out of forwarding, as what reads its verdicts says. Safe for many threads.</summary>
internal sealed class DeclaredInterest
{
    // Many times as long as the time between two reads: what nobody says any more is forgotten.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Task, string Interested), DateTimeOffset> _said = new();

    /// <summary>Takes note of what a read says.</summary>
    public void Note(ProbeTask task, MetricRead read, DateTimeOffset now)
    {
        if (read.Argument("interested") is { Length: > 0 } interested)
        {
            _said[(task.Id, interested)] = now;
        }
    }

    /// <summary>The protocols of interest on a task's way.</summary>
    public IReadOnlyList<string> Of(ProbeTask task, DateTimeOffset now)
    {
        foreach (var said in _said.Where(said => now - said.Value > Kept))
        {
            _said.TryRemove(said);
        }

        return [.. _said.Keys.Where(said => said.Task == task.Id).SelectMany(said => ProbeProtocols.Parse(said.Interested)).Distinct(StringComparer.Ordinal)];
    }
}
