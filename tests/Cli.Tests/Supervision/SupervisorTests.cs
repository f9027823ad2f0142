using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Cli.Supervision;
using RouterAlertAssurance.TestKit;

namespace RouterAlertAssurance.Cli.Tests.Supervision;

public sealed class SupervisorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_Program_RunsItAndStopEndsIt()
    {
        await using var supervisor = Supervise(Sleeper());
        var process = await RunningAsync(supervisor);

        await supervisor.StopAsync();

        process.IsAlive.ShouldBeFalse();
        supervisor.Status.State.ShouldBe(ChildState.Stopped);
        File.Exists(Sleeper().PidFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Start_ProgramIsKilled_StartsItAgain()
    {
        await using var supervisor = Supervise(Sleeper());
        var first = await RunningAsync(supervisor);

        first.Signal(UnixSignal.Kill);
        var second = await RunningAsync(supervisor, after: first);

        second.Pid.ShouldNotBe(first.Pid);
        supervisor.Status.Starts.ShouldBe(2);
        supervisor.Status.LastExit.ShouldBe("signal 9");
    }

    [Fact]
    public async Task Start_NeededFileIsAbsent_StartsTheProgramWhenItIsThere()
    {
        var child = Sleeper() with { NeededFile = _directory.Combine("needed") };
        await using var supervisor = Supervise(child);
        await Eventually.HoldsAsync(() => supervisor.Status.State == ChildState.Starting);
        supervisor.Status.Starts.ShouldBe(0);

        _directory.Write("needed", "");

        (await RunningAsync(supervisor)).IsAlive.ShouldBeTrue();
        supervisor.Status.Starts.ShouldBe(1);
    }

    [Fact]
    public async Task StopAsync_NeededFileIsAbsent_Ends()
    {
        await using var supervisor = Supervise(Sleeper() with { NeededFile = _directory.Combine("needed") });

        await supervisor.StopAsync();

        supervisor.Status.State.ShouldBe(ChildState.Stopped);
    }

    [Fact]
    public async Task Start_ProgramFromEarlierRun_AdoptsItAndNoticesItsEnd()
    {
        var earlier = Supervise(Sleeper());
        var process = await RunningAsync(earlier);
        await LeaveAsync(earlier);
        process.IsAlive.ShouldBeTrue();

        await using var supervisor = Supervise(Sleeper());
        (await RunningAsync(supervisor)).ShouldBe(process);

        process.Signal(UnixSignal.Kill);
        (await RunningAsync(supervisor, after: process)).ShouldNotBe(process);
    }

    [Fact]
    public async Task Start_OtherSpecificationRuns_ReplacesIt()
    {
        var earlier = Supervise(Sleeper());
        var process = await RunningAsync(earlier);
        await LeaveAsync(earlier);

        await using var supervisor = Supervise(Sleeper() with { Environment = new Dictionary<string, string> { ["NEW"] = "1" } });
        var replacement = await RunningAsync(supervisor);

        process.IsAlive.ShouldBeFalse();
        replacement.ShouldNotBe(process);
    }

    [Fact]
    public async Task Start_PidFileNamesAnotherProcess_LeavesThatAlone()
    {
        using var bystander = Process.Start("sleep", "1000")!;
        var child = Sleeper();
        Directory.CreateDirectory(child.RunDirectory);
        await File.WriteAllTextAsync(
            child.PidFile,
            $"{bystander.Id} 12345 {(await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id", TestContext.Current.CancellationToken)).Trim()} {child.Fingerprint}\n",
            TestContext.Current.CancellationToken);

        await using var supervisor = Supervise(child);
        var process = await RunningAsync(supervisor);
        await supervisor.StopAsync();

        process.Pid.ShouldNotBe(bystander.Id);
        bystander.HasExited.ShouldBeFalse();
        bystander.Kill();
    }

    [Fact]
    public async Task Start_ProgramEndsAtOnce_WaitsLongerEachTime()
    {
        var time = new ManualTimeProvider();
        var child = Script("exit 7");
        await using var supervisor = new Supervisor(child, time, NullLogger<Supervisor>.Instance);
        var began = time.GetUtcNow();
        supervisor.Start();

        await time.AdvanceUntilAsync(UntilAsync(() => supervisor.Status.Starts >= 6), TimeSpan.FromMilliseconds(50));

        supervisor.Status.LastExit.ShouldBe("exit code 7");
        (time.GetUtcNow() - began).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.2 + 0.4 + 0.8 + 1.6 + 3.2));
    }

    [Fact]
    public async Task Start_Output_GoesToTheLogAndSecretsStayInTheEnvironment()
    {
        var child = Script("echo \"out $SECRET\"; echo err >&2; exec sleep 1000") with
        {
            Environment = new Dictionary<string, string> { ["SECRET"] = "hunter2" },
        };
        await using var supervisor = Supervise(child);
        var process = await RunningAsync(supervisor);

        await Eventually.HoldsAsync(() => File.Exists(child.LogFile) && File.ReadAllText(child.LogFile) == "out hunter2\nerr\n");

        File.ReadAllText($"/proc/{process.Pid}/cmdline").ShouldNotContain("hunter2");
        File.ReadAllText(child.PidFile).ShouldNotContain("hunter2");
        File.GetUnixFileMode(child.LogFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task StopAsync_ProgramIgnoresSignals_KillsIt()
    {
        var child = Script("trap '' TERM; echo ready; while :; do sleep 0.1; done") with { StopSignals = [(UnixSignal.Terminate, TimeSpan.FromMilliseconds(100))] };
        await using var supervisor = Supervise(child);
        var process = await RunningAsync(supervisor);
        await Eventually.HoldsAsync(() => File.Exists(child.LogFile) && File.ReadAllText(child.LogFile).Contains("ready", StringComparison.Ordinal));

        await supervisor.StopAsync();

        process.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public async Task Prepare_Fails_IsTriedAgain()
    {
        var attempts = 0;
        await using var supervisor = Supervise(Sleeper() with
        {
            Prepare = _ => ++attempts < 3 ? throw new IOException("not yet") : Task.CompletedTask,
        });

        await RunningAsync(supervisor);

        attempts.ShouldBe(3);
    }

    [Fact]
    public async Task StopAsync_StrayChildren_EndsOnlyThoseNotWanted()
    {
        var (kept, stray) = (Supervise(Sleeper("kept")), Supervise(Sleeper("stray")));
        var (keptProcess, strayProcess) = (await RunningAsync(kept), await RunningAsync(stray));
        await LeaveAsync(kept);
        await LeaveAsync(stray);

        var stopped = await StrayChildren.StopAsync(_directory.Combine("run"), new HashSet<string> { "kept" }, TimeProvider.System);

        stopped.ShouldBe(["stray"]);
        strayProcess.IsAlive.ShouldBeFalse();
        keptProcess.IsAlive.ShouldBeTrue();
        await StrayChildren.StopAsync(_directory.Combine("run"), new HashSet<string>(), TimeProvider.System);
        keptProcess.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public void RotateWhenLarge_AppendedFile_KeepsThreeOldOnes()
    {
        var path = _directory.Combine("x.log");
        using var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        for (var round = 0; round < 5; round++)
        {
            writer.Write([(byte)('a' + round), (byte)'\n']);
            writer.Flush();
            LogRotation.RotateWhenLarge(path, 2);
        }

        new FileInfo(path).Length.ShouldBe(0);
        Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order().ShouldBe(["x.log", "x.log.1", "x.log.2", "x.log.3"]);
        File.ReadAllText(path + ".1").TrimStart('\0').ShouldBe("e\n");
    }

    [Fact]
    public void TryTake_FolderInUse_IsRefusedUntilReleased()
    {
        var first = DataFolderLock.TryTake(_directory.Path).ShouldNotBeNull();
        DataFolderLock.TryTake(_directory.Path).ShouldBeNull();

        first.Dispose();

        using var second = DataFolderLock.TryTake(_directory.Path).ShouldNotBeNull();
    }

    [Fact]
    public void Create_LongDataFolder_GivesShortClosedFolder()
    {
        var data = _directory.Combine(new string('x', 200));

        var path = RunDirectory.Create(data);
        try
        {
            path.Length.ShouldBeLessThan(80);
            path.ShouldBe(RunDirectory.Create(data + "/"));
            path.ShouldNotBe(RunDirectory.PathFor(data, "-pg"));
            ((int)File.GetUnixFileMode(path)).ShouldBe(Convert.ToInt32("700", 8));
        }
        finally
        {
            Directory.Delete(path);
        }
    }

    private ChildSpecification Sleeper(string name = "sleeper") => new()
    {
        Name = name,
        Program = "sleep",
        Arguments = ["1000"],
        RunDirectory = _directory.Combine("run"),
        LogDirectory = _directory.Combine("logs"),
    };

    private ChildSpecification Script(string script) => Sleeper("script") with { Program = "/bin/sh", Arguments = ["-c", script] };

    private static Supervisor Supervise(ChildSpecification child)
    {
        var supervisor = new Supervisor(child, TimeProvider.System, NullLogger<Supervisor>.Instance);
        supervisor.Start();
        return supervisor;
    }

    /// <summary>Leaves a program as it is when it has run for more than a moment: it has written who it is.</summary>
    private async Task LeaveAsync(Supervisor supervisor)
    {
        await Eventually.HoldsAsync(() => File.Exists(Sleeper(supervisor.Status.Name).PidFile));
        await supervisor.LeaveAsync();
    }

    private static async Task<ProcessIdentity> RunningAsync(Supervisor supervisor, ProcessIdentity? after = null)
    {
        await Eventually.HoldsAsync(() => supervisor.Status is { State: ChildState.Running, Pid: { } pid } && pid != after?.Pid && ProcessIdentity.Of(pid) is not null);
        return ProcessIdentity.Of(supervisor.Status.Pid!.Value)!.Value;
    }

    private static async Task<bool> UntilAsync(Func<bool> condition)
    {
        await Eventually.HoldsAsync(condition, TimeSpan.FromSeconds(30));
        return true;
    }
}
