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

    /// <summary>Shows the files a read is made of.</summary>
    public static string CommandOf(MetricRead read)
    {
        var files = Of(read);
        string[] paths = read.Read switch
        {
            "memory/utilisation" => [.. files.MemoryFiles.Select(name => Path.Combine(files.Memory, name))],
            "cpu/utilisation" when files.HasAccount => [Path.Combine(files.Account, "cpuacct.usage"), .. files.QuotaFiles],
            "cpu/utilisation" => [Path.Combine(files.Account, "cpu.stat"), .. files.QuotaFiles],
            "cpu/throttled" => [Path.Combine(files.Cpu, "cpu.stat")],
            _ => [],
        };
        return paths.Length == 0 ? "" : "cat " + string.Join(' ', paths.Select(ShellWord.Of));
    }

    private bool HasAccount => File.Exists(Path.Combine(Account, "cpuacct.usage"));

    private bool IsVersion2 => File.Exists(Path.Combine(Memory, "memory.current"));

    private bool HasMaximum => File.Exists(Path.Combine(Cpu, "cpu.max"));

    private string[] MemoryFiles => IsVersion2 ? ["memory.current", "memory.max", "memory.stat"] : ["memory.usage_in_bytes", "memory.limit_in_bytes", "memory.stat"];

    private IEnumerable<string> QuotaFiles => (HasMaximum ? ["cpu.max"] : (string[])["cpu.cfs_quota_us", "cpu.cfs_period_us"]).Select(name => Path.Combine(Cpu, name));

    /// <summary>Working set (what the kernel cannot simply drop) as a share of the limit; null without a limit.</summary>
    public double? MemoryUtilisation()
    {
        var files = MemoryFiles;
        var used = Number(Memory, files[0]);
        var limit = Number(Memory, files[1]);
        var droppable = ProcfsParser.Lines(File.ReadAllText(Path.Combine(Memory, files[2])))
            .GetValueOrDefault(IsVersion2 ? "inactive_file" : "total_inactive_file");
        return limit is > 0 and < NoLimit ? Math.Max(0, (used ?? 0) - droppable) / limit : null;
    }

    public double? UsedSeconds() => HasAccount
        ? Number(Account, "cpuacct.usage") / 1e9
        : Statistic(Account, "usage_usec") / 1e6;

    public double? ThrottledSeconds() => Statistic(Cpu, "throttled_usec") / 1e6 ?? Statistic(Cpu, "throttled_time") / 1e9;

    /// <summary>Processors the group may use at once; null without a quota.</summary>
    public double? QuotaCores()
    {
        if (HasMaximum)
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
