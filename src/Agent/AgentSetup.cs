using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;
using RouterAlertAssurance.Agent.Api;
using RouterAlertAssurance.Agent.Assignments;
using RouterAlertAssurance.Agent.Facts;
using RouterAlertAssurance.Agent.Metrics;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Agent.RawLog;
using RouterAlertAssurance.Agent.Registration;
using RouterAlertAssurance.Agent.Restconf;
using RouterAlertAssurance.Agent.Shadows;
using RouterAlertAssurance.Agent.Sources;
using RouterAlertAssurance.Agent.Subservices;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Agent;

/// <summary>Puts the agent together.</summary>
public static class AgentSetup
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Runs the agent as a service of its own.</summary>
    /// <param name="arguments">The command line behind the name of the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var host = RaaWebHost.CreateBuilder(new RaaHostOptions("agent", arguments) { Sections = Options() });
        if (host.ExitCode is { } code)
        {
            return code;
        }

        host.Services.AddAgent();
        await using var app = host.Build();
        app.MapAgent();
        return await app.RunRaaAsync();
    }

    /// <summary>The agent's options for the command line, the environment and the configuration file.</summary>
    public static IReadOnlyList<IOptionSection> Options() => [new AgentOptions().ToSection()];

    /// <summary>Registers the agent. <see cref="AgentOptions"/> and <see cref="HostSettings"/> must be registered as well.</summary>
    public static IServiceCollection AddAgent(this IServiceCollection services)
    {
        services.AddSingleton<AgentMeter>();
        services.AddSources();
        services.AddSingleton(new MetricEngineOptions());
        services.AddHosted<MetricEngine>();
        services.AddSingleton(provider => new PackageStore(Folder(provider, "packages")));
        services.AddSingleton(provider => new AssignmentStore(Folder(provider)));
        services.AddSingleton<AssignmentManager>();
        services.AddSingleton(CreateSpool);
        services.AddHosted<CollectorSender>();
        services.AddSingleton(CreateSampleLog);
        services.AddSingleton(provider => new StatusMemory(Path.Combine(Folder(provider), "statuses.json"), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StatusBoard>();
        services.AddSingleton<HealthPublisher>();
        services.AddSingleton(provider => new ShadowBoard(provider.GetRequiredService<AgentOptions>().ShadowStaleness, provider.GetRequiredService<TimeProvider>()));
        services.AddHosted<ShadowFeed>();
        services.AddHosted<AssuranceLoop>();
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
        app.MapSamples();
        return app;
    }

    /// <summary>The folder of this agent within the data folder; several agents may share one.</summary>
    internal static string Folder(IServiceProvider provider, string name = "") =>
        Path.Combine(provider.GetRequiredService<HostSettings>().Data, "agents", provider.GetRequiredService<AgentOptions>().Id, name);

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
        Folder(provider, "samples"),
        provider.GetRequiredService<AgentOptions>().SampleLimit * Mebibyte,
        provider.GetRequiredService<AgentOptions>().SampleRetention,
        provider.GetRequiredService<TimeProvider>());
}
