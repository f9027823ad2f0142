using System.Collections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Health;
using RouterAlertAssurance.Hosting.Limits;
using RouterAlertAssurance.Hosting.Logging;
using RouterAlertAssurance.Hosting.Metrics;
using RouterAlertAssurance.Hosting.Problems;
using RouterAlertAssurance.Hosting.Processes;
using RouterAlertAssurance.Hosting.Queries;

namespace RouterAlertAssurance.Hosting;

/// <summary>
/// What every service is built on: configuration, listeners, limits, problem details, health, metrics and access.
/// <code>
/// var host = RaaWebHost.CreateBuilder(new RaaHostOptions("agent", args) { Sections = AgentSetup.Options() });
/// if (host.ExitCode is { } code) { return code; }
/// host.Services.AddAgent();
/// await using var app = host.Build();
/// app.MapAgent();
/// return await app.RunRaaAsync();
/// </code>
/// </summary>
public static class RaaWebHost
{
    /// <summary>Loads the configuration and prepares the service, or tells with which code to exit.</summary>
    public static RaaHostBuilder CreateBuilder(RaaHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IOptionSection[] sections = [options.Settings.ToSection(), .. options.Sections];
        var result = ConfigurationLoader.Load(sections, options.Arguments, options.Environment ?? ProcessEnvironment());
        if (result.Mode == ConfigurationMode.Help)
        {
            options.Output.Write(ConfigurationPrinter.Help(options.Service, sections));
            return new RaaHostBuilder(options.Settings, RaaExitCode.Success);
        }

        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
            {
                options.Error.WriteLine($"raa {options.Service}: {error}");
            }

            return new RaaHostBuilder(options.Settings, RaaExitCode.Usage);
        }

        if (result.Mode is ConfigurationMode.Check or ConfigurationMode.Dump)
        {
            options.Output.WriteLine(result.Mode == ConfigurationMode.Dump ? ConfigurationPrinter.Dump(sections) : "The configuration is valid");
            return new RaaHostBuilder(options.Settings, RaaExitCode.Success);
        }

        NativeHeap.LimitArenas();
        var web = CreateWebBuilder(options.Service, options.Settings);
        Array.ForEach(sections[1..], section => section.Register(web.Services));
        return new RaaHostBuilder(options.Settings, web);
    }

    /// <summary>Prepares a service from settings that are already there; for tests and for hosts with a command line of their own.</summary>
    public static WebApplicationBuilder CreateWebBuilder(string service, HostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        // The empty builder: nothing is read from appsettings files or ASPNETCORE_* variables, so nothing can open another listener.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = service,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.ConfigureListen(settings.Listen, settings.Limits with { SocketMode = settings.SocketMode });
        builder.AddRaaLogging(settings.LogLevel);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new ServiceName(service));
        builder.Services.AddRaaHosting(settings);
        return builder;
    }

    /// <summary>Puts what every service has into the pipeline and maps health, version and metrics. Call it once, before mapping endpoints.</summary>
    public static WebApplication UseRaaHosting(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<HeadMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<BrowserGuardMiddleware>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseMiddleware<AccessMiddleware>();
        app.UseMiddleware<QueryMiddleware>();
        app.UseMiddleware<BodyLimitMiddleware>();
        app.MapHealth(app.Services.GetRequiredService<ServiceName>().Name);
        app.MapMetrics();
        return app;
    }

    /// <summary>Runs the service until it is told to stop; returns the exit code.</summary>
    public static async Task<int> RunRaaAsync(this WebApplication app, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop while it was starting.
            await app.StopAsync(CancellationToken.None);
            return RaaExitCode.Success;
        }
        catch (Exception failed)
        {
            // Ends in order what was started before: a background service whose application is thrown away is reported as a fault of its own.
            await app.StopAsync(CancellationToken.None);
            if (failed is AddressInUseException or IOException { InnerException: AddressInUseException })
            {
                await Console.Error.WriteLineAsync($"raa: {failed.Message} End what listens there, or choose another address with --listen.");
                return RaaExitCode.AddressInUse;
            }

            throw;
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return RaaExitCode.Success;
    }

    private static void AddRaaHosting(this IServiceCollection services, HostSettings settings)
    {
        services.AddRouting();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICallerIdentification, LocalCallerIdentification>();
        services.AddSingleton<ReadinessChecker>();
        services.AddSingleton<MetricsRegistry>();
        services.AddRaaRateLimits(settings);
        services.Configure<JsonOptions>(json => json.SerializerOptions.MaxDepth = RequestBody.MaxDepth);
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    private static Dictionary<string, string> ProcessEnvironment() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    private sealed record ServiceName(string Name);
}
