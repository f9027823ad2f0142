using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Facts;
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
using RouterAlertAssurance.Agent.Sources.Netlink;
using RouterAlertAssurance.Agent.Sources.Nftables;
using RouterAlertAssurance.Agent.Sources.PathMtu;
using RouterAlertAssurance.Agent.Sources.Ping;
using RouterAlertAssurance.Agent.Sources.Procfs;
using RouterAlertAssurance.Agent.Sources.Qdisc;
using RouterAlertAssurance.Agent.Sources.RouterAlert;
using RouterAlertAssurance.Agent.Sources.SlowPath;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Hosting.Processes;

namespace RouterAlertAssurance.Agent.Sources;

/// <summary>Every metric source the agent has.</summary>
internal static class SourcesSetup
{
    public static void AddSources(this IServiceCollection services)
    {
        services.AddSingleton<INetlinkSocketFactory, NetlinkSocketFactory>();
        services.AddSingleton<NetworkMonitor>();
        services.AddSingleton<IMetricSource, RtnetlinkSource>();
        services.AddSingleton<ICommandRunner, CommandRunner>();
        services.AddSingleton<IMetricSource, IpJsonSource>();
        services.AddSingleton<IMetricSource>(provider => new ProcfsSource(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMetricSource, CgroupSource>();
        services.AddSingleton<IMetricSource, ClockSource>();
        services.AddSingleton<IMetricSource, EthtoolSource>();
        services.AddSingleton<IMetricSource, QdiscSource>();
        services.AddSingleton<IFrrShell>(new FrrShell());
        services.AddSingleton<IMetricSource, FrrSource>();
        services.AddSingleton<IMetricSource, BridgeSource>();
        services.AddSingleton(provider => new SlowPathMonitor(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMetricSource, SlowPathSource>();
        services.AddSingleton<IRouterAlertReporter, SlowPathReporter>();
        services.AddSingleton<RulesetMonitor>();
        services.AddSingleton<IMetricSource, RouterAlertPolicySource>();
        services.AddSingleton(provider => new DeviceInterest(() => provider.GetRequiredService<AssignmentManager>().Current().Nodes));
        services.AddSingleton<IRouterAlertReporter, RouterAlertPolicyReporter>();
        services.AddSingleton<IPacketEvidence, TriedPackets>();
        services.AddSingleton<IMetricSource, PingSource>();
        services.AddSingleton<IMetricSource, ConnectSource>();
        services.AddSingleton<IMetricSource, DnsSource>();
        services.AddSingleton<IMetricSource, PathMtuSource>();
        services.AddRouterAlertProbes();
        services.AddSingleton(provider => new EcmpMemory(
            Path.Combine(AgentSetup.Folder(provider), "paths.txt"), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMetricSource, EcmpSource>();
        services.AddSingleton(provider => new RouterAlertSource(provider.GetRequiredService<NetworkMonitor>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMetricSource>(provider => provider.GetRequiredService<RouterAlertSource>());
        services.AddSingleton<IRouterAlertReporter>(provider => provider.GetRequiredService<RouterAlertSource>());
        services.AddSingleton<IPacketEvidence>(provider => provider.GetRequiredService<RouterAlertSource>());
        services.AddSingleton<FactBoard>();
        services.AddSingleton<IMetricSource, FactsSource>();
        services.AddSingleton(new FrrPathspaces());
        services.AddSingleton<RoutingInstances>();
    }
}
