using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RouterAlertAssurance.Cli.PrivatePostgres;
using RouterAlertAssurance.Cli.Supervision;
using RouterAlertAssurance.Collector;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Logging;
using RouterAlertAssurance.Orchestrator;
using RouterAlertAssurance.WebUi;

namespace RouterAlertAssurance.Cli.Standalone;

/// <summary>
/// <c>raa standalone</c>: orchestrator, collector and dashboard in this process, which supervises its children: a private PostgreSQL and one
/// agent for each device. The services talk over the product's Unix socket as they would between machines.
/// </summary>
internal static class StandaloneHost
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = new StandaloneOptions();
        var host = RaaWebHost.CreateBuilder(new RaaHostOptions("standalone", arguments)
        {
            Sections = [options.ToSection()],
            Settings = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:8080")], RequestsPerSecond = 5000, RequestBurst = 10_000 },
        });
        if (host.ExitCode is { } code)
        {
            return code;
        }

        using var dataLock = DataFolderLock.TryTake(host.Settings.Data);
        if (dataLock is null)
        {
            await Console.Error.WriteLineAsync($"raa: another raa standalone uses {host.Settings.Data}. End it, or choose another folder with --data.");
            return RaaExitCode.Failure;
        }

        using var loggers = LoggerFactory.Create(logging => logging.AddRaaConsole(LogLevel.Warning));
        try
        {
            // Before anything is started or replaced: what runs on from an earlier start is left alone when the inventory is refused.
            var inventory = Inventory.Read(options.Inventory) ?? Inventory.OfThisMachine(Environment.MachineName);
            await using var postgres = await PostgresAsync(options, host.Settings, loggers);
            return await RunAsync(host, options, inventory, postgres?.ConnectionString ?? options.ConnectionString);
        }
        catch (PrivatePostgresException unusable)
        {
            await Console.Error.WriteLineAsync($"raa: {unusable.Message}");
            return RaaExitCode.Failure;
        }
        catch (Exception invalid) when (invalid is InvalidOperationException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"raa: {invalid.Message}");
            return RaaExitCode.Usage;
        }
    }

    private static async Task<PrivatePostgresServer?> PostgresAsync(StandaloneOptions options, HostSettings settings, ILoggerFactory loggers)
    {
        if (options.ConnectionString.Length > 0)
        {
            return null;
        }

        var server = new PrivatePostgresServer(
            new PrivatePostgresOptions
            {
                DataDirectory = settings.Data,
                Binaries = options.PostgresBinaries is { Length: > 0 } binaries ? binaries : null,
                NpmDirectories = [Path.Combine(settings.Data, "npm")],
            },
            TimeProvider.System,
            loggers);
        await server.StartAsync(CancellationToken.None);
        return server;
    }

    private static async Task<int> RunAsync(RaaHostBuilder host, StandaloneOptions options, Inventory inventory, string connectionString)
    {
        var runDirectory = RunDirectory.Create(host.Settings.Data);
        var product = ServiceEndpoint.Unix(Path.Combine(runDirectory, "raa.sock"));
        var services = host.Services;
        services.AddOrchestrator(new OrchestratorOptions { ConnectionString = connectionString, Collector = product, PackageDirectory = options.Packages });
        services.AddCollector(new CollectorOptions { ConnectionString = connectionString, Packages = options.Packages });
        host.Web.AddWebUi(new WebUiOptions { Collector = product, Orchestrator = product });
        services.AddSingleton(inventory);
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<NetworkSeeder>(provider, product, host.Settings.Data));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<AgentSupervision>(
            provider, new AgentChildren(host.Settings.Data, runDirectory, product, options.AgentProgram), runDirectory));
        host.Web.ConfigureListen([product], host.Settings.Limits with { SocketMode = host.Settings.SocketMode });

        await using var app = host.Build();
        app.MapOrchestrator();
        app.MapCollector();
        app.MapWebUi();
        app.Lifetime.ApplicationStarted.Register(() => Announce(host.Settings, inventory, product));
        return await app.RunRaaAsync();
    }

    private static void Announce(HostSettings settings, Inventory inventory, ServiceEndpoint product)
    {
        var network = inventory.Lab.Length > 0 ? $"the lab '{inventory.Lab}' with {inventory.Devices.Count} devices" : "this machine";
        Console.WriteLine($"RouterAlertAssurance assures {network}.");
        Console.WriteLine($"Open {settings.Listen[0]}   (API: {settings.Listen[0]}/api/docs, socket: {product})");
    }
}
