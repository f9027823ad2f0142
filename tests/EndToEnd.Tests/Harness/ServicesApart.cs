using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.EndToEnd.Tests.Harness;

/// <summary>An orchestrator, a collector and the agents of the two edges, each a process of its own.</summary>
internal sealed class ServicesApart : IAsyncDisposable
{
    public const string Password = "e2e-staple-battery-horse";

    private const string OrchestratorName = "orchestrator";
    private const string CollectorName = "collector";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string _home;
    private readonly string _pidFolder;
    private readonly string _database;
    private readonly Dictionary<string, RaaProcess> _running = new(StringComparer.Ordinal);
    private readonly List<string> _said = [];

    public ServicesApart(string home, string pidFolder, string database)
    {
        (_home, _pidFolder, _database) = (home, pidFolder, database);
        Orchestrator = new Api(EndpointOf(OrchestratorName));
        Collector = new Api(EndpointOf(CollectorName));
    }

    /// <summary>The devices whose agents take part.</summary>
    public static string[] Devices { get; } = ["pe1", "pe2"];

    public Api Orchestrator { get; }

    public Api Collector { get; }

    /// <summary>All processes, in the order they are started in.</summary>
    public static IReadOnlyList<string> Names => [CollectorName, OrchestratorName, .. Devices];

    public Guid EpochOf(string device) => SpoolEpoch.Read(DataOf(device), device);

    public async Task StartAllAsync()
    {
        foreach (var name in Names)
        {
            await StartAsync(name);
        }
    }

    /// <summary>Starts one process and waits until it is ready.</summary>
    public async Task StartAsync(string name)
    {
        var process = _running[name] = RaaProcess.Start(
            Path.Combine(_pidFolder, $"apart-{name}.pid"),
            [name is OrchestratorName or CollectorName ? name : "agent", "--listen", EndpointOf(name).ToString(), "--data", DataOf(name), .. Arguments(name)],
            Variables(name),
            Devices.Contains(name) ? NetworkLab.NamespaceOf(name) : null);
        _said.Add(string.Join(' ', (await File.ReadAllTextAsync($"/proc/{process.Pid}/cmdline")).Split('\0')));
        using var api = new Api(EndpointOf(name));
        await Eventually.HoldsAsync(async () => process.HasExited || await api.IsReadyAsync(), StartLimit);
        process.HasExited.ShouldBeFalse($"{name} ended: {process.Output}");
    }

    public async Task KillAsync(string name)
    {
        await _running[name].KillAsync();
        _said.Add(_running[name].Output);
    }

    /// <summary>Everything that other users could see of the processes: their command lines, and what they print into logs.</summary>
    public string CommandLinesAndOutput() => string.Join('\n', [.. _said, .. _running.Select(process => $"--- {process.Key}\n{process.Value.Output}")]);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running.Values.Reverse())
        {
            await process.DisposeAsync();
        }

        Orchestrator.Dispose();
        Collector.Dispose();
    }

    private string[] Arguments(string name) => name switch
    {
        CollectorName => [],
        OrchestratorName => ["--orchestrator-collector", EndpointOf(CollectorName).ToString()],
        _ => ["--id", name, "--device", name, "--orchestrator", EndpointOf(OrchestratorName).ToString(), "--collector", EndpointOf(CollectorName).ToString()],
    };

    private Dictionary<string, string> Variables(string name) => name switch
    {
        CollectorName => new(StringComparer.Ordinal) { ["RAA_COLLECTOR_DATABASE"] = _database },
        OrchestratorName => new(StringComparer.Ordinal) { ["RAA_ORCHESTRATOR_DATABASE"] = _database },
        _ => new(StringComparer.Ordinal),
    };

    private string DataOf(string name) => Path.Combine(_home, name);

    private ServiceEndpoint EndpointOf(string name) => ServiceEndpoint.Unix(Path.Combine(_home, $"{name}.sock"));
}
