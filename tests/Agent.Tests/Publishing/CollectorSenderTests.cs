using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Agent.Tests.Support;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Publishing;

/// <summary>A whole agent with a small collector in the test: what it stores, what it forgets, and what it refuses.</summary>
public sealed class CollectorSenderTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();
    private readonly ConcurrentQueue<HealthBatch> _batches = new();
    private readonly Dictionary<Guid, long> _stored = [];
    private WebApplication _collector = null!;
    private volatile bool _isDown;

    private ServiceEndpoint Endpoint => ServiceEndpoint.Unix(_folder.Combine("collector.sock"));

    private IEnumerable<HealthEvent> Events => _batches.SelectMany(batch => batch.Events);

    public async ValueTask InitializeAsync()
    {
        var builder = RaaWebHost.CreateWebBuilder("collector", new HostSettings { Listen = [Endpoint] });
        _collector = builder.Build().UseRaaHosting();
        _collector.MapPost("/api/v1/ingest", TakeAsync);
        await _collector.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _collector.StopAsync();
        await _collector.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Assigned_Status_ReachesTheCollectorInSequence()
    {
        await using var agent = await StartAssignedAsync();

        await Eventually.HoldsAsync(() => Events.Any(item => item.Status?.Status.Score == 100));

        Events.Select(item => item.Sequence).ShouldBe(Enumerable.Range(1, Events.Count()).Select(number => (long)number));
        await Eventually.HoldsAsync(() => agent.Get<Spool>().Length == 0);
    }

    [Fact]
    public async Task Collector_Down_EventsWaitAndComeLater()
    {
        _isDown = true;
        await using var agent = await StartAssignedAsync();
        await Eventually.HoldsAsync(() => agent.Get<Spool>().Length > 0);
        Events.ShouldBeEmpty();

        _isDown = false;

        await Eventually.HoldsAsync(() => agent.Get<Spool>().Length == 0 && Events.Any(item => item.Status is not null));
    }

    [Fact]
    public async Task Agent_StartedAgain_GoesOnInTheSameEpoch()
    {
        await using (var agent = await StartAssignedAsync())
        {
            await Eventually.HoldsAsync(() => agent.Get<Spool>().Length == 0 && Events.Any());
        }

        var before = Events.Count();
        await using var again = await AgentApp.StartAsync(_folder, collector: Endpoint);

        await Eventually.HoldsAsync(() => Events.Count() > before);
        _batches.Select(batch => batch.Epoch).Distinct().Count().ShouldBe(1);
        Events.Select(item => item.Sequence).Distinct().Count().ShouldBe(Events.Count());
    }

    [Fact]
    public async Task Collector_ForgotEverything_GetsANewEpochWithTheStatusOfEverything()
    {
        await using var agent = await StartAssignedAsync();
        await Eventually.HoldsAsync(() => agent.Get<Spool>().Length == 0 && Events.Any(item => item.Status is not null));
        var epoch = agent.Get<Spool>().Epoch;
        agent.Get<Spool>().Append([HealthEventEncoding.Of(SpoolEventKind.Withdrawn, new HealthEvent { Withdrawn = [] })]);
        lock (_stored)
        {
            // As if an earlier state of the database had been restored, from before what the spool still has.
            _stored[epoch] = -100;
        }

        await Eventually.HoldsAsync(() => _batches.Any(batch => batch.Epoch != epoch && batch.Events.Any(item => item.Status is not null)));

        _batches.First(batch => batch.Epoch != epoch && batch.Events.Count > 0).Events[0].Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Node_Removed_IsWithdrawn()
    {
        await using var agent = await StartAssignedAsync();
        await Eventually.HoldsAsync(() => Events.Any(item => item.Status is not null));

        await agent.Client.AssignAsync(AgentClient.Assignment(2), AgentClient.Subservices());

        await Eventually.HoldsAsync(() => Events.Any(item => item.Withdrawn?.Any(node => node.Id == "here/lo") == true));
    }

    private async Task<AgentApp> StartAssignedAsync()
    {
        var agent = await AgentApp.StartAsync(_folder, collector: Endpoint);
        await agent.Client.AssignAsync(AgentClient.Assignment(), AgentClient.Subservices(AgentClient.Loopback));
        return agent;
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (_isDown)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var batch = (await context.Request.ReadFromJsonAsync(ContractsJson.Default.HealthBatch))!;
        long stored;
        bool gap;
        lock (_stored)
        {
            stored = _stored.GetValueOrDefault(batch.Epoch);
            gap = batch.Events.Count > 0 && batch.Events[0].Sequence > stored + 1;
            stored = !gap && batch.Events.Count > 0 ? Math.Max(stored, batch.Events[^1].Sequence) : stored;
            _stored[batch.Epoch] = stored;
        }

        if (gap)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            await context.Response.WriteAsync($$"""{"title":"gap","status":409,"acknowledged":{{stored}}}""");
            return;
        }

        _batches.Enqueue(batch);
        await context.Response.WriteAsJsonAsync(new HealthBatchAnswer(Math.Max(stored, 0)), ContractsJson.Default.HealthBatchAnswer);
    }
}
