using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Hosting.Configuration;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Orchestrator.Packages;

namespace RouterAlertAssurance.Orchestrator;

/// <summary>What the orchestrator needs to know to run.</summary>
public sealed class OrchestratorOptions
{
    /// <summary>PostgreSQL, in Npgsql's notation. Secret.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Where graph versions are sent; null when there is no collector.</summary>
    public ServiceEndpoint? Collector { get; set; }

    /// <summary>Folder with one folder for each heuristic package.</summary>
    public string PackageDirectory { get; set; } = Path.Combine(AppContext.BaseDirectory, "heuristics");

    /// <summary>How often that folder is looked at; what changed is read once it is quiet for that long.</summary>
    public TimeSpan PackageCheck { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long facts must be quiet before services are decomposed again; they wait at most four times as long.</summary>
    public TimeSpan FactsDebounce { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often agents are asked to register again.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Silence after which an agent is not shown as alive any more.</summary>
    public TimeSpan AgentSilence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>First waiting time after an attempt that failed: database, agent, collector.</summary>
    public TimeSpan ShortestRetry { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest such waiting time.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the collector is asked whether it still has the newest graph version.</summary>
    public TimeSpan CollectorCheck { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two rounds of a probe, as long as the budget allows it.</summary>
    public TimeSpan ProbePeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Packets per second that a probe sends at any time, at most.</summary>
    public int ProbeRate { get; set; } = 100;

    /// <summary>Packets per second of all probes that a device sends or answers, on average.</summary>
    public int ProbeBudget { get; set; } = 200;

    /// <summary>Packets per second that all probes of the network together send at any time, at most; not less than <see cref="ProbeRate"/>.</summary>
    public int ProbeNetworkRate { get; set; } = 400;

    /// <summary>The options as configuration describes and checks them; packages are checked too.</summary>
    public OptionSection<OrchestratorOptions> ToSection() => new OptionSection<OrchestratorOptions>("orchestrator", this)
        .ConnectionString("database", "PostgreSQL connection string", options => options.ConnectionString, (options, value) => options.ConnectionString = value)
        .Endpoint("collector", "Where graph versions are sent", options => options.Collector, (options, value) => options.Collector = value)
        .Text(
            "packages",
            "The folder with one folder for each heuristic package",
            options => options.PackageDirectory,
            (options, value) => options.PackageDirectory = Path.GetFullPath(value))
        .Duration(
            "packages-check",
            "How often the folder of packages is looked at; what changed is read once it is quiet for that long",
            options => options.PackageCheck,
            (options, value) => options.PackageCheck = value,
            min: TimeSpan.FromMilliseconds(100))
        .Duration(
            "facts-debounce",
            "How long facts must be quiet before services are decomposed again",
            options => options.FactsDebounce,
            (options, value) => options.FactsDebounce = value,
            max: TimeSpan.FromMinutes(1))
        .Duration("heartbeat", "How often agents register again", options => options.Heartbeat, (options, value) => options.Heartbeat = value, TimeSpan.FromSeconds(1))
        .Duration(
            "agent-silence", "Silence after which an agent is not alive any more", options => options.AgentSilence, (options, value) => options.AgentSilence = value)
        .Duration("retry.shortest", "First pause after a failed attempt", options => options.ShortestRetry, (options, value) => options.ShortestRetry = value)
        .Duration("retry.longest", "Longest pause after failed attempts", options => options.LongestRetry, (options, value) => options.LongestRetry = value)
        .Duration(
            "collector-check",
            "How often the collector is asked whether it still has the newest graph",
            options => options.CollectorCheck,
            (options, value) => options.CollectorCheck = value)
        .Duration(
            "probe-period",
            "Time between two rounds of a probe, in whole seconds; longer where the budget does not allow it",
            options => options.ProbePeriod,
            (options, value) => options.ProbePeriod = TimeSpan.FromSeconds(Math.Ceiling(value.TotalSeconds)),
            min: TimeSpan.FromSeconds(5),
            max: TimeSpan.FromHours(1))
        .Integer(
            "probe-rate",
            "Packets per second that a probe sends at any time, at most",
            options => options.ProbeRate,
            (options, value) => options.ProbeRate = (int)value,
            10,
            ProbeTask.MostPacketsPerSecond)
        .Integer(
            "probe-budget",
            "Packets per second of all probes that a device sends or answers, on average; periods are lengthened rather than exceed it",
            options => options.ProbeBudget,
            (options, value) => options.ProbeBudget = (int)value,
            10,
            100_000)
        .Integer(
            "probe-network-rate",
            "Packets per second that all probes of the network together send at any time, at most; periods are lengthened rather than exceed it",
            options => options.ProbeNetworkRate,
            (options, value) => options.ProbeNetworkRate = (int)value,
            10,
            100_000)
        .Check(options => options.ConnectionString.Length == 0 ? [("database", "missing: name a PostgreSQL database")] : [])
        .Check(options => options.ShortestRetry > options.LongestRetry ? [("retry.shortest", "must not be longer than retry.longest")] : [])
        .Check(options => options.ProbeNetworkRate < options.ProbeRate ? [("probe-network-rate", "must not be less than probe-rate, which a single probe sends")] : [])
        .Check(options => CheckPackages(options.PackageDirectory).Select(error => ("packages", error)));

    /// <summary>What is wrong with the packages in a folder, so that an orchestrator would not start on it; each with its place.</summary>
    public static IReadOnlyList<string> CheckPackages(string directory) => PackageStore.Load(directory).Errors;
}
