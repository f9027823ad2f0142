namespace RouterAlertAssurance.Heuristics.Packages;

/// <summary>
/// The metric sources of our agents, which packages name: the agent registers one for each name, which a test of the agent compares. Agents may have
/// others; what an agent has not is left out there in favour of the next implementation.
/// </summary>
public static class MetricSources
{
    /// <summary>Probes between agents, which the orchestrator schedules for whatever reads this source.</summary>
    public const string RouterAlertProbe = "rao-probe";

    /// <summary>In alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "bridge", "cgroup", "clock", "connect", "dns", "ecmp", "ethtool", "frr", "ip-json", "path-mtu", "ping", "procfs", "qdisc",
        RouterAlertProbe, "router-alert", "router-alert-policy", "rtnetlink", "slow-path",
    ];
}
