using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Agent.Shadows;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Hosting;
using RouterAlertAssurance.Hosting.Endpoints;
using RouterAlertAssurance.Hosting.ServerSentEvents;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Shadows;

/// <summary>An owner that says what is when a stream begins and then nothing, as one does whose nodes do not change.</summary>
public sealed class ShadowFeedTests : IAsyncLifetime
{
    private static readonly SubserviceId Node = new("interface", "p1/to-pe1");
    private static readonly HealthStatus Healthy = new(HealthScore.Healthy, HealthScore.Healthy, PassedUpRange.Healthy, 1, [], []);

    private readonly TemporaryDirectory _folder = new();
    private readonly ShadowBoard _board = new(TimeSpan.FromSeconds(15), TimeProvider.System);
    private WebApplication? _owner;
    private ShadowFeed? _feed;

    private ServiceEndpoint Endpoint => ServiceEndpoint.Unix(_folder.Combine("p1.sock"));

    private ShadowPlan Plan => new(
        ImmutableDictionary<SubserviceId, string>.Empty.Add(Node, "p1"), ImmutableDictionary<string, string>.Empty.Add("p1", Endpoint.ToString()));

    public async ValueTask InitializeAsync()
    {
        _owner = RaaWebHost.CreateWebBuilder("agent", new HostSettings { Listen = [Endpoint], LogLevel = Microsoft.Extensions.Logging.LogLevel.Error }).Build().UseRaaHosting();
        _owner.MapGet(HealthNotification.StreamPath, (HttpContext context) => EventStreamWriter.WriteAsync(context, SayOnceAsync(context.RequestAborted)));
        await _owner.StartAsync();
        _feed = new ShadowFeed(new AgentOptions { Id = "here", Devices = ["here"] }, _board, TimeProvider.System, NullLogger<ShadowFeed>.Instance);
        await _feed.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _feed!.StopAsync(CancellationToken.None);
        _feed.Dispose();
        await _owner!.StopAsync();
        await _owner.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Expect_NodeThatLeftAndCameBackBetweenTwoLooks_IsReportedAgain()
    {
        _board.Expect(Plan);
        await Eventually.HoldsAsync(() => _board.StatusOf(Node) is not null);

        _board.Expect(ShadowPlan.Empty);
        _board.Expect(Plan);
        _board.StatusOf(Node).ShouldBeNull();

        await Eventually.HoldsAsync(() => _board.StatusOf(Node) is not null);
    }

    private static async IAsyncEnumerable<ServerSentEvent> SayOnceAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var document = HealthDocuments.ToDocument(Healthy, TimeProvider.System.GetUtcNow(), static _ => "");
        yield return new ServerSentEvent(HealthNotification.Format(new StatusChange(new SubserviceReference(Node.Type, Node.Id), document), TimeProvider.System.GetUtcNow()));
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
