using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Health;
using RouterAlertAssurance.Hosting.Queries;
using RouterAlertAssurance.Orchestrator.Agents;
using RouterAlertAssurance.Orchestrator.Api;
using RouterAlertAssurance.Orchestrator.Assignment;
using RouterAlertAssurance.Orchestrator.Decomposition;
using RouterAlertAssurance.Orchestrator.Devices;
using RouterAlertAssurance.Orchestrator.Explanations;
using RouterAlertAssurance.Orchestrator.Facts;
using RouterAlertAssurance.Orchestrator.Network;
using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.Orchestrator.Probes;
using RouterAlertAssurance.Orchestrator.Proposals;
using RouterAlertAssurance.Orchestrator.RouterAlert;
using RouterAlertAssurance.Orchestrator.Services;
using RouterAlertAssurance.Orchestrator.Storage;

namespace RouterAlertAssurance.Orchestrator;

/// <summary>Puts the orchestrator into an application.</summary>
public static class OrchestratorSetup
{
    /// <summary>Runs the orchestrator as a service of its own.</summary>
    /// <param name="arguments">The command line behind the name of the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = new OrchestratorOptions();
        var host = RaaWebHost.CreateBuilder(new RaaHostOptions("orchestrator", arguments)
        {
            Settings = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:8081")] },
            Sections = [options.ToSection()],
        });
        if (host.ExitCode is { } code)
        {
            return code;
        }

        host.Services.AddOrchestrator(options);
        await using var app = host.Build();
        app.MapOrchestrator();
        return await app.RunRaaAsync();
    }

    /// <summary>Adds the services of the orchestrator.</summary>
    /// <exception cref="InvalidOperationException">A package is not valid; the message lists every error.</exception>
    public static IServiceCollection AddOrchestrator(this IServiceCollection services, OrchestratorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (packages, errors) = PackageStore.Load(options.PackageDirectory);
        services.AddSingleton(options);
        services.AddSingleton(packages ?? throw new InvalidOperationException($"The packages are not valid:\n{string.Join('\n', errors)}"));
        services.AddDbContextFactory<OrchestratorContext>(context => context.UseOrchestratorStorage(options.ConnectionString));
        services.AddSingleton(ProbeLimits.Of(options)).AddSingleton(MakeProbeKeys);
        services.AddSingleton<OrchestratorMeter>().AddSingleton<StateStore>().AddSingleton<NetworkWriter>().AddSingleton<SlicePlanner>().AddSingleton<NetworkPlanner>();
        services.AddSingleton<ServiceDevices>().AddSingleton<ServiceRules>().AddSingleton<ServiceAnswers>().AddSingleton<ServiceChanges>().AddSingleton<DeviceChanges>();
        services.AddSingleton<ProposalBoard>().AddSingleton<ProposalChanges>();
        services.AddSingleton<AgentLiveness>().AddSingleton<AgentChanges>().AddSingleton<AgentItems>();
        services.AddSingleton<IReadinessCheck, StorageReadiness>();
        services.AddSingleton<FolderAccess>().AddSingleton<PackageReload>().AddHostedService<PackageWatch>();
        services.AddSingleton<DeliveryService>().AddHostedService(provider => provider.GetRequiredService<DeliveryService>());
        services.AddSingleton<PlanScheduler>().AddHostedService(provider => provider.GetRequiredService<PlanScheduler>());
        services.AddHostedService<CollectorFeed>();
        services.AddHostedService<StateLoader>();
        return services.AddApiDocument();
    }

    private static ProbeKeys MakeProbeKeys(IServiceProvider provider) =>
        new(ProbeSecret.ReadOrCreate(Path.Combine(provider.GetRequiredService<HostSettings>().Data, "orchestrator", "probe-secret")));

    /// <summary>Maps the endpoints of the orchestrator, its OpenAPI document and the page that shows it.</summary>
    public static WebApplication MapOrchestrator(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var api = app.MapGroup("/api/v1").RequireState().WithGroupName(ApiDocument.Name).TakesQuery();
        api.MapDevices();
        api.MapServices();
        api.MapProposals();
        api.MapAgents();
        api.MapLiveExplanations();
        api.MapRouterAlert();
        api.MapFacts();
        app.MapGroup("/api/v1").WithGroupName(ApiDocument.Name).TakesQuery().MapPackages();
        app.MapApiDocument();
        return app;
    }
}
