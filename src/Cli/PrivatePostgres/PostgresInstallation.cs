using System.Globalization;

namespace RouterAlertAssurance.Cli.PrivatePostgres;

/// <summary>Makes the database once, and writes its settings before every start.</summary>
internal sealed class PostgresInstallation(PrivatePostgresOptions options, PostgresPlace place, ServerAccount account)
{
    /// <summary>The role of our services and the database it owns.</summary>
    public const string Name = "raa";

    private const string Settings = """
        # Written before every start by raa; changes are lost.
        listen_addresses = ''
        unix_socket_permissions = 0700
        max_connections = 60
        shared_buffers = 64MB
        work_mem = 4MB
        maintenance_work_mem = 32MB
        huge_pages = off
        # Acknowledged means on disk.
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        # Nobody replicates from here: less to write, fewer processes.
        wal_level = minimal
        max_wal_senders = 0
        wal_compression = on
        min_wal_size = 64MB
        max_wal_size = 256MB
        max_worker_processes = 2
        max_parallel_workers_per_gather = 0
        max_logical_replication_workers = 0
        autovacuum_max_workers = 2
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_destination = 'stderr'
        logging_collector = off
        log_min_messages = warning
        log_line_prefix = '%m [%p] '

        """;

    /// <summary>Makes the database when there is none, writes the settings, and returns programs that the server's user can run.</summary>
    public PostgresBinaries Prepare()
    {
        var binaries = Runnable(PostgresBinaries.Find(options, ExistingMajor()));
        if (!Directory.Exists(place.Data))
        {
            Create(binaries);
        }

        account.Write(Path.Combine(place.Data, "raa.conf"), Settings + $"unix_socket_directories = '{place.Sockets}'\n");
        account.Write(Path.Combine(place.Data, "pg_hba.conf"), "# Only through the Unix socket, only the users in pg_ident.conf.\nlocal all all peer map=raa\n");
        account.Write(
            Path.Combine(place.Data, "pg_ident.conf"),
            $"""
            # Map  system user  role
            raa  "{Environment.UserName}"  {Name}
            raa  "{Environment.UserName}"  postgres

            """);
        return binaries;
    }

    private int? ExistingMajor()
    {
        var file = Path.Combine(place.Data, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    // Made beside its place and moved there when complete: a kill on the way leaves nothing that looks like a database.
    private void Create(PostgresBinaries binaries)
    {
        var draft = place.Data + ".new";
        account.MustRun(["rm", "-rf", draft]);
        account.MustRun([
            binaries.Initdb, "-D", draft, "--username=postgres", "--encoding=UTF8", "--locale=C", "--auth=peer", "--no-instructions"]);
        account.MustRun(["/bin/sh", "-c", "echo \"include = 'raa.conf'\" >>\"$1\"", "sh", Path.Combine(draft, "postgresql.conf")]);
        account.MustRun(["/bin/sh", "-c", ": >\"$1\"", "sh", Path.Combine(draft, "raa.conf")]);
        // The package brings no psql, and the server need not run for this. Each line is a statement of its own.
        account.MustRun(
            [binaries.Postgres, "--single", "-D", draft, "postgres"],
            $"CREATE ROLE {Name} LOGIN\nCREATE DATABASE {Name} OWNER {Name}\n");
        account.MustRun(["mv", draft, place.Data]);
    }

    private PostgresBinaries Runnable(PostgresBinaries binaries)
    {
        if (account.Run([binaries.Postgres, "--version"]).Succeeded)
        {
            return binaries;
        }

        // In somebody's closed home, as node_modules of a clone often is: our user gets a copy.
        var installation = Path.GetFullPath(Path.Combine(binaries.Directory, ".."));
        var copy = Path.Combine(place.Home, $"programs-{binaries.Major}");
        if (!Directory.Exists(copy))
        {
            Copy(installation, copy);
        }

        var copied = binaries with { Directory = Path.Combine(copy, "bin") };
        account.MustRun([copied.Postgres, "--version"]);
        return copied;
    }

    private void Copy(string installation, string copy)
    {
        // Packed as we are and unpacked as the server's user, who owns the target.
        account.MustRun(["rm", "-rf", copy + ".new"]);
        account.MustRun(["mkdir", "-p", copy + ".new"]);
        var pipe = Shell.Run(["/bin/sh", "-c", "from=$1; shift; tar -C \"$from\" -cf - . | \"$@\"", "sh", installation, .. account.Wrap("tar", "-C", copy + ".new", "--no-same-owner", "-xf", "-")]);
        if (!pipe.Succeeded)
        {
            throw new PrivatePostgresException($"{installation} cannot be copied for the user {account.Name}: {pipe.Error.Trim()}");
        }

        account.MustRun(["mv", copy + ".new", copy]);
    }
}
