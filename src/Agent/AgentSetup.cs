using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.Api;
using RouterAlertAssurance.Agent.Archive;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Agent.RawLog;
using RouterAlertAssurance.Agent.Registration;
using RouterAlertAssurance.Agent.Restconf;
using RouterAlertAssurance.Agent.Running;
using RouterAlertAssurance.Agent.Shadows;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Agent.Sources.RouterAlertProbe;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Probes.Control;
using RouterAlertAssurance.Probes.Responding;

namespace RouterAlertAssurance.Agent;

/// <summary>Puts the agent together.</summary>
public static class AgentSetup
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Runs an agent with its own command line; returns the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = new AgentOptions();
        var host = RaaWebHost.CreateBuilder(new RaaHostOptions("agent", arguments)
        {
            Settings = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:8084")] },
            Sections = [options.ToSection()],
        });
        if (host.ExitCode is { } code)
        {
            return code;
        }

        host.Services.AddAgent();
        await using var app = host.Build();
        app.MapAgent();
        return await app.RunRaaAsync();
    }

    /// <summary>Registers the agent. <see cref="AgentOptions"/> and <see cref="HostSettings"/> must be registered as well.</summary>
    public static IServiceCollection AddAgent(this IServiceCollection services)
    {
        services.AddSingleton<AgentMeter>();
        services.AddSingleton(LockFolder);
        services.AddSources();
        services.AddSingleton(new MetricEngineOptions());
        services.AddHosted<MetricEngine>();
        services.AddSingleton(provider => new PackageStore(Folder(provider, AgentFiles.Packages)));
        services.AddSingleton(provider => new AssignmentStore(Folder(provider)));
        services.AddSingleton<AssignmentManager>();
        services.AddSingleton(CreateSpool);
        services.AddHosted<CollectorSender>();
        services.AddSingleton(CreateSampleLog);
        services.AddSingleton(provider => new StatusMemory(Path.Combine(Folder(provider), "statuses.json"), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StatusBoard>();
        services.AddSingleton(provider => new NodeBoard(provider.GetRequiredService<AgentOptions>().Id));
        services.AddSingleton<PacketEvidence>();
        services.AddSingleton<HealthPublisher>();
        services.AddSingleton<ExplanationQueue>();
        services.AddSingleton(provider => new ShadowBoard(provider.GetRequiredService<AgentOptions>().ShadowStaleness, provider.GetRequiredService<TimeProvider>()));
        services.AddHosted<ShadowFeed>();
        services.AddHosted<AssuranceLoop>();
        services.AddHosted<ProbeWorker>();
        services.AddSingleton<IOrchestratorClient, OrchestratorClient>();
        services.AddHosted<FactsReporter>();
        services.AddHosted<RegistrationWorker>();
        services.AddSingleton<DatastoreBuilder>();
        services.AddSingleton<IProblemFormat, RestconfProblemFormat>();
        return services;
    }

    /// <summary>Maps the agent's interfaces.</summary>
    public static IEndpointRouteBuilder MapAgent(this IEndpointRouteBuilder app)
    {
        app.MapRestconf();
        app.MapAgentApi();
        app.MapExplanations();
        app.MapSamples();
        app.MapProbeResponder(app.ServiceProvider.GetRequiredService<ProbeResponder>());
        app.MapRouterAlert();
        app.MapRouterAlertPackets();
        return app;
    }

    /// <summary>The folder of this agent within the data folder, which other services and agents share.</summary>
    internal static string Folder(IServiceProvider provider, string name = "") => Path.Combine(provider.GetRequiredService<FolderLock>().Folder, name);

    private static FolderLock LockFolder(IServiceProvider provider) => new(
        Path.Combine(provider.GetRequiredService<HostSettings>().Data, AgentFiles.Agents, provider.GetRequiredService<AgentOptions>().Id));

    private static void AddHosted<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }

    private static Spool CreateSpool(IServiceProvider provider) => new(
        Folder(provider, "spool"),
        provider.GetRequiredService<AgentOptions>().SpoolLimit * Mebibyte,
        Mebibyte,
        HealthEventEncoding.Empty);

    private static SampleLog CreateSampleLog(IServiceProvider provider) => new(
        Folder(provider, AgentFiles.Samples),
        provider.GetRequiredService<AgentOptions>().SampleLimit * Mebibyte,
        provider.GetRequiredService<AgentOptions>().SampleRetention,
        provider.GetRequiredService<TimeProvider>());
}
