using System.Globalization;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Procfs;

namespace RouterAlertAssurance.Agent.Sources.Cgroup;

/// <summary>The files of one control group in both versions of the interface.</summary>
/// <param name="Memory">Folder of the memory controller.</param>
/// <param name="Cpu">Folder of the cpu controller.</param>
/// <param name="Account">Folder where processor time is accounted.</param>
internal sealed record CgroupFiles(string Memory, string Cpu, string Account)
{
    // Version 1 prints "no limit" as the largest multiple of the page size.
    private const double NoLimit = 1L << 60;

    public static CgroupFiles Of(MetricRead read)
    {
        string First(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (read.Argument(name) is { Length: > 0 } value)
                {
                    return value;
                }
            }

            return "";
        }

        var cpu = First("cpu", "path", "memory");
        return new CgroupFiles(First("memory", "path", "cpu"), cpu, First("cpuacct", "cpu", "path", "memory"));
    }

    /// <summary>Working set (what the kernel cannot simply drop) as a share of the limit; null without a limit.</summary>
    public double? MemoryUtilisation()
    {
        var second = File.Exists(Path.Combine(Memory, "memory.current"));
        var used = Number(Memory, second ? "memory.current" : "memory.usage_in_bytes");
        var limit = Number(Memory, second ? "memory.max" : "memory.limit_in_bytes");
        var droppable = ProcfsParser.Lines(File.ReadAllText(Path.Combine(Memory, "memory.stat")))
            .GetValueOrDefault(second ? "inactive_file" : "total_inactive_file");
        return limit is > 0 and < NoLimit ? Math.Max(0, (used ?? 0) - droppable) / limit : null;
    }

    public double? UsedSeconds() => File.Exists(Path.Combine(Account, "cpuacct.usage"))
        ? Number(Account, "cpuacct.usage") / 1e9
        : Statistic(Account, "usage_usec") / 1e6;

    public double? ThrottledSeconds() => Statistic(Cpu, "throttled_usec") / 1e6 ?? Statistic(Cpu, "throttled_time") / 1e9;

    /// <summary>Processors the group may use at once; null without a quota.</summary>
    public double? QuotaCores()
    {
        if (File.Exists(Path.Combine(Cpu, "cpu.max")))
        {
            var words = File.ReadAllText(Path.Combine(Cpu, "cpu.max")).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            return ProcfsParser.Number(words, 0) / ProcfsParser.Number(words, 1);
        }

        var quota = Number(Cpu, "cpu.cfs_quota_us");
        return quota > 0 ? quota / Number(Cpu, "cpu.cfs_period_us") : null;
    }

    private static double? Statistic(string folder, string name) =>
        ProcfsParser.Lines(File.ReadAllText(Path.Combine(folder, "cpu.stat"))).TryGetValue(name, out var value) ? value : null;

    /// <summary>Null for <c>max</c>.</summary>
    private static double? Number(string folder, string name) =>
        double.TryParse(File.ReadAllText(Path.Combine(folder, name)), NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
