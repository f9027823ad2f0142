using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Access;
using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.WebUi.Clients;
using RouterAlertAssurance.WebUi.Components;
using RouterAlertAssurance.WebUi.Components.Layout;
using RouterAlertAssurance.WebUi.Live;

namespace RouterAlertAssurance.WebUi;

/// <summary>Puts the dashboard into a host: alone, or beside other services in one process.</summary>
public static class WebUiSetup
{
    /// <summary>Addresses that can only be meant for a page; the interfaces of services beside the dashboard answer for themselves.</summary>
    private const string PagePattern = @"{**path:nonfile:regex(^(?!(api|restconf|hubs|openapi|health|metrics|\.well-known)(/|$)))}";

    /// <summary>In bytes; the layout of a graph of 1,000 nodes comes back from the browser in one message.</summary>
    private const long MaximumMessage = 2 << 20;

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
        StaticFiles.Use(builder);
        builder.Services.TryAddSingleton(options);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<HealthFeed>();
        builder.Services.AddSingleton<SharedReads>();
        builder.Services.AddSingleton(services => new CollectorClient(options, services.GetRequiredService<SharedReads>()));
        builder.Services.AddSingleton(services => new OrchestratorClient(options, services.GetRequiredService<SharedReads>()));
        builder.Services.AddHostedService<HealthFeedReader>();
        builder.Services.AddDataProtection().SetApplicationName("RouterAlertAssurance");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<HostSettings, ILoggerFactory>(KeepKeys);
        builder.Services.AddAntiforgery();
        builder.Services.AddRadzenComponents();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = MaximumMessage);
        return builder;
    }

    /// <summary>Maps the pages and their files.</summary>
    public static WebApplication MapWebUi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAntiforgery();
        StaticFiles.Map(app);
        app.MapDownloads();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAccess(AccessLevel.Viewer);
        app.MapFallback(PagePattern, NoSuchPageAsync).WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).RequireAccess(AccessLevel.Viewer);
        return app;
    }

    /// <summary>A page for people; programs get the problem that every service answers.</summary>
    private static Task NoSuchPageAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? new RazorComponentResult<NotFoundDocument> { StatusCode = StatusCodes.Status404NotFound }.ExecuteAsync(context)
            : Task.CompletedTask;
    }

    /// <summary>The keys that protect forms and circuits outlive the process, and stay with its other data, not in somebody's home.</summary>
    private static void KeepKeys(KeyManagementOptions keys, HostSettings settings, ILoggerFactory loggers)
    {
        const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var folder = Path.Combine(settings.Data, "keys");
        keys.XmlRepository = new FileSystemXmlRepository(OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OwnerAlone), loggers);
    }

    private static OptionSection<WebUiOptions> Options(WebUiOptions options) => new OptionSection<WebUiOptions>("web", options)
        .Endpoint("collector", "Where the collector answers", web => web.Collector, (web, endpoint) => web.Collector = endpoint)
        .Endpoint("orchestrator", "Where the orchestrator answers", web => web.Orchestrator, (web, endpoint) => web.Orchestrator = endpoint);
}
