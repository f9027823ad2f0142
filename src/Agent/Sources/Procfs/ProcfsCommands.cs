using System.Net;
using System.Net.Sockets;
using RouterAlertAssurance.Agent.Metrics;

namespace RouterAlertAssurance.Agent.Sources.Procfs;

/// <summary>The files behind the reads of <c>procfs</c>.</summary>
internal static class ProcfsCommands
{
    public static string Of(MetricRead read)
    {
        var parts = read.Read.Split('/', 2);
        var name = parts.Length > 1 ? parts[1] : "";
        return (parts[0], name) switch
        {
            ("cpu", _) => Show("stat", "line cpu, between two readings"),
            ("memory", _) => Show("meminfo", "MemAvailable of MemTotal"),
            ("load", "processors") => Show("stat", "lines cpuN"),
            ("load", _) => Show("loadavg", $"average of {name} min"),
            ("processes", _) => Show("stat", "procs_blocked"),
            ("pressure", _) => Show($"pressure/{name.Split('/')[0]}", $"line {name.Split('/')[^1]}, avg60"),
            ("conntrack", _) => "cat /proc/sys/net/netfilter/nf_conntrack_count /proc/sys/net/netfilter/nf_conntrack_max",
            ("uptime", _) => Show("uptime", "first figure"),
            ("file-descriptors", _) => Show("sys/fs/file-nr", "first figure of the third"),
            ("snmp", _) when name.Contains("6/", StringComparison.Ordinal) => Show("net/snmp6", name.Replace("/", "", StringComparison.Ordinal)),
            ("snmp" or "netstat" or "sockstat", _) => Show($"net/{parts[0]}", name.Replace('/', ' ')),
            ("multicast", _) => Show(IsIpv6(read.Argument("group")) ? "net/igmp6" : "net/igmp", $"entries of {read.Argument("group")}"),
            _ => "",
        };
    }

    private static string Show(string path, string figure) => SourceCommands.WithComment($"cat {ShellWord.Of("/proc/" + path)}", figure);

    private static bool IsIpv6(string group) => IPAddress.TryParse(group, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
}
