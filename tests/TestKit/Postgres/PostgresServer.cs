using System.Globalization;

namespace RouterAlertAssurance.TestKit.Postgres;

/// <summary>
/// A throw-away PostgreSQL server for one test process: its own data folder, a Unix socket only, no fsync. As root it runs as the user
/// postgres or nobody. It ends with the process, also when that is killed: the server watches a pipe held open by the process.
/// </summary>
public sealed class PostgresServer
{
    private const string User = "raa";
    private static readonly Lazy<PostgresServer> Instance = new(() => new PostgresServer());

    private readonly string _binaries;
    private readonly string _home;
    private readonly string? _runAs = Environment.IsPrivilegedProcess ? UnprivilegedUser() : null;

    private PostgresServer()
    {
        _binaries = FindBinaries() ?? throw new InvalidOperationException("PostgreSQL's server binaries are missing.");
        _home = Directory.CreateTempSubdirectory("raa-pg-").FullName;
        if (_runAs is not null)
        {
            Command.Run("chown", [_runAs, _home]);
        }

        Run("initdb", ["-D", Data, "-U", User, "-E", "UTF8", "--locale=C", "-A", "trust", "--no-sync", "--no-instructions"]);
        File.AppendAllText(Path.Combine(Data, "postgresql.conf"), Settings());
        StartWithKeeper();
    }

    /// <summary>The server of this test process; the first use starts it.</summary>
    public static PostgresServer Shared => Instance.Value;

    private string Data => Path.Combine(_home, "data");

    /// <summary>The newest folder with PostgreSQL's server binaries, or null.</summary>
    public static string? FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .Where(directory => File.Exists(Path.Combine(directory, "bin", "initdb")) && File.Exists(Path.Combine(directory, "bin", "createdb")))
                .OrderByDescending(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(directory => Path.Combine(directory, "bin"))
                .FirstOrDefault()
            : null;

    /// <summary>An Npgsql connection string to a database of this server.</summary>
    public string ConnectionString(string database) => $"Host={_home};Username={User};Database={database};Include Error Detail=true;Maximum Pool Size=20";

    internal void CreateDatabase(string name) => Run("createdb", ["-h", _home, "-U", User, "-T", "template0", name]);

    internal void DropDatabase(string name) => Run("dropdb", ["-h", _home, "-U", User, "--if-exists", "--force", name]);

    private void StartWithKeeper()
    {
        Run("pg_ctl", ["-D", Data, "-w", "-t", "60", "-l", Path.Combine(_home, "log"), "start"]);
        // This shell sees its standard input close when the process ends, killed or not, and cleans up in its place: an exit handler would
        // not run after a kill, and the test runner fails a process whose handlers take longer than ten seconds.
        const string Script = """
            cat >/dev/null
            pid=$(head -1 "$1/data/postmaster.pid") && kill -QUIT "$pid"
            for try in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
            rm -rf "$1"
            """;
        Command.StartKeeper("sh", ["-c", Script, "sh", _home]);
    }

    private void Run(string program, string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        if (_runAs is null)
        {
            Command.Run(path, arguments);
        }
        else
        {
            Command.Run("setpriv", [$"--reuid={_runAs}", $"--regid={Command.Run("id", ["-g", _runAs]).Trim()}", "--clear-groups", "--", path, .. arguments]);
        }
    }

    private string Settings() => $"""
        listen_addresses = ''
        unix_socket_directories = '{_home}'
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        shared_buffers = 32MB
        max_connections = 100
        autovacuum = off

        """;

    private static string UnprivilegedUser() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}
