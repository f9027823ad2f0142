using System.Text;
using RouterAlertAssurance.Hosting.Processes;

namespace RouterAlertAssurance.Hosting.Tests.Processes;

public sealed class CommandRunnerTests
{
    [Fact]
    public async Task Run_EndsWellOrNot_GivesOutputOrFirstLineOfErrors()
    {
        (await ShellAsync("echo one; echo two")).ShouldBe("one\ntwo\n");
        (await Should.ThrowAsync<IOException>(() => ShellAsync("echo why >&2; echo more >&2; exit 3"))).Message.ShouldBe("sh ended with 3: why");
    }

    [Fact]
    public async Task Run_ProgramThatIsNotThere_IsMissing() =>
        (await Should.ThrowAsync<CommandMissingException>(() => new CommandRunner().RunAsync("raa-no-such-program", [], TestContext.Current.CancellationToken)))
            .Message.ShouldStartWith("raa-no-such-program cannot be run: ");

    [Fact]
    public async Task Run_ProgramThatWritesForEver_IsEnded() =>
        (await Should.ThrowAsync<IOException>(() => ShellAsync("cat /dev/zero"))).Message.ShouldBe("sh wrote more than 16 MB");

    [Fact]
    public async Task Run_NoLongerWaitedFor_IsKilledWithWhatItStarted()
    {
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        canceled.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => new CommandRunner().RunAsync("sh", ["-c", "sleep 600; true"], canceled.Token));
    }

    private static async Task<string> ShellAsync(string script) =>
        Encoding.UTF8.GetString((await new CommandRunner().RunAsync("sh", ["-c", script], TestContext.Current.CancellationToken)).Span);
}
