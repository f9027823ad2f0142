using System.Collections.Immutable;
using System.Text;
using RouterAlertAssurance.Agent.Publishing;
using RouterAlertAssurance.Agent.Shadows;
using RouterAlertAssurance.Contracts;
using RouterAlertAssurance.Contracts.Health;
using RouterAlertAssurance.Model.Health;
using RouterAlertAssurance.Model.Subservices;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Agent.Tests.Shadows;

public sealed class ShadowBoardTests
{
    private static readonly SubserviceId Node = new("interface", "p1/to-pe1");
    private static readonly HealthStatus Healthy = new(HealthScore.Healthy, HealthScore.Healthy, PassedUpRange.Healthy, 1, [], []);

    private readonly ManualTimeProvider _time = new();
    private readonly ShadowBoard _board;

    public ShadowBoardTests()
    {
        _board = new ShadowBoard(TimeSpan.FromSeconds(15), _time);
        _board.Expect(Plan("p1"));
        _board.TakeChanged().ShouldBe([Node]);
    }

    [Fact]
    public void Report_OfTheOwner_IsTaken()
    {
        _board.Connected("p1");
        _board.Report("p1", Node, Healthy);

        _board.TakeChanged().ShouldBe([Node]);
        _board.StatusOf(Node).ShouldBe(Healthy);
    }

    [Fact]
    public void Report_OfSomebodyElse_IsIgnored()
    {
        _board.Report("p2", Node, Healthy);

        _board.StatusOf(Node).ShouldBeNull();
    }

    [Fact]
    public void StatusOf_StreamDownForLessThanTheLimit_StillCounts()
    {
        _board.Connected("p1");
        _board.Report("p1", Node, Healthy);
        _board.Disconnected("p1");

        _time.Advance(TimeSpan.FromSeconds(14));
        _board.TakeChanged();

        _board.StatusOf(Node).ShouldBe(Healthy);
    }

    [Fact]
    public void StatusOf_StreamDownForLongerThanTheLimit_IsUnknownUntilItIsBack()
    {
        _board.Connected("p1");
        _board.Report("p1", Node, Healthy);
        _board.TakeChanged();
        _board.Disconnected("p1");

        _time.Advance(TimeSpan.FromSeconds(16));
        _board.TakeChanged().ShouldBe([Node]);
        _board.StatusOf(Node).ShouldBeNull();

        _board.Connected("p1");
        _board.TakeChanged().ShouldBe([Node]);
        _board.StatusOf(Node).ShouldBe(Healthy);
    }

    [Fact]
    public void Expect_OwnerChanges_ForgetsWhatTheFormerOneSaid()
    {
        _board.Connected("p1");
        _board.Report("p1", Node, Healthy);

        _board.Expect(Plan("p2"));

        _board.StatusOf(Node).ShouldBeNull();
    }

    [Fact]
    public void Awaited_BeforeTheFirstReport_HoldsTheNode()
    {
        _board.Awaited.ShouldBe([Node]);

        _board.Connected("p1");
        _board.Report("p1", Node, Healthy);

        _board.TakeChanged().ShouldBe([Node]);
        _board.Awaited.ShouldBeEmpty();
    }

    [Fact]
    public void Awaited_OwnerSilentForLongerThanTheLimit_HoldsNothingAndTheNodeHasChanged()
    {
        _board.Connected("p1");
        _time.Advance(TimeSpan.FromSeconds(15));
        _board.TakeChanged().ShouldBeEmpty();
        _board.Awaited.ShouldBe([Node]);

        _time.Advance(TimeSpan.FromSeconds(1));

        _board.TakeChanged().ShouldBe([Node]);
        _board.Awaited.ShouldBeEmpty();
        _board.StatusOf(Node).ShouldBeNull();
    }

    [Fact]
    public void Awaited_NewNodeOfAnOwnerThatIsKnownToBeDead_IsNotWaitedFor()
    {
        _time.Advance(TimeSpan.FromSeconds(16));
        _board.TakeChanged();

        _board.Expect(Plan("p1").With(new ShadowPlan(Plan("p1").Owners.Add(new("interface", "p1/to-pe2"), "p1"), Plan("p1").Endpoints)));
        _board.TakeChanged();

        _board.Awaited.ShouldBeEmpty();
    }

    [Fact]
    public void Awaited_OwnerExpectedAgainAfterALongTime_GetsItsTimeAnew()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        _board.Expect(ShadowPlan.Empty);
        _board.TakeChanged();

        _board.Expect(Plan("p1"));
        _board.TakeChanged();

        _board.Awaited.ShouldBe([Node]);
    }

    [Fact]
    public void With_SameNode_TakesTheOwnerOfTheNextAndKeepsTheRest()
    {
        var other = new SubserviceId("interface", "p1/to-pe2");

        var plan = new ShadowPlan(Plan("p1").Owners.Add(other, "p1"), Plan("p1").Endpoints).With(Plan("p2"));

        plan.Owners[Node].ShouldBe("p2");
        plan.Owners[other].ShouldBe("p1");
    }

    [Fact]
    public void Notification_Status_RoundTrips()
    {
        var status = new StatusChange(new SubserviceReference("interface", "p1/to-pe1"), HealthDocuments.ToDocument(Healthy, _time.GetUtcNow(), static _ => ""));

        var parsed = HealthNotification.Parse(Encoding.UTF8.GetBytes(HealthNotification.Format(status, _time.GetUtcNow())))!;

        parsed.Subservice.ShouldBe(status.Subservice);
        HealthDocuments.ToModel(parsed.Status).ShouldBe(Healthy);
        HealthNotification.Parse("""{"other":1}"""u8.ToArray()).ShouldBeNull();
    }

    [Fact]
    public void ToModel_DocumentThatExplainsNothing_IsRefused()
    {
        HealthDocuments.ToModel(new HealthStatusDocument { Score = 40, Own = 40, Low = 40, High = 40 }).ShouldBeNull();
        HealthDocuments.ToModel(new HealthStatusDocument { Score = 400 }).ShouldBeNull();
        HealthDocuments.ToModel(new HealthStatusDocument { Score = 100, Symptoms = null! }).ShouldBeNull();
    }

    private static ShadowPlan Plan(string owner) => ShadowPlan.Empty with { Owners = ImmutableDictionary<SubserviceId, string>.Empty.Add(Node, owner) };
}
