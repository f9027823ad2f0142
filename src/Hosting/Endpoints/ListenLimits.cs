namespace RouterAlertAssurance.Hosting.Endpoints;

/// <summary>What a listener accepts at most. The defaults suit a management interface; an endpoint may raise its own body limit.</summary>
public sealed record ListenLimits
{
    /// <summary>The largest request body, in bytes; 1 MiB by default.</summary>
    public long MaxRequestBody { get; init; } = 1L << 20;

    /// <summary>All request headers together, in bytes; 16 KiB by default.</summary>
    public int MaxRequestHeaders { get; init; } = 16 << 10;

    /// <summary>The number of request headers; 64 by default.</summary>
    public int MaxRequestHeaderCount { get; init; } = 64;

    /// <summary>The request line, in bytes; 8 KiB by default.</summary>
    public int MaxRequestLine { get; init; } = 8 << 10;

    /// <summary>Connections at the same time; 512 by default.</summary>
    public long MaxConnections { get; init; } = 512;

    /// <summary>Web socket connections at the same time; 256 by default.</summary>
    public long MaxUpgradedConnections { get; init; } = 256;

    /// <summary>The time a client has to send the headers; 10 s by default.</summary>
    public TimeSpan RequestHeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The slowest rate at which a client may send a body or take an answer, in bytes/s; 240 by default, checked after 5 s.</summary>
    public double MinDataRate { get; init; } = 240;

    /// <summary>The mode of Unix sockets; 0600 by default, 0660 to let the group in.</summary>
    public UnixFileMode SocketMode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite;
}
