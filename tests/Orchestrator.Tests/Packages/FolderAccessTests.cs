using RouterAlertAssurance.Orchestrator.Packages;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Orchestrator.Tests.Packages;

public sealed class FolderAccessTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Run_FolderThatDoesNotAnswer_FailsInTimeAndIsReadAgainOnceItDoes()
    {
        var time = new ManualTimeProvider();
        using var answers = new ManualResetEventSlim();
        using var access = new FolderAccess(time);

        var stuck = access.RunAsync(() => answers.Wait(TimeSpan.FromMinutes(1), None), None);
        await Eventually.HoldsAsync(() => time.ArmedTimers > 0);
        time.Advance(FolderAccess.Limit);
        (await stuck.ShouldThrowAsync<IOException>()).Message.ShouldBe("reading it takes longer than 30 s");

        // Only one look at a time: the second does not even begin.
        var second = access.RunAsync(() => 2, None);
        await Eventually.HoldsAsync(() => time.ArmedTimers > 0);
        time.Advance(FolderAccess.Limit);
        await second.ShouldThrowAsync<IOException>();

        answers.Set();
        (await access.RunAsync(() => 3, None)).ShouldBe(3);
    }

    [Fact]
    public async Task Run_LookThatFails_ThrowsAndTheNextIsRun()
    {
        using var access = new FolderAccess(TimeProvider.System);

        await access.RunAsync<int>(() => throw new UnauthorizedAccessException("no"), None).ShouldThrowAsync<UnauthorizedAccessException>();

        (await access.RunAsync(() => 1, None)).ShouldBe(1);
    }
}
