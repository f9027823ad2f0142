using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Agent.Sources.RouterAlertProbe;

/// <summary>The two ends of probes.</summary>
internal static class ProbesSetup
{
    public static void AddRouterAlertProbes(this IServiceCollection services)
    {
        services.AddSingleton<ProbeBook>();
        services.AddSingleton<IProbeRounds, ProbeRounds>();
        services.AddSingleton<RouterAlertProbeSource>();
        services.AddSingleton<IMetricSource>(provider => provider.GetRequiredService<RouterAlertProbeSource>());
        services.AddSingleton<IRouterAlertReporter>(provider => provider.GetRequiredService<RouterAlertProbeSource>());
        services.AddSingleton<IPacketEvidence, ProbePackets>();
        services.AddSingleton(provider => new ProbeResponder(new ResponderLimits { Rounds = 32, PacketsPerSecond = ProbeTask.MostPacketsPerSecond }, provider.GetRequiredService<TimeProvider>()));
    }
}
