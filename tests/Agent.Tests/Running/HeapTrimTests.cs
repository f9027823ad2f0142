using RouterAlertAssurance.Agent.Running;

namespace RouterAlertAssurance.Agent.Tests.Running;

public sealed class HeapTrimTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TrimIfDue_AfterTheLastChange_TrimsOnce()
    {
        var trim = new HeapTrim(TimeSpan.FromSeconds(10));
        trim.TrimIfDue(Start).ShouldBeFalse("nothing has changed yet");

        trim.Changed(Start);
        trim.Changed(Start.AddSeconds(8));

        trim.TrimIfDue(Start.AddSeconds(12)).ShouldBeFalse("changed 4 s ago");
        trim.TrimIfDue(Start.AddSeconds(18)).ShouldBeTrue();
        trim.TrimIfDue(Start.AddSeconds(30)).ShouldBeFalse("once is enough");
    }
}
