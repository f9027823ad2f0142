using RouterAlertAssurance.Contracts.Live;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.WebUi.Live;

namespace RouterAlertAssurance.WebUi.Tests.Live;

public sealed class HealthFeedTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _seen = [];
    private readonly HealthFeed _feed;
    private int _connections;

    public HealthFeedTests() => _feed = new HealthFeed(_time);

    [Fact]
    public void Flush_SeveralEvents_DeliversThemOnceInOrder()
    {
        using var subscription = Subscribe();
        _feed.Publish(new LiveEvent { Kind = "status" });
        _feed.Publish(new LiveEvent { Kind = "graph" });

        _feed.Flush();
        _feed.Flush();

        _seen.ShouldBe(["status", "graph"]);
        _feed.Generation.ShouldBe(1);
    }

    [Fact]
    public void Flush_AfterDispose_DeliversNothing()
    {
        Subscribe().Dispose();
        _feed.Publish(new LiveEvent { Kind = "status" });

        _feed.Flush();

        _seen.ShouldBeEmpty();
    }

    [Fact]
    public void Publish_MoreThanCanBePending_BeginsWithAReset()
    {
        using var subscription = Subscribe();
        for (var count = 0; count <= HealthFeed.MaximumPending; count++)
        {
            _feed.Publish(new LiveEvent { Kind = "status" });
        }

        _feed.Flush();

        _seen.ShouldBe(["reset", "status"]);
    }

    [Fact]
    public void SetConnected_Again_TellsOnceAndPublishesAReset()
    {
        using var subscription = Subscribe();
        _feed.SetConnected(true);
        _feed.SetConnected(true);
        _feed.Flush();

        _connections.ShouldBe(1);
        _seen.ShouldBe(["reset"]);
        _feed.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public void SetConnected_Lost_SaysSinceWhen()
    {
        _feed.SetConnected(true);
        _time.Advance(TimeSpan.FromSeconds(30));

        _feed.SetConnected(false);

        _feed.AwaySince.ShouldBe(_time.GetUtcNow());
    }

    private IDisposable Subscribe() => _feed.Subscribe(events => _seen.AddRange(events.Select(item => item.Kind)), () => _connections++);
}
