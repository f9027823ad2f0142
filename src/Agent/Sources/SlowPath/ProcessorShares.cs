using System.Globalization;

namespace RouterAlertAssurance.Agent.Sources.SlowPath;

/// <summary>Share of one processor that processes used between two looks at <c>/proc/PID/stat</c>. Not thread-safe.</summary>
internal sealed class ProcessorShares(string proc)
{
    // USER_HZ, in which the kernel tells times to programs on all architectures that .NET runs on (proc(5)).
    private const double TicksPerSecond = 100;

    // Two reads of the same round must not divide by almost nothing.
    private const double ShortestSeconds = 0.5;

    // Behind the name, which may hold anything: state is the first field, utime the 12th, stime the 13th.
    private const int UserField = 11, SystemField = 12;

    private Dictionary<int, (DateTimeOffset Time, long Ticks, double? Share)> _last = [];

    /// <summary>Shares by process; null for one that is seen for the first time.</summary>
    public IReadOnlyDictionary<int, double?> Read(IEnumerable<int> processes, DateTimeOffset now)
    {
        var current = new Dictionary<int, (DateTimeOffset Time, long Ticks, double? Share)>();
        foreach (var process in processes.Distinct())
        {
            if (Ticks(process) is not { } ticks)
            {
                continue;
            }

            var isKnown = _last.TryGetValue(process, out var last) && ticks >= last.Ticks;
            var seconds = isKnown ? (now - last.Time).TotalSeconds : 0;
            current[process] = isKnown && seconds < ShortestSeconds ? last : (now, ticks, isKnown ? (double?)((ticks - last.Ticks) / TicksPerSecond / seconds) : null);
        }

        _last = current;
        return current.ToDictionary(pair => pair.Key, pair => pair.Value.Share);
    }

    private long? Ticks(int process)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(proc, process.ToString(CultureInfo.InvariantCulture), "stat"));
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > SystemField
                && long.TryParse(fields[UserField], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
                && long.TryParse(fields[SystemField], NumberStyles.None, CultureInfo.InvariantCulture, out var system) ? user + system : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
