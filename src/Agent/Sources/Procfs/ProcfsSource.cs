using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Agents;
using RouterAlertAssurance.Expressions;

namespace RouterAlertAssurance.Agent.Sources.Procfs;

/// <summary>What <c>/proc</c> says of the host, and of the network namespace the agent runs in. Needs no privilege.</summary>
internal sealed class ProcfsSource(string root, TimeProvider time) : IMetricSource
{
    private CpuTimes? _lastCpu;
    private double? _utilisation;

    public ProcfsSource(TimeProvider time)
        : this("/proc", time)
    {
    }

    public string Name => "procfs";

    public SourceState State => Directory.Exists(root) ? new(Name, true, null) : new(Name, false, $"there is no {root}");

    public Task ReadAsync(IReadOnlyList<MetricRead> due, IReadingSink sink, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var files = new Dictionary<string, Func<string, double?>>(StringComparer.Ordinal);
        foreach (var read in due)
        {
            sink.Report(read, read.Read == "multicast/joined" ? Joined(read.Argument("group"), now) : Read(read.Read, files, now));
        }

        return Task.CompletedTask;
    }

    private Sample Joined(string group, DateTimeOffset now)
    {
        try
        {
            return MulticastMemberships.Count(group, Text("self/net/igmp"), OptionalText("self/net/igmp6")) is { } count
                ? Sample.Present(now, count)
                : Sample.Failed(now, $"'{group}' is not an address");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Sample.Failed(now, exception.Message);
        }
    }

    private Sample Read(string read, Dictionary<string, Func<string, double?>> files, DateTimeOffset now)
    {
        var area = read.Split('/', 2)[0];
        try
        {
            if (!files.TryGetValue(area, out var values))
            {
                files[area] = values = Open(area);
            }

            return values(read[Math.Min(read.Length, area.Length + 1)..]) is { } number
                ? Sample.Present(now, number)
                : Sample.Unsupported(now, $"{root} has no {read}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Sample.Failed(now, exception.Message);
        }
    }

    /// <summary>Reads the file behind an area once per round and gives access to its values.</summary>
    private Func<string, double?> Open(string area)
    {
        switch (area)
        {
            case "cpu":
                var utilisation = Utilisation();
                return name => name == "utilisation" ? utilisation : null;
            case "memory":
                var memory = ProcfsParser.Lines(Text("meminfo"));
                return name => name == "available" ? ProcfsParser.Ratio(memory, "MemAvailable:", "MemTotal:") : null;
            case "load":
                var load = Text("loadavg").Split(' ');
                var processors = ProcfsParser.Processors(Text("stat"));
                return name => name switch
                {
                    "1" => ProcfsParser.Number(load, 0),
                    "5" => ProcfsParser.Number(load, 1),
                    "15" => ProcfsParser.Number(load, 2),
                    "processors" => processors,
                    _ => null,
                };
            case "processes":
                var stat = ProcfsParser.Lines(Text("stat"));
                return name => name == "blocked" && stat.TryGetValue("procs_blocked", out var blocked) ? blocked : null;
            case "pressure":
                // A kernel without pressure stall information has no such folder.
                return name => ProcfsParser.Pressure(OptionalText($"pressure/{name.Split('/')[0]}"), name[Math.Min(name.Length, name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            case "conntrack":
                // Of the agent's own network namespace. A kernel that tracks nothing has no such files.
                var tracked = ProcfsParser.Number([OptionalText("sys/net/netfilter/nf_conntrack_count").Trim()], 0);
                var most = ProcfsParser.Number([OptionalText("sys/net/netfilter/nf_conntrack_max").Trim()], 0);
                return name => name != "used" ? null : most > 0 ? tracked / most : 0;
            case "uptime":
                var uptime = Text("uptime").Split(' ');
                return name => name.Length == 0 ? ProcfsParser.Number(uptime, 0) : null;
            case "file-descriptors":
                var descriptors = Text("sys/fs/file-nr").Split('\t');
                return name => name == "used" ? ProcfsParser.Number(descriptors, 0) / ProcfsParser.Number(descriptors, 2) : null;
            case "snmp":
                var snmp = ProcfsParser.Tables(Text("self/net/snmp"));
                var snmp6 = ProcfsParser.Snmp6(OptionalText("self/net/snmp6"));
                return name => snmp.TryGetValue(name, out var value) || snmp6.TryGetValue(name, out value) ? value : null;
            case "netstat":
                var netstat = ProcfsParser.Tables(Text("self/net/netstat"));
                return name => netstat.TryGetValue(name, out var value) ? value : null;
            case "sockstat":
                var sockstat = ProcfsParser.Sockstat(Text("self/net/sockstat"));
                return name => sockstat.TryGetValue(name, out var value) ? value : null;
            default:
                return _ => null;
        }
    }

    private double? Utilisation()
    {
        var times = CpuTimes.Parse(Text("stat"));
        if (_lastCpu is { } last && times is { } present && present.Total > last.Total)
        {
            _utilisation = Math.Clamp((double)(present.Busy - last.Busy) / (present.Total - last.Total), 0, 1);
        }

        _lastCpu = times;
        return _utilisation;
    }

    private string Text(string path) => File.ReadAllText(Path.Combine(root, path));

    private string OptionalText(string path) => File.Exists(Path.Combine(root, path)) ? Text(path) : "";
}
