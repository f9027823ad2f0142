using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RouterAlertAssurance.Hosting.Endpoints;

/// <summary>
/// The address of a service: <c>http://HOST:PORT</c> or <c>unix:/path/to.sock</c>. Immutable; two endpoints are equal when they name the same address.
/// </summary>
public sealed record ServiceEndpoint
{
    /// <summary>The longest path of a Unix socket, in bytes: <c>sun_path</c> has 108, one of them for the terminator.</summary>
    public const int MaxSocketPathBytes = 107;

    private const string UnixPrefix = "unix:";

    private ServiceEndpoint(string? socketPath, string host, int port) => (SocketPath, Host, Port) = (socketPath, host, port);

    /// <summary>The absolute path of the Unix socket, or null for TCP.</summary>
    public string? SocketPath { get; }

    /// <summary>The host as written, without brackets; <c>localhost</c> for a Unix socket; <c>*</c> when every address is meant.</summary>
    public string Host { get; }

    /// <summary>The TCP port, 0..65535 (0 lets a listener take any free port); 0 for a Unix socket.</summary>
    public int Port { get; }

    /// <summary>Whether the endpoint is a Unix socket.</summary>
    public bool IsUnixSocket => SocketPath is not null;

    /// <summary>Whether only this machine can reach the endpoint: a Unix socket or a loopback address.</summary>
    public bool IsLocal => IsUnixSocket || Host == "localhost" || (Address is { } address && IPAddress.IsLoopback(address));

    /// <summary>The IP address when the host is written as one, otherwise null.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host, out var address) ? address : null;

    /// <summary>The base address for an HTTP client; <c>http://localhost/</c> for a Unix socket.</summary>
    public Uri BaseAddress => new(IsUnixSocket ? "http://localhost/" : $"http://{BracketedHost}:{Port}/");

    private string BracketedHost => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;

    /// <summary>The endpoint of a Unix socket.</summary>
    /// <param name="path">An absolute path of at most <see cref="MaxSocketPathBytes"/> bytes.</param>
    /// <exception cref="FormatException">The path is relative or too long.</exception>
    public static ServiceEndpoint Unix(string path) => Parse(UnixPrefix + path);

    /// <summary>Reads an endpoint.</summary>
    /// <exception cref="FormatException">The text is not an endpoint; the message says why.</exception>
    public static ServiceEndpoint Parse(string text) => TryParse(text, out var endpoint, out var error) ? endpoint : throw new FormatException(error);

    /// <summary>Reads an endpoint; on failure <paramref name="error"/> says what is wrong, in a sentence without a final full stop.</summary>
    public static bool TryParse(
        string? text,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ServiceEndpoint? endpoint,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? error)
    {
        text = text?.Trim() ?? "";
        (endpoint, error) = text.StartsWith(UnixPrefix, StringComparison.OrdinalIgnoreCase)
            ? ParseUnix(text[UnixPrefix.Length..])
            : ParseHttp(text);
        return endpoint is not null;
    }

    /// <summary>The canonical text, which <see cref="Parse"/> reads again.</summary>
    public override string ToString() => IsUnixSocket ? UnixPrefix + SocketPath : $"http://{BracketedHost}:{Port}";

    private static (ServiceEndpoint?, string?) ParseUnix(string path)
    {
        // unix:///run/x and unix:/run/x mean the same.
        path = path.StartsWith("//", StringComparison.Ordinal) ? path[2..] : path;
        if (!path.StartsWith('/') || path.EndsWith('/') || path.Contains('\0', StringComparison.Ordinal))
        {
            return (null, $"'unix:{path}' is not the absolute path of a socket, such as unix:/run/raa/agent.sock");
        }

        var bytes = Encoding.UTF8.GetByteCount(path);
        return bytes > MaxSocketPathBytes
            ? (null, $"the socket path '{path}' has {bytes} bytes, but Unix sockets allow {MaxSocketPathBytes}: choose a shorter directory")
            : (new ServiceEndpoint(path, "localhost", 0), null);
    }

    private static (ServiceEndpoint?, string?) ParseHttp(string text)
    {
        if (text.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            return (null, $"'{text}': TLS is not there yet; use http:// on loopback or unix:");
        }

        // "*" and "+" mean every address in the listen syntax of web servers; a Uri does not take them.
        var wildcard = text.StartsWith("http://*", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://+", StringComparison.OrdinalIgnoreCase);
        var readable = wildcard ? "http://any-address" + text[8..] : text;
        if (!Uri.TryCreate(readable, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.Host.Length == 0)
        {
            return (null, $"'{text}' is not an address such as http://127.0.0.1:8080 or unix:/run/raa/agent.sock");
        }

        if (uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            return (null, $"'{text}': only the scheme, the host and the port belong here");
        }

        return (new ServiceEndpoint(null, wildcard ? "*" : uri.Host.Trim('[', ']').ToLowerInvariant(), uri.Port), null);
    }

    internal async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath!), cancellationToken);
            return socket;
        }
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable)
        {
            // The socket of a stopped service, or none at all; what .NET says of the latter ("cannot assign requested address") helps nobody.
            socket.Dispose();
            throw new SocketException((int)refused.SocketErrorCode, $"nothing listens on {SocketPath}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
