using RouterAlertAssurance.Cli.Supervision;

namespace RouterAlertAssurance.Cli.PrivatePostgres;

/// <summary>The folders of the private PostgreSQL.</summary>
/// <param name="Home">The folder of the server's user: database and, when needed, a copy of the programs.</param>
/// <param name="Sockets">The folder of its Unix socket.</param>
/// <param name="Run">The folder with its process number.</param>
/// <param name="Logs">The folder with its log.</param>
internal sealed record PostgresPlace(string Home, string Sockets, string Run, string Logs)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string Elsewhere = "/var/lib/raa";

    public string Data => Path.Combine(Home, "data");

    /// <summary>
    /// Makes the folders. The database goes to <c>postgres</c> in the data folder; when the server's user cannot get there, because the data
    /// folder is in somebody's closed home, it goes to <c>/var/lib/raa</c>, and a note in its place says so.
    /// </summary>
    public static PostgresPlace Prepare(string dataDirectory, ServerAccount account)
    {
        Directory.CreateDirectory(dataDirectory);
        // Without links: the working directory of the server's processes, by which we find them, has none either.
        dataDirectory = Shell.Run(["realpath", Path.GetFullPath(dataDirectory)]).Output.TrimEnd('\n');
        var home = Path.Combine(dataDirectory, "postgres");
        if (!account.CanEnter(dataDirectory))
        {
            home = Path.Combine(Elsewhere, $"postgres-{RunDirectory.Hash(dataDirectory)}");
            Directory.CreateDirectory(Elsewhere);
            if (!account.CanEnter(Elsewhere))
            {
                throw new PrivatePostgresException($"the user {account.Name} can enter neither {dataDirectory} nor {Elsewhere}; choose another data folder");
            }

            File.WriteAllText(
                Path.Combine(dataDirectory, "postgres-is-elsewhere.txt"),
                $"PostgreSQL runs as the user {account.Name}, who cannot enter this folder. The database is in {home}\n");
        }

        MakeFor(home, account);
        var sockets = RunDirectory.Create(dataDirectory, "-pg");
        account.Own(sockets);
        return new PostgresPlace(home, sockets, Path.Combine(dataDirectory, "run"), Path.Combine(dataDirectory, "logs"));
    }

    private static void MakeFor(string path, ServerAccount account)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnerOnly);
            account.Own(path);
        }
    }
}
