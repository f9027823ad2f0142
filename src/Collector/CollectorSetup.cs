using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RouterAlertAssurance.Collector.Current;
using RouterAlertAssurance.Collector.Explanations;
using RouterAlertAssurance.Collector.Graphs;
using RouterAlertAssurance.Collector.History;
using RouterAlertAssurance.Collector.Ingestion;
using RouterAlertAssurance.Collector.Live;
using RouterAlertAssurance.Collector.Queries;
using RouterAlertAssurance.Collector.Restconf;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.Health;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Collector;

/// <summary>Puts the collector into a host.</summary>
public static class CollectorSetup
{
    private const string Document = "collector";

    /// <summary>Runs the collector as a service of its own.</summary>
    /// <param name="arguments">The command line behind the name of the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var host = RaaWebHost.CreateBuilder(new RaaHostOptions("collector", arguments)
        {
            Settings = new HostSettings { Listen = [ServiceEndpoint.Parse("http://127.0.0.1:8082")] },
            Sections = CollectorOptions.Sections(),
        });
        if (host.ExitCode is { } code)
        {
            return code;
        }

        host.Services.AddCollector();
        await using var app = host.Build();
        app.MapCollector();
        return await app.RunRaaAsync();
    }

    /// <summary>Registers the collector.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Its options; null when the host has registered them, as <see cref="CollectorOptions.Sections"/> does.</param>
    public static IServiceCollection AddCollector(this IServiceCollection services, CollectorOptions? options = null)
    {
        if (options is not null)
        {
            services.AddSingleton(options);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<CollectorMeter>();
        AddHistory(services);
        AddCurrent(services);
        AddLive(services);
        services.AddSingleton<SubserviceTypes>().AddSingleton<IProblemFormat, RestconfProblemFormat>();
        services.AddSingleton<GraphQueries>().AddSingleton<HistoryQueries>().AddSingleton<PastHealth>();
        AddDescription(services);
        return services;
    }

    /// <summary>Maps the collector's endpoints.</summary>
    public static void MapCollector(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").WithGroupName(Document).AddEndpointFilter(AnswerAbsenceAsync);
        api.MapIngest();
        api.MapGraph();
        api.MapLists();
        api.MapNodes();
        api.MapExplanations();
        api.MapEvidencePackets();
        api.MapEvents();
        api.MapRestconf();
        routes.MapHub<HealthHub>("/hubs/health");
        // The name is a parameter of the route for the framework; the constraint leaves other documents to other services.
        routes.MapOpenApi("/openapi/{documentName:regex(^" + Document + "$)}.json");
    }

    private static void AddHistory(IServiceCollection services)
    {
        services.AddSingleton<HistoryDatabase>().AddSingleton<StateReader>().AddSingleton<IngestStore>().AddSingleton<GraphStore>();
        services.AddSingleton<GraphReader>().AddSingleton<HealthReader>().AddSingleton<SilenceStore>().AddSingleton<RetentionStore>();
        services.AddSingleton<DatabaseWatch>().AddHostedService(provider => provider.GetRequiredService<DatabaseWatch>());
        services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<DatabaseWatch>());
        services.AddHostedService<SilenceRecorder>();
        services.AddSingleton<RetentionCleaner>().AddHostedService(provider => provider.GetRequiredService<RetentionCleaner>());
    }

    private static void AddCurrent(IServiceCollection services)
    {
        services.AddSingleton<CurrentState>().AddSingleton<AgentLiveness>().AddHostedService<AgentWatch>();
        services.AddSingleton<AgentGates>().AddSingleton<IngestService>().AddSingleton<GraphService>();
    }

    private static void AddLive(IServiceCollection services)
    {
        services.AddSingleton<LiveFeed>().AddHostedService<HubBroadcaster>();
        services.AddSignalR().AddJsonProtocol(json =>
        {
            json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, ContractsJson.Default);
            json.PayloadSerializerOptions.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull;
        });
    }

    private static void AddDescription(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractsJson.Default));
        services.AddOpenApi(Document, options =>
        {
            options.ShouldInclude = description => description.GroupName == Document;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "RouterAlertAssurance collector";
                document.Info.Description = "Health of services and subservices: present, past and live.";
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
        });
    }

    private static async ValueTask<object?> AnswerAbsenceAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (HistoryUnavailableException exception)
        {
            return Problems.Unavailable(context.HttpContext, exception.Message);
        }
    }
}
