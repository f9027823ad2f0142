using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.TestKit.Postgres;

namespace RouterAlertAssurance.Orchestrator.Tests.Running;

/// <summary>A test with a folder for sockets, a database, and an orchestrator once it is asked for.</summary>
public abstract class OrchestratorTest : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<IAsyncDisposable> _running = [];
    private readonly PostgresFixture _database = new();

    internal string Folder => _directory.Path;

    internal string Database => _database.ConnectionString;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var running in _running.AsEnumerable().Reverse())
        {
            await running.DisposeAsync();
        }

        _database.Dispose();
        _directory.Dispose();
    }

    internal async Task<TestOrchestrator> StartAsync(FakeCollector? collector = null, Action<OrchestratorOptions>? configure = null)
    {
        var orchestrator = Keep(await TestOrchestrator.StartAsync(Folder, Database, collector?.Endpoint, configure));
        return await orchestrator.ReadyAsync();
    }

    internal async Task<FakeAgent> AgentAsync(TestOrchestrator orchestrator, string id, params string[] devices)
    {
        var agent = Keep(new FakeAgent(Folder, id) { Devices = devices });
        await agent.StartAsync();
        await agent.RegisterAsync(orchestrator.Http);
        return agent;
    }

    internal async Task<FakeCollector> CollectorAsync()
    {
        var collector = Keep(new FakeCollector(Folder));
        await collector.StartAsync();
        return collector;
    }

    internal T Keep<T>(T running)
        where T : IAsyncDisposable
    {
        _running.Add(running);
        return running;
    }
}
