namespace RouterAlertAssurance.Agent.Sources.RouterAlert;

/// <summary>
/// Finds packets that left again over another interface. Remembers what came in for two seconds, as far as the room goes: of packets that fall on one
/// place the later one stays, so that what is found is a lower bound. A copy for each of several interfaces counts as one.
/// </summary>
internal sealed class CrossingTable
{
    private const int Places = 8192;
    private const long Longest = 2_000_000_000;
    private readonly Entry[] _entries = new Entry[Places];

    public void Came(ulong identity, long nanoseconds, InterfaceTraffic from)
    {
        ref var entry = ref _entries[identity % Places];
        // The same once more over the same interface is another packet; over another, such as the VLAN on it, it is the same one.
        var waiting = entry.Identity == identity && ReferenceEquals(entry.From, from) ? entry.Waiting + 1 : 1;
        entry = new Entry(identity, nanoseconds, from, waiting);
    }

    /// <summary>Where a packet that leaves came in; null when it did not, or leaves where it came in.</summary>
    public InterfaceTraffic? Left(ulong identity, long nanoseconds, InterfaceTraffic over)
    {
        ref var entry = ref _entries[identity % Places];
        if (entry.Identity != identity || entry.Waiting == 0 || nanoseconds - entry.Nanoseconds > Longest || ReferenceEquals(entry.From, over))
        {
            return null;
        }

        entry = entry with { Waiting = entry.Waiting - 1 };
        return entry.From;
    }

    private readonly record struct Entry(ulong Identity, long Nanoseconds, InterfaceTraffic From, int Waiting);
}
