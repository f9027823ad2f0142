using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components;
using RouterAlertAssurance.WebUi.Live;

namespace RouterAlertAssurance.WebUi;

/// <summary>Puts the dashboard into a host: alone, or beside other services in one process.</summary>
public static class WebUiSetup
{
    private const string AssetsName = "RouterAlertAssurance.WebUi.staticwebassets";

    /// <summary>Runs the dashboard as a service of its own.</summary>
    /// <param name="arguments">The command line behind the name of the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = new WebUiOptions();
        var host = RaaWebHost.CreateBuilder(new RaaHostOptions("web", arguments)
        {
            Sections = [Options(options)],
            Settings = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:8083")] },
        });
        if (host.ExitCode is { } code)
        {
            return code;
        }

        host.Web.AddWebUi(options);
        await using var app = host.Build();
        app.MapWebUi();
        return await app.RunRaaAsync();
    }

    /// <summary>Adds the dashboard's services; the web host must be able to serve its static files.</summary>
    public static WebApplicationBuilder AddWebUi(this WebApplicationBuilder builder, WebUiOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        UseOwnAssets(builder);
        builder.Services.TryAddSingleton(options);
        builder.Services.AddSingleton<CollectorClient>();
        builder.Services.AddSingleton<OrchestratorClient>();
        builder.Services.AddSingleton<HealthFeed>();
        builder.Services.AddHostedService<HealthFeedReader>();
        builder.Services.AddAntiforgery();
        builder.Services.AddRadzenComponents();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        return builder;
    }

    /// <summary>Maps the pages and their files.</summary>
    public static WebApplication MapWebUi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAntiforgery();
        app.MapStaticAssets(Path.Combine(AppContext.BaseDirectory, $"{AssetsName}.endpoints.json"));
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAccess(AccessLevel.Viewer);
        return app;
    }

    /// <summary>
    /// The files' manifest has the name of this assembly, whatever the host is called. Without it every static asset answers 200 with no bytes
    /// outside the Development environment; a published product has no such manifest, its files are in wwwroot.
    /// </summary>
    private static void UseOwnAssets(WebApplicationBuilder builder)
    {
        var manifest = Path.Combine(AppContext.BaseDirectory, $"{AssetsName}.runtime.json");
        if (File.Exists(manifest))
        {
            builder.WebHost.UseSetting(WebHostDefaults.StaticWebAssetsKey, manifest);
            builder.WebHost.UseStaticWebAssets();
        }
    }

    private static OptionSection<WebUiOptions> Options(WebUiOptions options) => new OptionSection<WebUiOptions>("web", options)
        .Endpoint("collector", "Where the collector answers", web => web.Collector, (web, endpoint) => web.Collector = endpoint)
        .Endpoint("orchestrator", "Where the orchestrator answers", web => web.Orchestrator, (web, endpoint) => web.Orchestrator = endpoint);
}
