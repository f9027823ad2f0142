using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Cgroup;

/// <summary>
/// Memory and processor of a control group, version 1 or 2 by the files present. Arguments <c>memory</c>, <c>cpu</c> and <c>cpuacct</c> are
/// the group's folders; with version 2 all are the same and one is enough.
/// </summary>
internal sealed class CgroupSource(TimeProvider time) : IMetricSource
{
    private readonly Dictionary<string, CpuUse> _lastUse = new(StringComparer.Ordinal);

    public string Name => "cgroup";

    public SourceState State => new(Name, true, null);

    public void Want(IReadOnlyCollection<MetricRead> reads)
    {
        var folders = reads.Select(read => CgroupFiles.Of(read).Account).ToHashSet(StringComparer.Ordinal);
        lock (_lastUse)
        {
            foreach (var gone in _lastUse.Keys.Where(folder => !folders.Contains(folder)).ToList())
            {
                _lastUse.Remove(gone);
            }
        }
    }

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var read in due)
        {
            sink.Report(read, Read(read, now));
        }

        return Task.CompletedTask;
    }

    private Sample Read(MetricRead read, DateTimeOffset now)
    {
        try
        {
            var files = CgroupFiles.Of(read);
            var value = read.Read switch
            {
                "memory/utilisation" => files.MemoryUtilisation(),
                "cpu/utilisation" => CpuUtilisation(files, now),
                "cpu/throttled" => files.ThrottledSeconds(),
                _ => null,
            };
            return value is { } number ? Sample.Present(now, number) : Sample.Unsupported(now, $"the control group has no limit or no value for {read.Read}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Sample.Failed(now, exception.Message);
        }
    }

    /// <summary>Processor time used since the last round, as a share of the quota; of all processors when there is no quota.</summary>
    private double? CpuUtilisation(CgroupFiles files, DateTimeOffset now)
    {
        if (files.UsedSeconds() is not { } used)
        {
            return null;
        }

        var allowed = files.QuotaCores() ?? Environment.ProcessorCount;
        lock (_lastUse)
        {
            var last = _lastUse.GetValueOrDefault(files.Account);
            var elapsed = (now - last.Time).TotalSeconds;
            if (last.Time != default && elapsed < CpuUse.ShortestSeconds)
            {
                return last.Share;
            }

            double? share = last.Time == default || used < last.Used ? null : Math.Max(0, (used - last.Used) / (elapsed * allowed));
            _lastUse[files.Account] = new CpuUse(now, used, share);
            return share;
        }
    }

    private readonly record struct CpuUse(DateTimeOffset Time, double Used, double? Share)
    {
        // Two reads of the same round must not divide by almost nothing.
        public const double ShortestSeconds = 0.5;
    }
}
