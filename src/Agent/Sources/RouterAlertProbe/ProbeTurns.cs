using RouterAlertAssurance.Contracts.Assignments;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>
/// Whose turn it is: each task has one at every multiple of its period, counted from 1970, plus its offset, which is the same time at all agents. A turn that comes while a
/// round is under way waits for its end; of several of one task the last is taken. One that comes so late that its round would run into another's turn is left out. Not for several threads.
/// </summary>
internal sealed class ProbeTurns
{
    private readonly Dictionary<string, (ProbeTask Task, DateTimeOffset At)> _turns = new(StringComparer.Ordinal);

    /// <summary>The tasks from now on; one that has the same turns as before keeps the one it waits for.</summary>
    public void Replace(IReadOnlyCollection<ProbeTask> tasks, DateTimeOffset now)
    {
        var before = new Dictionary<string, (ProbeTask Task, DateTimeOffset At)>(_turns, StringComparer.Ordinal);
        _turns.Clear();
        foreach (var task in tasks)
        {
            var isSame = before.TryGetValue(task.Id, out var known) && (known.Task.PeriodSeconds, known.Task.OffsetSeconds) == (task.PeriodSeconds, task.OffsetSeconds);
            _turns[task.Id] = (task, isSame ? known.At : NextAfter(task, now));
        }
    }

    /// <summary>The next turn that a round can still be made in; null where there are no tasks.</summary>
    public (ProbeTask Task, DateTimeOffset At)? Next(DateTimeOffset now)
    {
        foreach (var (task, _) in _turns.Values.Where(turn => now + DurationOf(turn.Task) > EndOf(turn.Task, turn.At)).ToList())
        {
            _turns[task.Id] = (task, NextAfter(task, now));
        }

        return _turns.Count == 0 ? null : _turns.Values.MinBy(turn => (turn.At, turn.Task.Id));
    }

    /// <summary>When the round of a turn must be over.</summary>
    public static DateTimeOffset EndOf(ProbeTask task, DateTimeOffset turn) => turn + TimeSpan.FromSeconds(task.RoundSeconds);

    /// <summary>Takes a turn, which lasted until now.</summary>
    public void Done(ProbeTask task, DateTimeOffset now)
    {
        if (_turns.TryGetValue(task.Id, out var turn))
        {
            var next = NextAfter(turn.Task, now);
            var before = next - TimeSpan.FromSeconds(turn.Task.PeriodSeconds);
            _turns[task.Id] = (turn.Task, before > turn.At ? before : next);
        }
    }

    /// <summary>The first turn of a task after a moment.</summary>
    public static DateTimeOffset NextAfter(ProbeTask task, DateTimeOffset moment)
    {
        var rounds = Math.Floor((double)(moment.ToUnixTimeMilliseconds() - (task.OffsetSeconds * 1000L)) / (task.PeriodSeconds * 1000L));
        return DateTimeOffset.FromUnixTimeSeconds((((long)rounds + 1) * task.PeriodSeconds) + task.OffsetSeconds);
    }

    private static TimeSpan DurationOf(ProbeTask task) => new ProbeEffort(task.Protocols.Count, task.PacketsPerSecond).Duration;
}
