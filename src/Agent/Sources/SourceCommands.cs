using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Sources.Bridge;
using RouterAlertAssurance.Agent.Sources.Cgroup;
using RouterAlertAssurance.Agent.Sources.Clock;
using RouterAlertAssurance.Agent.Sources.Dns;
using RouterAlertAssurance.Agent.Sources.Ecmp;
using RouterAlertAssurance.Agent.Sources.Ethtool;
using RouterAlertAssurance.Agent.Sources.Facts;
using RouterAlertAssurance.Agent.Sources.Frr;
using RouterAlertAssurance.Agent.Sources.IpCommand;
using RouterAlertAssurance.Agent.Sources.Nftables;
using RouterAlertAssurance.Agent.Sources.PathMtu;
using RouterAlertAssurance.Agent.Sources.Ping;
using RouterAlertAssurance.Agent.Sources.Procfs;
using RouterAlertAssurance.Agent.Sources.Qdisc;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Agent.Sources.SlowPath;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Heuristics.Packages;

namespace RouterAlertAssurance.Agent.Sources;

/// <summary>
/// What an operator types on the device, in its network namespace, to see what was read. What the command alone does not say, such as that it was read
/// another way or which figure of many it is, follows as a comment.
/// </summary>
internal static class SourceCommands
{
    /// <summary>Empty for what no source reads.</summary>
    public static string Of(MetricRead read) => read.Source switch
    {
        "rtnetlink" => WithComment(IpCommands.Of(read), "read over rtnetlink"),
        "ip-json" => IpCommands.Of(read),
        "procfs" => ProcfsCommands.Of(read),
        "cgroup" => CgroupFiles.CommandOf(read),
        "frr" => FrrCommands.Of(read),
        "ping" => PingSource.CommandOf(read),
        "connect" => ConnectSource.CommandOf(read),
        "path-mtu" => PathMtuSource.CommandOf(read),
        "dns" => DnsSource.CommandOf(read),
        "ethtool" => EthtoolSource.CommandOf(read),
        "qdisc" => QdiscSource.CommandOf(read),
        MetricSources.RouterAlertProbe => RouterAlertProbeSource.CommandOf(read),
        "clock" => ClockSource.CommandOf(read),
        "ecmp" => EcmpSource.CommandOf(read),
        "bridge" => BridgeSource.CommandOf(read),
        "router-alert" => RouterAlertCommands.Of(read),
        "router-alert-policy" => RouterAlertPolicySource.CommandOf(read),
        "slow-path" => SlowPathSource.CommandOf(read),
        "facts" => FactsSource.CommandOf(read),
        _ => "",
    };

    /// <summary>Nothing is said of a command that there is not.</summary>
    public static string WithComment(string command, string comment) => command.Length == 0 ? "" : $"{command}  # {comment}";
}
