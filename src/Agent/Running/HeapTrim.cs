namespace RouterAlertAssurance.Agent.Running;

/// <summary>
/// Gives back the memory that a new configuration took to read and to build: an agent at rest allocates too little for the collector to do so
/// by itself for hours.
/// </summary>
/// <param name="rest">How long nothing must have changed.</param>
internal sealed class HeapTrim(TimeSpan rest)
{
    private DateTimeOffset? _due;

    /// <summary>A configuration was taken up.</summary>
    public void Changed(DateTimeOffset now) => _due = now + rest;

    /// <summary>Collects once when the rest is over; some 20 ms for the heap of an agent.</summary>
    /// <returns>Whether it did.</returns>
    public bool TrimIfDue(DateTimeOffset now)
    {
        if (_due is not { } due || now < due)
        {
            return false;
        }

        _due = null;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return true;
    }
}
